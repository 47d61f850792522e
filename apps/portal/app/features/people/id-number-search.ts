/**
 * Whether a search text is, or holds, what may be a number of an identity document: five digits in a row. No name
 * does. Such a text must not get into an address.
 */
export const holdsIdNumber = (text: string): boolean => /\d{5}/.test(text.replaceAll(/[\s-]/g, ''));
