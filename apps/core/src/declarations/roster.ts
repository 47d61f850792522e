import { printDocx } from '@zhicheng/documents';
import {
  grid,
  note,
  openDossier,
  table,
  title,
  type Block,
  type Cell,
  type DossierData,
  type Series,
} from '@zhicheng/series-kit';
import { declarationFlow, statesThat } from '@zhicheng/workflow';
import { titleSeriesOf } from '../catalog/queries.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';

/** A plan under which declarations have come to the actor's organisation. */
export interface RosterPlan {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly people: number;
}
export interface Roster {
  readonly plan: { readonly id: string; readonly name: string; readonly committee: string };
  readonly blocks: readonly Block[];
  readonly total: number;
  /** What one document holds; more people make more parts. */
  readonly size: number;
  readonly part: number;
}
type Of = { core: Core; actor: Actor };

/** People per document; the page shows the same part. */
export const ROSTER_SIZE = 100;

const COUNTED = statesThat(declarationFlow, (state) => state.underAudit === true || state.approved === true);

/** Declarations that wait at the actor's organisation or have passed it in the round that counts, and are not over. */
const FROM = `
  from declaration d
    join process p on p.kind = 'declaration' and p.subject_id = d.id and p.round = d.round
    join step s on s.process_id = p.id and s.organisation_id = :organisation and s.node = :node
      and s.state in ('open', 'passed')
    join review_plan r on r.id = d.plan_id
  where d.state = any(:states)`;

const scope = (actor: Actor) => ({ organisation: organisationOf(actor), node: actor.role, states: [...COUNTED] });

/** Plans with somebody to list, latest first; a body has a handful a year. */
export async function rosterPlans({ core, actor }: Of): Promise<RosterPlan[]> {
  const { rows } = await core.db.raw<{ rows: RosterPlan[] }>(
    `select r.id, r.name, r.year, count(distinct d.id)::int as people ${FROM}
     group by r.id, r.name, r.year order by r.year desc, r.name limit 200`,
    scope(actor),
  );
  return rows;
}

interface Listed {
  readonly dossier: DossierData;
}

const WORD = (text: string): string => text || '无';
const lines = (...texts: readonly string[]): string => texts.map(WORD).join('\n');

/** One person: what belongs together stands in one cell, so that twenty columns fit on a sheet. */
function rowOf(series: Series | undefined, data: DossierData, number: number, units: boolean): Cell[] {
  const facts = series?.rosterFacts?.(openDossier(series, data));
  const { applicant, situation } = data;
  return [
    String(number),
    lines(applicant.name, applicant.gender),
    ...(units ? [applicant.unitName] : []),
    lines(applicant.birthDate.slice(0, 7), facts?.workStart.slice(0, 7) ?? ''),
    lines(facts?.occupation ?? '', facts?.specialtyYears ?? ''),
    lines(facts?.held.title ?? '', facts?.held.grantedOn ?? ''),
    lines(facts?.held.years ?? '', facts?.held.approver ?? ''),
    lines(facts?.study.education ?? '', facts?.study.degree ?? ''),
    lines(facts?.study.school ?? '', facts?.study.major ?? '', facts?.study.until.slice(0, 7) ?? ''),
    lines(data.title, situation.specialty),
    situation.kind === 'EXCEPTIONAL' ? '是' : '否',
  ];
}

const head = (units: boolean): string[] => [
  '序号',
  '姓名\n性别',
  ...(units ? ['工作单位'] : []),
  '出生年月\n参加工作时间',
  '现从事专业\n专业年限（年）',
  '现资格名称\n获得时间',
  '任职年限（年）\n终审单位',
  '学历\n学位',
  '毕业学校\n所学专业\n毕业时间',
  '申报资格名称\n申报专业',
  '是否破格',
];
const widths = (units: boolean): number[] => [1, 2.2, ...(units ? [3.2] : []), 3.3, 3, 2.9, 2.9, 2.4, 3.3, 3, 1.4];

const FOOT: readonly Cell[] = ['单位（盖章）', '填报人', '电话', '时间'].flatMap((text): Cell[] => [
  { text, align: 'center' },
  { text: '', minHeightCm: 1.2 },
]);

/**
 * 人员情况一览表 (rules 2.4) of the actor's organisation under one plan, from what was submitted; a convening unit's
 * names the units. Parts of 100. NOT_FOUND where nobody of the plan has come to the organisation.
 * @param part counts from 1
 */
export async function roster({ core, actor, planId, part }: Of & { planId: string; part: number }): Promise<Roster> {
  if (!isId(planId)) throw notFound('评审计划');
  const own = { ...scope(actor), plan: planId };
  const plan = await core.db('review_plan').where({ id: planId }).first('id', 'name', 'committee_name', 'series_code');
  const counted = await core.db.raw(`select count(distinct d.id)::int as total ${FROM} and d.plan_id = :plan`, own);
  const total: number = counted.rows[0].total;
  if (!plan || total === 0) throw notFound('评审计划');
  const { rows } = await core.db.raw<{ rows: Listed[] }>(
    `select shown.dossier from (select distinct d.id, d.round, d.submitted_at ${FROM} and d.plan_id = :plan
       order by d.submitted_at, d.id limit :limit offset :offset) listed
     join declaration_snapshot shown on shown.declaration_id = listed.id and shown.round = listed.round
     order by listed.submitted_at, listed.id`,
    { ...own, limit: ROSTER_SIZE, offset: (part - 1) * ROSTER_SIZE },
  );
  const body = await core
    .db('organisation')
    .where({ id: organisationOf(actor) })
    .first('name');
  const listed = await titleSeriesOf({ db: core.db, code: plan.series_code });
  const units = actor.role !== 'employer';
  const first = (part - 1) * ROSTER_SIZE + 1;
  return {
    plan: { id: plan.id, name: plan.name, committee: plan.committee_name },
    blocks: [
      title('专业技术资格申报人员情况一览表'),
      note(`评审计划：${plan.name}　　评委会：${plan.committee_name}`),
      note(`单位：${body?.name ?? ''}　　共 ${total} 人${partWords(total, part)}`),
      table(
        head(units),
        rows.map(({ dossier }, index) => rowOf(core.series.find(listed?.pluginCode), dossier, first + index, units)),
        widths(units),
      ),
      grid([FOOT], [2, 4, 1.5, 3, 1.5, 3, 1.5, 3]),
    ],
    ...{ total, size: ROSTER_SIZE, part },
  };
}

const partWords = (total: number, part: number): string => {
  const parts = Math.ceil(total / ROSTER_SIZE);
  return parts > 1 ? `，第 ${part} 部分（共 ${parts} 部分）` : '';
};

/** The same as DOCX, on its long side. No ID numbers. */
export async function rosterDocx(
  asked: Of & { planId: string; part: number },
): Promise<{ bytes: Uint8Array; name: string }> {
  if (asked.actor.role === 'applicant') throw notFound('评审计划');
  const { plan, blocks, total, part } = await roster(asked);
  const bytes = await printDocx(blocks, { title: `人员情况一览表 ${plan.name}`, landscape: true });
  return { bytes, name: `人员情况一览表-${plan.name}${total > ROSTER_SIZE ? `-第${part}部分` : ''}.docx` };
}
