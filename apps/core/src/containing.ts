/**
 * SQL for "this text stands in that column", for rows that something else has narrowed down to those of one person or
 * one body. Signs that know no capital letters, as Chinese ones, are compared as they stand: turning both sides to small
 * letters costs five times the comparison.
 */
export function containing(column: string, text: string): { readonly sql: string; readonly bindings: [string] } {
  const caseless = text.toLowerCase() === text.toUpperCase();
  return { sql: caseless ? `strpos(${column}, ?) > 0` : `strpos(lower(${column}), lower(?)) > 0`, bindings: [text] };
}
