/** Element id of the control of a field, sub-rows included: `titles.0.level` -> `f-titles-0-level`. */
export const fieldId = (path: string): string => `f-${path.replace(/[^\w-]/g, '-')}`;

export const join = (path: string, name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);
