import type { Fields } from '../field.ts';
import type { Section } from '../section.ts';
import type { Series } from '../series.ts';
import { plainTemplate, plannedUnitSlots } from '../template.ts';
import { entriesLinkedBy, leavesIn } from '../walk.ts';
import { complainIf, KEBAB, NAME, type Check } from './check.ts';

/** Rows of these entities may be linked from a row of this one. */
const linkable = (fields: Fields) =>
  leavesIn(fields, {}).flatMap(({ field: { shape } }) => (shape.kind === 'links' ? [shape.entity] : []));

function foreignEntities({ library, sections }: Series): string[] {
  const picked = sections.flatMap((s) =>
    s.kind === 'pick' && !library.includes(s.entity) ? [`${s.code} picks ${s.entity.code}`] : [],
  );
  const linked = library.flatMap((entity) =>
    [...linkable(entity.fields), ...entriesLinkedBy(entity, entity.sample).map((link) => link.entity)]
      .filter((target) => !library.includes(target))
      .map((target) => `${entity.code} links to ${target.code}`),
  );
  return [...picked, ...linked].map((what) => `${what}, which is not in the library`);
}

const fieldsOf = (section: Section): Fields => (section.kind === 'pick' ? (section.extras ?? {}) : section.fields);

const notFiles = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, { shape }]) => complainIf(shape.kind !== 'files', `${name} is no file slot`));

function limits(section: Section): string[] {
  if (section.kind !== 'pick') return complainIf(Object.keys(section.fields).length === 0, `${section.code} is empty`);
  const { code, min = 0, max = Infinity, exactlyOne = [] } = section;
  return [
    ...complainIf(min > max || max < 1, `${code}: at least ${min}, at most ${max}`),
    ...exactlyOne
      .filter((name) => section.extras?.[name]?.shape.kind !== 'checkbox')
      .map((name) => `${code}: exactlyOne names ${name}, which is no checkbox among its extras`),
  ];
}

/** What holds for the sections of a series and for what its employers upload. */
export const sectionChecks = (series: Series): Check[] => [
  { name: 'picks and links only entities of its library', complaints: () => foreignEntities(series) },
  {
    name: 'names the questions of its forms in camelCase',
    complaints: () =>
      series.sections.flatMap((section) =>
        Object.keys(fieldsOf(section))
          .filter((name) => !NAME.test(name))
          .map((name) => `${section.code}.${name}`),
      ),
  },
  {
    name: 'asks for files alone where attachments are uploaded',
    complaints: () => [
      ...series.sections.flatMap((section) => (section.kind === 'attachments' ? notFiles(section.fields) : [])),
      ...notFiles(plannedUnitSlots(series, plainTemplate)),
    ],
  },
  { name: 'asks for numbers of rows that can be met', complaints: () => series.sections.flatMap(limits) },
  {
    name: 'has sections with kebab-case codes and a label, each once',
    complaints: () =>
      series.sections.flatMap(({ code, label }) => complainIf(!KEBAB.test(code) || label === '', `${code}: ${label}`)),
  },
];
