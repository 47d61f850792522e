import type { Fields } from '../field.ts';
import type { Series } from '../series.ts';

const widgetsOf = (fields: Fields): string[] =>
  Object.values(fields).flatMap(({ widget, shape }) => [
    ...(widget === undefined ? [] : [widget]),
    ...(shape.kind === 'rows' ? widgetsOf(shape.fields) : shape.kind === 'links' ? widgetsOf(shape.extras) : []),
  ]);

/** Names of the widgets that the fields of a series ask for. */
export const widgetsIn = ({ library, sections }: Series): string[] => [
  ...new Set([
    ...library.flatMap(({ fields }) => widgetsOf(fields)),
    ...sections.flatMap((section) => widgetsOf(section.kind === 'pick' ? (section.extras ?? {}) : section.fields)),
  ]),
];

/** Everything in which a series goes beyond the kit, as the registry lists it. */
export const hatchesOf = (series: Series): string[] => [
  ...widgetsIn(series).map((name) => `widget ${name}`),
  ...(series.guards ?? []).map(({ code }) => `guard ${code}`),
];
