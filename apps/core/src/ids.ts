/** Ids arrive as text; one that is no uuid would be an error of the database and not a missing record. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
