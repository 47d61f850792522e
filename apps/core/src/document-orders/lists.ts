import { show, unitListColumns, type Entity } from '@zhicheng/series-kit';
import type { SheetColumn } from '@zhicheng/spreadsheets';
import { z } from 'zod';
import { shanghaiDay } from '../declarations/moments.ts';
import { UNIT_TABS, unitDeclarations } from '../declarations/unit-list.ts';
import type { Actor, Core } from '../context.ts';
import { issue, notFound, refused } from '../errors.ts';
import { TAB_NAMES } from '../library/states.ts';
import { listUnitEntries } from '../library/unit-queries.ts';
import { listPeople } from '../organisations/people.ts';
import { listTasks } from '../tasks/queries.ts';

const keyword = z.string().trim().max(60).default('');

/** A list with the filter under which it was on the screen (HN-04.06). */
export const listSchema = z.discriminatedUnion('list', [
  z.object({
    list: z.literal('tasks'),
    tab: z.enum(['todo', 'claimable', 'mine', 'all']).default('todo'),
    flowType: z.string().max(60).optional(),
    keyword,
    newestFirst: z.boolean().optional(),
  }),
  z.object({
    list: z.literal('declarations'),
    tab: z.enum(UNIT_TABS).default('todo'),
    keyword,
  }),
  z.object({
    list: z.literal('people'),
    state: z.enum(['all', 'inAudit', 'approved', 'returned']).default('all'),
    keyword,
  }),
  z.object({
    list: z.literal('entries'),
    entity: z.string().max(60),
    tab: z.enum(TAB_NAMES).default('all'),
    keyword,
  }),
]);
export type ListAsked = z.infer<typeof listSchema>;

/** One page of a list as the sheet has it; `total` is that of the whole list. */
export interface SheetPage {
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
}
export interface ListSource {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  read(core: Core, page: number, size: number): Promise<SheetPage>;
}

/** A column of a list: its heading and how a row is said in it, masked as on the page. */
type Told<Row> = readonly [heading: string, text: (row: Row) => string | number | null];

const day = (at: Date | null): string => (at === null ? '' : shanghaiDay(at));

function source<Row>(
  title: string,
  page: (core: Core, page: number, size: number) => Promise<{ rows: readonly Row[]; total: number }>,
  told: readonly Told<Row>[],
): ListSource {
  return {
    title,
    columns: told.map(([header]) => ({ header, width: 20 })),
    async read(core, at, size) {
      const { rows, total } = await page(core, at, size);
      return { total, rows: rows.map((row) => told.map(([, text]) => String(text(row) ?? ''))) };
    },
  };
}

const tasks = (actor: Actor, asked: Extract<ListAsked, { list: 'tasks' }>): ListSource =>
  source('任务中心', (core, page, size) => listTasks({ core, actor, filter: { ...asked, page, size } }), [
    ['流程类型', (row) => row.flowType],
    ['流程名称', (row) => row.flowName],
    ['当前节点', (row) => row.nodeLabel],
    ['状态', (row) => row.stateLabel],
    ['送达日期', (row) => day(row.waitingSince)],
    ['办理日期', (row) => day(row.auditedAt)],
    ['流程开始日期', (row) => day(row.startedAt)],
    ['流程结束日期', (row) => day(row.endedAt)],
  ]);

const declarations = (actor: Actor, { tab, keyword: name }: Extract<ListAsked, { list: 'declarations' }>): ListSource =>
  source(
    '申报情况',
    (core, page, size) => unitDeclarations({ core, actor, filter: { tab, ...(name !== '' && { name }), page, size } }),
    [
      ['年度', (row) => row.year],
      ['申报人', (row) => row.name],
      ['性别', (row) => row.gender],
      ['计划名称', (row) => row.planName],
      ['申报形式', (row) => row.kindLabel],
      ['申报专业', (row) => row.specialty],
      ['申报职称', (row) => row.title],
      ['申报日期', (row) => day(row.submittedAt)],
      ['流程节点', (row) => row.nodeLabel],
      ['状态', (row) => row.stateLabel],
    ],
  );

/** An ID number that was searched for is kept nowhere, hence in no order either. */
const ID_NUMBER = /\d{6}[\dXx*]{9,}/;

const people = (actor: Actor, { state, keyword: words }: Extract<ListAsked, { list: 'people' }>): ListSource => {
  if (actor.role !== 'employer' && actor.role !== 'department') throw notFound('列表');
  if (ID_NUMBER.test(words.normalize('NFKC').replace(/\s/g, '')))
    throw refused([issue('idNumber', '按证件号码查到的只有一人，不能导出。请按姓名查询后再导出。')]);
  return source(
    '人员注册',
    (core, page, size) => listPeople({ core, actor, filter: { state, keyword: words, page, size } }),
    [
      ['姓名', (row) => row.name],
      ['性别', (row) => row.genderLabel],
      ['证件号码', (row) => row.idNumberMasked],
      ['手机号码', (row) => row.mobile],
      ['政治面貌', (row) => row.politicalStatus],
      ['电子邮箱', (row) => row.email],
      ['注册日期', (row) => day(row.requestedAt)],
      ['状态', (row) => row.stateLabel],
    ],
  );
};

type Entries = Awaited<ReturnType<typeof listUnitEntries>>['rows'][number];

/** The columns of the unit's list of an entity, but for number and acts. */
const columnsOf = (entity: Entity): Told<Entries>[] =>
  unitListColumns(entity).flatMap((column): Told<Entries>[] => {
    const { kind, heading } = column;
    if (kind === 'owner')
      return [
        [heading, (row) => row.ownerName],
        ['状态', (row) => row.stateLabel],
      ];
    if (kind === 'submittedOn') return [[heading, (row) => day(row.submittedAt)]];
    if (kind === 'source') return [[heading, (row) => (row.source === 'auto' ? '系统提取' : '个人填报')]];
    const field = kind === 'field' ? entity.fields[column.field] : undefined;
    return field && kind === 'field' ? [[heading, (row) => show(field, row.data[column.field])]] : [];
  });

function entries(core: Core, actor: Actor, asked: Extract<ListAsked, { list: 'entries' }>): ListSource {
  const entity = actor.role === 'employer' ? core.series.findEntity(asked.entity) : undefined;
  if (!entity) throw notFound('列表');
  return source(
    `业绩档案-${entity.label}`,
    (at, page, size) => listUnitEntries({ core: at, actor, filter: { ...asked, page, size } }),
    columnsOf(entity),
  );
}

/** What a list exports to whom: the very rows that its page shows him. NOT_FOUND for who has no such list. */
export function listSource(core: Core, actor: Actor, asked: ListAsked): ListSource {
  switch (asked.list) {
    case 'tasks':
      return tasks(actor, asked);
    case 'declarations':
      return declarations(actor, asked);
    case 'people':
      return people(actor, asked);
    case 'entries':
      return entries(core, actor, asked);
  }
}
