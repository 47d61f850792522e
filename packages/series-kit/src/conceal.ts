import type { DossierData } from './dossier.ts';
import { readEntry } from './entity.ts';
import { isRaw, masked, type Field, type Fields, type Raw } from './field.ts';
import type { Series } from './series.ts';

/**
 * The row as it leaves the server for anybody but its owner: every answer with a mask is masked, in sub-rows and in what
 * is said of links as well. Masking what is masked already changes nothing.
 */
export function conceal<R extends Raw>(fields: Fields, row: R): R {
  const changed = Object.entries(fields)
    .filter(([name]) => name in row)
    .map(([name, field]) => [name, concealed(field, row[name])]);
  return { ...row, ...Object.fromEntries(changed) };
}

function concealed({ masked: mask, shape }: Field, value: unknown): unknown {
  if (mask && typeof value === 'string' && value !== '') return masked(mask, value);
  if (!Array.isArray(value)) return value;
  if (shape.kind === 'rows') return value.map((item: unknown) => (isRaw(item) ? conceal(shape.fields, item) : item));
  if (shape.kind === 'links')
    return value.map((item: unknown) =>
      isRaw(item) && isRaw(item.extra) ? { ...item, extra: conceal(shape.extras, item.extra) } : item,
    );
  return value;
}

/** A dossier for anybody but its owner: entries in today's form, answers and what is said of picks, all concealed. */
export function concealDossier(series: Series, data: DossierData): DossierData {
  const entities = new Map(series.library.map((entity) => [entity.code, entity]));
  const entries = Object.entries(data.entries).flatMap(([id, stored]) => {
    const entity = entities.get(stored.entity);
    // What the series does not know cannot be shown, hence is not sent.
    return entity
      ? [[id, { ...stored, version: entity.version, data: conceal(entity.fields, readEntry(entity, stored)) }] as const]
      : [];
  });
  const sections = new Map(series.sections.map((section) => [section.code, section]));
  const forms = Object.entries(data.forms).map(([code, raw]) => {
    const section = sections.get(code);
    return [code, section && section.kind !== 'pick' ? conceal(section.fields, raw) : raw] as const;
  });
  const picks = Object.entries(data.picks).map(([code, picked]) => {
    const section = sections.get(code);
    const extras = section?.kind === 'pick' ? section.extras : undefined;
    return [
      code,
      extras ? picked.map((pick) => (pick.extra ? { ...pick, extra: conceal(extras, pick.extra) } : pick)) : picked,
    ] as const;
  });
  return {
    ...data,
    entries: Object.fromEntries(entries),
    forms: Object.fromEntries(forms),
    picks: Object.fromEntries(picks),
  };
}
