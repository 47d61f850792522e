/** Parts of an address that say what has just happened; links to anywhere else leave them behind. */
const PASSING = ['done', 'warn'] as const;

/** The query without what is over as soon as it has been said. */
export function lastingQuery(query: URLSearchParams): URLSearchParams {
  const lasting = new URLSearchParams(query);
  for (const name of PASSING) lasting.delete(name);
  return lasting;
}

/** The same with its question mark, '' where nothing is left. */
export function lastingSearch(query: URLSearchParams): string {
  const lasting = lastingQuery(query);
  return lasting.size > 0 ? `?${lasting}` : '';
}
