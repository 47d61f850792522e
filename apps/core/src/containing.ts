/**
 * SQL for "this text stands in that column", for rows that something else has narrowed down to those of one person or
 * one body. Signs that know no capital letters, as Chinese ones, are compared as they stand: turning both sides to small
 * letters costs five times the comparison.
 */
export function containing(column: string, text: string): { readonly sql: string; readonly bindings: [string] } {
  const caseless = text.toLowerCase() === text.toUpperCase();
  return { sql: caseless ? `strpos(${column}, ?) > 0` : `strpos(lower(${column}), lower(?)) > 0`, bindings: [text] };
}

/**
 * The same for the name of the person whose account a column holds, each looked up by itself: a join lets the database
 * think of reading all people of the province first, which costs more the more there are of them.
 */
export function personContaining(column: string, text: string): { readonly sql: string; readonly bindings: [string] } {
  const { sql, bindings } = containing('named.name', text);
  return { sql: `(select ${sql} from person named where named.account_id = ${column})`, bindings };
}
