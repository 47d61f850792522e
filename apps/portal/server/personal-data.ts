/** Kept as they are: ids and hashes, which look like numbers where they have no letters. */
const KEPT = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}';
/** Ten digits or more, however they are grouped: ID numbers, telephone numbers, dates of birth with what follows. */
const NUMBER = '\\d(?:[- ]?\\d){9,}[xX]?';
const HAN = '\\p{Script=Han}(?:[\\p{Script=Han}·，。：；、（）]*\\p{Script=Han})?';
const ENCODED = '(?:%[0-9A-Fa-f]{2}){2,}';
const ADDRESS = '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+';
const QUERY = '\\?[\\w.%-]+=[^\\s"\'<>)]*';

const PARTS = new RegExp(`(${KEPT})|(${QUERY})|${NUMBER}|${HAN}|${ENCODED}|${ADDRESS}`, 'gu');

/** What parsers and the database quote of what they were given: `: "…"`, `Key (…)=(…)`, a whole row, broken JSON. */
const QUOTED =
  /(: |URL )"[^"]*"?|(Key \([^)]*\)=\()[^)]*|(Failing row contains \()[^\n]*|"[^\n]*"(?:\.\.\.)? (is not valid JSON)/g;

/**
 * A text for the log without what may be about a person: names (anything Chinese), long numbers, addresses, query
 * strings, quoted input. Ids and hashes stay.
 */
export const withoutPersonalData = (text: string): string =>
  text
    .replace(QUOTED, (_, ...found: (string | undefined)[]) => `${found.slice(0, 3).join('')}…${tail(found[3])}`)
    .replace(PARTS, (_, kept?: string, query?: string) => kept ?? (query ? '?…' : '…'));

const tail = (text: string | undefined): string => (text ? ` ${text}` : '');

const NAMED = ['code', 'constraint', 'table', 'column', 'syscall'] as const;

/** Where in the source, never the message that stands before it and may go over several lines. */
const frames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 12);

/**
 * An error for the log: kind, message without personal data, what the database names (state, constraint, table,
 * column; never `detail`, `where` or bindings, which hold values), the place in the source, and its causes.
 */
export function describeError(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return withoutPersonalData(typeof error === 'string' ? error : typeof error);
  const named = NAMED.flatMap((key) => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? [`${key}=${value}`] : [];
  });
  const head = withoutPersonalData([`${error.name}: ${error.message}`, ...named].join(' '));
  const causes = [error.cause, ...(error instanceof AggregateError ? error.errors : [])].filter(Boolean);
  const because = depth < 3 ? causes.map((cause) => `caused by ${describeError(cause, depth + 1)}`) : [];
  return [head, ...frames(error), ...because].join('\n');
}
