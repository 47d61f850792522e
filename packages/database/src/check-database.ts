/** What a connection has to answer so that Chinese text can be stored and searched. */
export interface DatabaseTraits {
  encoding: string;
  /** true where the locale takes a Chinese character for a letter; the C locale does not */
  chineseIsLetter: boolean;
}

export const TRAITS_SQL = `select current_setting('server_encoding') as encoding, '职' ~ '[[:alpha:]]' as letter`;

/** Throws in plain words on a database that is not UTF-8 or that has the C locale (no trigrams for Chinese there). */
export function refuseUnfitDatabase(traits: DatabaseTraits): void {
  if (traits.encoding !== 'UTF8') {
    throw new Error(`The database is encoded in ${traits.encoding}; create it with ENCODING 'UTF8'.`);
  }
  if (!traits.chineseIsLetter) {
    throw new Error(
      'The database has the C locale, under which Chinese text cannot be indexed for search; ' +
        "create it with LOCALE_PROVIDER icu ICU_LOCALE 'zh-CN' LOCALE 'C.UTF-8' TEMPLATE template0.",
    );
  }
}
