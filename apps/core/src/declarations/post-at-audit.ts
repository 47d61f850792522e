import { isRaw, type LevelCode } from '@zhicheng/series-kit';
import type { Database } from '@zhicheng/database';
import type { Core } from '../context.ts';
import type { ErrorIssue } from '../errors.ts';
import { pinnedPlan } from '../plans/queries.ts';
import {
  occupyPost,
  releasePost,
  whyNotOccupied,
  type PostChoice,
  type PostWanted,
} from '../post-quotas/occupy-post.ts';
import { hasPostQuotas, quotaAtAudit, type QuotaAtAudit } from '../post-quotas/queries.ts';
import { OCCUPIES, OFF_QUOTA, quotaLevelOf } from '../post-quotas/quota-fields.ts';
import type { Decision } from '../tasks/process-kind.ts';
import type { DeclarationRow } from './model.ts';

type At = { readonly core: Core; readonly db: Database; readonly declarationId: string };

/** The post that passing this declaration is about; null where the plan or the kind of unit knows no quotas. */
async function postWanted({ core, db, declarationId }: At): Promise<(PostWanted & { declarant: string }) | null> {
  const row: (DeclarationRow & { level: LevelCode; declarant: string }) | undefined = await db('declaration')
    .join('title', 'title.id', 'declaration.title_id')
    .join('person', 'person.account_id', 'declaration.account_id')
    .where('declaration.id', declarationId)
    .first('declaration.*', 'title.level as level', 'person.name as declarant');
  if (!row) throw new Error(`no declaration ${declarationId}`);
  const { data } = await pinnedPlan({ core, db, planId: row.plan_id, planVersion: row.plan_version });
  if (data.policies.quota === 'NOT_APPLIED' || !(await hasPostQuotas(db, row.organisation_id))) return null;
  return {
    ...{ organisationId: row.organisation_id, year: row.plan_year, level: quotaLevelOf(row.level) },
    ...{ declarationId, declarant: row.declarant },
  };
}

const at = ({ core, trx, process }: Decision): At => ({ core, db: trx, declarationId: process.subject_id });

/** `extra.quota` as the page sends it. */
function choiceOf({ extra }: Decision): PostChoice {
  const raw = isRaw(extra.quota) ? extra.quota : {};
  return {
    occupies: raw.occupies === OCCUPIES ? true : raw.occupies === OFF_QUOTA ? false : undefined,
    note: typeof raw.note === 'string' ? raw.note.slice(0, 300) : '',
  };
}

/** AH-33.20, AH-35.14..17: what the unit must settle before it passes somebody on. */
export async function quotaIssues(decision: Decision): Promise<ErrorIssue[]> {
  if (decision.step.node !== 'employer') return [];
  const wanted = await postWanted(at(decision));
  return wanted ? whyNotOccupied(decision.trx, wanted, choiceOf(decision)) : [];
}

/** SM-QUOTA.03, .04. */
export async function takePost(decision: Decision): Promise<void> {
  if (decision.step.node !== 'employer') return;
  const wanted = await postWanted(at(decision));
  const { occupies, note } = choiceOf(decision);
  if (!wanted || occupies === undefined) return;
  const { trx, actor } = decision;
  await occupyPost({ trx, actor, wanted, choice: { occupies, note }, declarantName: wanted.declarant });
}

/** The unit takes its own recommendation back; a post held through a return from above stays held. */
export async function releaseOwnPost({ trx, actor, process, step }: Decision, because: string): Promise<void> {
  if (step.node === 'employer') await releasePost({ trx, actor, declarationId: process.subject_id, because });
}

/** Whoever ends the declaration, its post is free again. */
export const releaseEnded = ({ trx, actor, process }: Decision, because: string): Promise<void> =>
  releasePost({ trx, actor, declarationId: process.subject_id, because });

/** 推荐人员情况 for whoever audits; null where no quota counts. */
export async function quotaOf(where: At): Promise<QuotaAtAudit | null> {
  const wanted = await postWanted(where);
  return wanted ? quotaAtAudit({ db: where.db, ...wanted }) : null;
}
