import type { Kind } from '@zhicheng/series-kit';

/** Kinds whose text is short and is not broken in a column. */
export const UNBROKEN: readonly Kind[] = ['person', 'date', 'year', 'choice', 'integer', 'decimal', 'checkbox'];

/** Kinds that need the whole line of a form or a list of answers. */
export const WIDE: Record<Kind, boolean> = {
  text: false,
  longText: true,
  person: false,
  integer: false,
  decimal: false,
  date: false,
  dateRange: true,
  year: false,
  choice: false,
  choices: true,
  coded: false,
  checkbox: false,
  region: false,
  files: true,
  links: true,
  rows: true,
};
