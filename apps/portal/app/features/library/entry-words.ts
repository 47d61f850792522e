import { headingOf, show, type Entity, type Kind, type Raw } from '@zhicheng/series-kit';
import type { StateFace } from '../../components/state-tag.tsx';

const FACES: Readonly<Record<string, StateFace>> = {
  draft: 'draft',
  inAudit: 'audit',
  approved: 'pass',
  returned: 'back',
};

/** Face of an entry's state; an unknown one looks like work under way. */
export const entryFace = (state: string): StateFace => FACES[state] ?? 'audit';

/** 来源 of an entry (AH-10). */
export const SOURCE_WORDS = { user: '用户申报', auto: '自动生成' } as const;

/** The column that names an entry among its like: the first one that is searched for, else the first. */
export const leadColumn = ({ columns, fields }: Entity): string =>
  columns.find((name) => fields[name]?.search) ?? columns[0] ?? '';

const printed = ({ fields }: Entity, data: Raw, name: string): string => {
  const field = fields[name];
  return field ? show(field, data[name]) : '';
};

/** What an entry is called in a line of text; its label where nothing that names it is filled in yet. */
export const entryTitle = (entity: Entity, data: Raw): string =>
  printed(entity, data, leadColumn(entity)) ||
  entity.columns.map((name) => printed(entity, data, name)).find(Boolean) ||
  entity.label;

/** What tells an entry from the others of its list: its first two columns, as the list prints them. */
export const entryName = (entity: Entity, data: Raw): string =>
  entity.columns
    .map((name) => printed(entity, data, name))
    .filter(Boolean)
    .slice(0, 2)
    .join('，') || entity.label;

/** A bare number says nothing without its heading. */
const COUNTED: readonly Kind[] = ['integer', 'decimal', 'links', 'checkbox'];

function fact(entity: Entity, data: Raw, name: string): string {
  const field = entity.fields[name];
  const text = printed(entity, data, name);
  return field && text && COUNTED.includes(field.shape.kind) ? `${headingOf(field)} ${text}` : text;
}

/** The other columns in one line. */
export const entryFacts = (entity: Entity, data: Raw): string =>
  entity.columns
    .filter((name) => name !== leadColumn(entity))
    .map((name) => fact(entity, data, name))
    .filter(Boolean)
    .join('，');

/** 保存 and 提交 happen in a drawer over the list when the form is short, else on a page of its own. */
export const fitsDrawer = ({ fields }: Entity): boolean =>
  Object.keys(fields).length <= 12 &&
  Object.values(fields).every(({ shape }) => shape.kind !== 'rows' && shape.kind !== 'links');
