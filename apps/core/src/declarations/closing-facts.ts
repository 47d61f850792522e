import type { Database } from '@zhicheng/database';
import { interviewExemptionFlow, stateOf } from '@zhicheng/workflow';
import type { Core } from '../context.ts';
import type { ClosingFacts } from './closing-blocks.ts';
import type { DeclarationRow } from './model.ts';
import { publicitiesOf } from './notices.ts';
import { opinionsOfMany, type Shown } from './opinions-so-far.ts';
import { postsDecided } from './post-at-audit.ts';

interface PlanFacts {
  readonly plan_id: string;
  readonly plan_version: number;
  readonly interview: boolean;
  readonly committee_name: string;
  readonly held_on: string | null;
  readonly period: string | null;
  readonly place: string | null;
}

/** Plans as these declarations pin them, each with its arrangement, in one query. */
async function plansOf(db: Database, rows: readonly DeclarationRow[]): Promise<(row: DeclarationRow) => PlanFacts> {
  const keyOf = (pinned: { plan_id: string; plan_version: number }) => `${pinned.plan_id} ${pinned.plan_version}`;
  const pinned = new Map(rows.map((row) => [keyOf(row), [row.plan_id, row.plan_version]]));
  const found: PlanFacts[] = await db('review_plan_version as pinned')
    .join('review_plan', 'review_plan.id', 'pinned.plan_id')
    .leftJoin('interview_arrangement as at', 'at.plan_id', 'review_plan.id')
    .whereIn(['pinned.plan_id', 'pinned.plan_version'], [...pinned.values()])
    .select(
      db.raw(`(pinned.data->>'interview')::boolean as interview`),
      ...['pinned.plan_id', 'pinned.plan_version', 'committee_name', 'at.held_on', 'at.period', 'at.place'],
    );
  const plans = new Map(found.map((plan) => [keyOf(plan), plan]));
  return (row) => {
    const plan = plans.get(keyOf(row));
    if (!plan) throw new Error(`declaration ${row.id} has no plan`);
    return plan;
  };
}

/** 免面试 that was granted: the ground, by declaration. */
async function exemptionsOf(db: Database, declarationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked: { declaration_id: string; state: string; reason: string }[] = await db('interview_exemption')
    .whereIn('declaration_id', declarationIds)
    .select('declaration_id', 'state', 'reason');
  const granted = asked.filter(({ state }) => stateOf(interviewExemptionFlow, state).approved === true);
  return new Map(granted.map(({ declaration_id, reason }) => [declaration_id, reason]));
}

/**
 * Everything that parts 12 to 18 of the review form say, of one round each of several declarations, by declaration. As
 * many queries for many as for one.
 */
export async function closingFactsOfMany(
  core: Core,
  shown: readonly Shown[],
): Promise<ReadonlyMap<string, ClosingFacts>> {
  const { db } = core;
  const rows = shown.map(({ row }) => row);
  const ids = rows.map(({ id }) => id);
  const [opinions, planOf, exemptions, posts, publicities] = await Promise.all([
    opinionsOfMany(core, shown),
    plansOf(db, rows),
    exemptionsOf(db, ids),
    postsDecided(db, ids),
    publicitiesOf(db, ids),
  ]);
  return new Map(
    rows.map((row) => {
      const plan = planOf(row);
      const post = posts.get(row.id);
      const facts: ClosingFacts = {
        ...(opinions.get(row.id) ?? { said: [], expected: [] }),
        publicity: publicities.get(row.id) ?? null,
        post: post === undefined ? null : { occupies: post?.occupies ?? null, note: post?.note ?? '' },
        interview: {
          needed: plan.interview,
          exemption: exemptions.get(row.id) ?? null,
          arrangement: plan.held_on ? `${plan.held_on} ${plan.period ?? ''}，${plan.place ?? ''}` : null,
        },
        committee: plan.committee_name,
      };
      return [row.id, facts];
    }),
  );
}
