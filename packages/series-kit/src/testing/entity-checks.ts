import { flowName, listColumns, parseRow, readEntry, type Entity } from '../entity.ts';
import { show, type Fields, type Raw } from '../field.ts';
import { parseFields, partial } from '../row.ts';
import { columnsOf, rawFromCells, toCells } from '../sheet.ts';
import { offline } from '../sample.ts';
import { complainIf, HOLES, NAME, namesNot, type Check } from './check.ts';

const sampleOf = (entity: Entity): Raw => partial(parseFields(entity.fields, entity.sample));

const issuesOf = (entity: Entity, raw: Raw): string[] => {
  const parsed = parseRow(entity, raw, offline);
  return parsed.ok ? [] : parsed.issues.map(({ field, message }) => `${field ?? ''}: ${message}`);
};

/** Names that a definition mentions besides its fields, in every place where a name may stand. */
const mentioned = ({ columns, unique = [], similar = [], when = {}, list = {}, register }: Entity): string[] => [
  ...[...columns, ...unique, ...similar, ...(register?.waives ?? [])],
  ...Object.keys(list.headings ?? {}),
  ...Object.keys(list.unitHeadings ?? {}),
  ...Object.entries(when).flatMap(([name, conditions]) => [name, ...Object.keys(conditions)]),
];

function oldVersions(entity: Entity): string[] {
  const versions = Array.from({ length: entity.version - 1 }, (_, index) => index + 1);
  return versions.flatMap((version) => {
    const data = entity.history?.[version];
    if (!data) return [`history[${version}] is missing: a row as it was then`];
    if (!entity.upcast?.[version]) return [`upcast[${version}] is missing`];
    const row = readEntry(entity, { entity: entity.code, version, data });
    return issuesOf(entity, row).map((issue) => `version ${version}: ${issue}`);
  });
}

const cannotStandInCells = (fields: Fields, when: Entity['when'] = {}): string[] =>
  Object.entries(fields)
    .filter(([name, { required, shape }]) => {
      const kind = shape.kind;
      return (required || when[name] !== undefined) && (kind === 'files' || kind === 'links' || kind === 'rows');
    })
    .map(([name]) => `${name} is required and has no column in Excel`);

function roundTrip(entity: Entity): string[] {
  const row = sampleOf(entity);
  const back = parseRow(entity, rawFromCells(entity, toCells(entity, row)), offline);
  if (!back.ok) return back.issues.map(({ message }) => message);
  const again: Raw = back.row;
  return [...new Set(columnsOf(entity).map(({ field }) => field))]
    .filter((name) => JSON.stringify(again[name]) !== JSON.stringify(row[name]))
    .map((name) => `${name} comes back changed`);
}

/** What holds for an entity, whichever series lists it. */
export function entityChecks(entity: Entity): Check[] {
  const check = (name: string, complaints: () => readonly string[]): Check => ({
    name: `${entity.code}: ${name}`,
    complaints,
  });
  return [
    check('the sample parses', () => issuesOf(entity, entity.sample)),
    check('an empty row is refused', () => complainIf(issuesOf(entity, {}).length === 0, 'nothing is asked')),
    check('fields are camelCase', () => Object.keys(entity.fields).filter((name) => !NAME.test(name))),
    check('every name refers to a field', () => namesNot(entity.fields, mentioned(entity))),
    check('the list has columns with headings and prints the sample', () => [
      ...complainIf(entity.columns.length === 0, 'no columns'),
      ...listColumns(entity).flatMap(({ heading }) => complainIf(heading === '', 'a column without heading')),
      ...entity.columns.filter((name) => {
        const field = entity.fields[name];
        return field !== undefined && HOLES.test(show(field, sampleOf(entity)[name]));
      }),
    ]),
    check('the flow has a name', () => {
      const name = flowName(entity, sampleOf(entity));
      return complainIf(!name.startsWith('提交') || HOLES.test(name), name);
    }),
    check('each old version has a sample that still reads', () => oldVersions(entity)),
    ...(entity.importable
      ? [
          check('Excel can carry what is required', () => cannotStandInCells(entity.fields, entity.when)),
          check('a row survives the way through Excel', () => roundTrip(entity)),
        ]
      : []),
  ];
}
