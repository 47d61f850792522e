import { declarationFlow, interviewExemptionFlow, stateOf } from '@zhicheng/workflow';
import { edgesFor } from '../audit-path/edges.ts';
import { pathFrom } from '../audit-path/resolve.ts';
import type { Core } from '../context.ts';
import type { Node } from '../tasks/process-kind.ts';
import { processLog, type LogEntry } from '../tasks/queries.ts';
import type { ClosingFacts } from './closing-blocks.ts';
import { routeOf } from './may-declare.ts';
import type { DeclarationRow } from './model.ts';
import type { ExpectedBody, Opinions } from './opinion-blocks.ts';
import { publicityOf } from './notices.ts';
import { quotaOf } from './post-at-audit.ts';

/** Kinds of bodies where the tree does not say which: one box each. */
const USUAL = ['employer', 'department', 'hrss', 'convening'] as const;

/**
 * Opinions of one round so far, and the bodies that the audit tree still has before it; none where audit is over.
 * @param preview nothing of this round has been handed in yet
 */
export async function opinionsSoFar(
  core: Core,
  row: DeclarationRow,
  { round, preview }: { round: number; preview: boolean },
): Promise<Opinions> {
  const log = preview ? [] : await processLog(core.db, 'declaration', row.id);
  const ofRound = log.filter((step) => step.round === round);
  const said = ofRound.filter((step) => step.decidedAt !== null);
  const over = !preview && (stateOf(declarationFlow, row.state).terminal || round < row.round);
  return { said, expected: over ? missing(said) : await expectedBodies(core, row, ofRound) };
}

/** What was not asked at all has its empty box, whatever the path was. */
const missing = (said: readonly LogEntry[]): ExpectedBody[] =>
  USUAL.filter((node) => !said.some((step) => step.node === node)).map((node) => ({ node, organisationName: '' }));

async function expectedBodies(core: Core, row: DeclarationRow, log: readonly LogEntry[]): Promise<ExpectedBody[]> {
  const { db } = core;
  const plan = await db('review_plan').where({ id: row.plan_id }).first();
  const title = await db('title').where({ id: row.title_id }).first('level');
  const last = log.at(-1);
  const start: Node = { node: 'employer', organisationId: row.organisation_id };
  const at: Node = last ? { node: last.node, organisationId: last.organisationId } : start;
  const path = pathFrom(await edgesFor(db, routeOf(plan, title.level)), at);
  if (!path) return missing(log.filter((step) => step.decidedAt !== null));
  const coming = last?.decidedAt ? path.slice(1) : path;
  const names: { id: string; name: string }[] = await db('organisation')
    .whereIn('id', [...new Set(coming.map(({ organisationId }) => organisationId))])
    .select('id', 'name');
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return coming.map(({ node, organisationId }) => ({ node, organisationName: nameOf.get(organisationId) ?? '' }));
}

interface InterviewRow {
  readonly interview: boolean;
  readonly committee_name: string;
  readonly held_on: string | null;
  readonly period: string | null;
  readonly place: string | null;
  readonly state: string | null;
  readonly reason: string | null;
}

/** Plan, arrangement and 免面试 in one query. */
const interviewRow = ({ db }: Core, row: DeclarationRow): Promise<InterviewRow> =>
  db('review_plan')
    .join('review_plan_version as pinned', (on) =>
      on.on('pinned.plan_id', 'review_plan.id').andOnVal('pinned.plan_version', row.plan_version),
    )
    .leftJoin('interview_arrangement as at', 'at.plan_id', 'review_plan.id')
    .leftJoin('interview_exemption as asked', (on) => on.onVal('asked.declaration_id', row.id))
    .where({ 'review_plan.id': row.plan_id })
    .first(
      db.raw(`(pinned.data->>'interview')::boolean as interview`),
      ...['committee_name', 'at.held_on', 'at.period', 'at.place', 'asked.state', 'asked.reason'],
    );

/** Everything that parts 12 to 18 of the review form say, of one round. */
export async function closingFacts(
  core: Core,
  row: DeclarationRow,
  shown: { round: number; preview: boolean },
): Promise<ClosingFacts> {
  const { db } = core;
  const [opinions, plan, quota, publicity] = await Promise.all([
    opinionsSoFar(core, row, shown),
    interviewRow(core, row),
    quotaOf({ core, db, declarationId: row.id }),
    publicityOf(db, row.id),
  ]);
  const granted = plan.state !== null && stateOf(interviewExemptionFlow, plan.state).approved === true;
  return {
    ...opinions,
    publicity,
    post: quota && { occupies: quota.use?.occupies ?? null, note: quota.use?.note ?? '' },
    interview: {
      needed: plan.interview,
      exemption: granted ? plan.reason : null,
      arrangement: plan.held_on ? `${plan.held_on} ${plan.period ?? ''}，${plan.place ?? ''}` : null,
    },
    committee: plan.committee_name,
  };
}
