import type { ByKind, Field, Fields, Kind, Raw, Shape } from '../field.ts';
import { TODAY } from '../sample.ts';

/** An answer that each kind takes, as a form would send it. Links stay empty: they need a library. */
const examples: ByKind<[], unknown> = {
  text: ({ max }) => '示例文字'.slice(0, max),
  longText: ({ max }) => '示例文字'.slice(0, max),
  person: ({ max }) => '示例人'.slice(0, max),
  integer: ({ min, max }) => Math.min(max, Math.max(min, 2)),
  decimal: ({ max }) => String(Math.min(max, 2)),
  date: () => TODAY,
  dateRange: () => ({ from: '2020-01-01', to: TODAY }),
  year: () => Number(TODAY.slice(0, 4)),
  choice: ({ options }) => options[0],
  choices: ({ options }) => options.slice(0, 2),
  coded: () => ({ code: '01', name: '示例项' }),
  checkbox: () => true,
  region: () => ({ code: '340100', name: '示例市' }),
  files: ({ types }) => [{ id: 'example', name: `示例.${types[0] ?? 'pdf'}`, bytes: 1 }],
  links: () => [],
  rows: ({ fields }) => [exampleRow(fields)],
};

const exampleOf = <K extends Kind>(shape: Shape<K>): unknown => examples[shape.kind](shape);

/** A filled-in answer to every question; one that a field refuses (a pattern of its own) stays blank. */
export const exampleRow = (fields: Fields): Raw =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]: [string, Field]) => {
      const answer = exampleOf(field.shape);
      const taken = Array.isArray(answer) && answer.length === 0 ? false : field.parse(answer).ok;
      return taken ? [[name, answer]] : [];
    }),
  );
