import { templateErrors } from '@zhicheng/series-kit';
import type { Transaction } from '@zhicheng/database';
import { edgesFor } from '../audit-path/edges.ts';
import { titleSeriesOf } from '../catalog/queries.ts';
import type { Core } from '../context.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import { datesOf, planSchema, wrongDates, type PlanDraft } from './plan-data.ts';

/** The steps of the editor, and which parts of a plan each has. */
const STEP_PARTS = {
  basics: [
    'year',
    'name',
    'seriesCode',
    'planType',
    'levelLabel',
    'committee',
    'publisher',
    'contact',
    'fee',
    'interview',
  ],
  dates: ['declareFrom', 'declareUntil', 'repairUntil', 'auditUntil'],
  scope: ['kinds', 'levels', 'titleIds', 'scope'],
  specialties: ['specialtyIds'],
  content: ['content', 'attachments'],
  sections: ['template'],
  policies: ['policies'],
} as const;
export type PlanStep = keyof typeof STEP_PARTS;
export const PLAN_STEPS = Object.keys(STEP_PARTS) as PlanStep[];

const stepOf = (path: string): PlanStep => {
  const part = path.split('.')[0] ?? '';
  return PLAN_STEPS.find((step) => (STEP_PARTS[step] as readonly string[]).includes(part)) ?? 'basics';
};

/** Where in the editor a part of the plan is mended. */
export const mendPlanAt = (id: string, path: string): string => `/work/plans/${id}?step=${stepOf(path)}`;

const WANTED: readonly (readonly [path: string, given: (data: PlanDraft) => unknown, message: string])[] = [
  ['name', (d) => d.name, '请填写计划名称'],
  ['levelLabel', (d) => d.levelLabel, '请选择评审级别'],
  ['planType', (d) => d.planType, '请选择计划类型'],
  ['committee.name', (d) => d.committee.name, '请填写评委会名称'],
  ['committee.office', (d) => d.committee.office, '请填写办事机构'],
  ['publisher', (d) => d.publisher, '请填写发布部门'],
  ['contact.person', (d) => d.contact.person, '请填写联系人'],
  ['contact.phone', (d) => d.contact.phone, '请填写联系电话'],
  ['contact.address', (d) => d.contact.address, '请填写联系地址'],
  ['declareFrom', (d) => d.declareFrom, '请填写申报开始时间'],
  ['declareUntil', (d) => d.declareUntil, '请填写申报截止时间'],
  ['auditUntil', (d) => d.auditUntil, '请填写审核截止时间'],
  ['kinds', (d) => d.kinds.length, '请选择申报类型'],
  ['levels', (d) => d.levels.length, '请选择申报层级'],
  ['titleIds', (d) => d.titleIds.length, '请选择申报职称'],
  ['scope', (d) => d.scope, '请填写评审范围对象'],
  ['specialtyIds', (d) => d.specialtyIds.length, '请选择可评审专业'],
  ['content', (d) => d.content, '请填写计划内容'],
];

/** What is still blank of what every plan has to say. */
export const blanksOf = (data: PlanDraft): ErrorIssue[] =>
  WANTED.filter(([, given]) => !given(data)).map(([path, , message]) => issue('blank', message, { path }));

/** What is wrong with the plan by itself, blanks apart. */
export function wrongIn(data: PlanDraft): ErrorIssue[] {
  const parsed = planSchema.safeParse(data);
  const blank = new Set(blanksOf(data).map(({ path }) => path));
  const shape = parsed.success
    ? []
    : parsed.error.issues.map((i) => issue('wrong', i.message, { path: i.path.join('.') }));
  const dates = wrongDates(datesOf(data)).map(({ path, message }) => issue('dates', message, { path }));
  return [...shape.filter(({ path }) => !blank.has(path)), ...dates, ...contradictions(data)];
}

/** Level by level a return ends at the unit, which then begins again: there is no returning level to go on from. */
const contradictions = ({ policies }: PlanDraft): ErrorIssue[] =>
  policies.returnMode === 'STEPWISE' && policies.resume === 'AT_RETURNING_NODE'
    ? [
        issue(
          'policies',
          '逐级退回时，申报由单位退回个人，重新提交后本来就从单位审核起。“从退回的那一级接着审”只能与“直接退回个人”一起选。',
          { path: 'policies.resume' },
        ),
      ]
    : [];

/** Everything that keeps a plan from being published, each with the place to mend it. */
export async function planIssues(trx: Transaction, core: Core, id: string, data: PlanDraft): Promise<ErrorIssue[]> {
  const listed = await titleSeriesOf({ db: trx, code: data.seriesCode });
  const series = core.series.find(listed?.pluginCode);
  const found = series
    ? [
        ...blanksOf(data),
        ...wrongIn(data),
        ...templateErrors(series, data.template).map((text) => issue('template', text, { path: 'template' })),
        ...(await foreign(trx, 'title', data.titleIds, data.seriesCode, '申报职称不属于本系列。')),
        ...(await foreign(trx, 'specialty', data.specialtyIds, data.seriesCode, '可评审专业不属于本系列。')),
        ...(await levelGaps(trx, data)),
        ...(await pathGaps(trx, data)),
      ]
    : [issue('series', '这个系列还没有申报模块，不能发布计划。', { path: 'seriesCode' })];
  return found.map((one) => ({ ...one, mendAt: one.mendAt ?? mendPlanAt(id, one.path) }));
}

async function foreign(trx: Transaction, table: string, ids: readonly string[], seriesCode: string, text: string) {
  const own = await trx(table)
    .whereIn('id', [...ids])
    .where({ series_code: seriesCode })
    .count<{ n: number }[]>('* as n')
    .first();
  return Number(own?.n) === new Set(ids).size ? [] : [issue('series', text, { path: `${table}Ids` })];
}

/** Every level has a title to declare for, and no title is of a level that the plan does not have. */
async function levelGaps(trx: Transaction, data: PlanDraft): Promise<ErrorIssue[]> {
  const rows = await trx('title')
    .whereIn('id', [...data.titleIds])
    .where({ series_code: data.seriesCode })
    .select<{ name: string; level: string }[]>('name', 'level');
  if (rows.length === 0) return [];
  const levels: readonly string[] = data.levels;
  const strange = rows.filter(({ level }) => !levels.includes(level));
  const empty = levels.filter((level) => !rows.some((row) => row.level === level));
  return [
    ...strange.map(({ name }) => issue('level', `“${name}”不在所选申报层级内。`, { path: 'titleIds' })),
    ...(empty.length > 0 ? [issue('level', '有申报层级没有选择对应的申报职称。', { path: 'titleIds' })] : []),
  ];
}

/** GP.90: the tree decides who is last; it has to end at the committee's convening unit. */
async function pathGaps(trx: Transaction, data: PlanDraft): Promise<ErrorIssue[]> {
  const { conveningOrganisationId } = data.committee;
  const gaps: ErrorIssue[] = [];
  for (const level of data.levels) {
    const edges = await edgesFor(trx, { level, mode: data.mode, seriesCode: data.seriesCode, conveningOrganisationId });
    if (!edges.some(({ to }) => to.node === 'convening'))
      gaps.push(issue('path', '审核树没有通到本评委会的组建单位，请先配置审核树。', { path: 'committee' }));
  }
  return gaps;
}
