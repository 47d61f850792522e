import { isRaw, type LevelCode } from '@zhicheng/series-kit';
import type { Database } from '@zhicheng/database';
import type { ErrorIssue } from '../errors.ts';
import {
  occupyPost,
  releasePost,
  whyNotOccupied,
  type PostChoice,
  type PostWanted,
} from '../post-quotas/occupy-post.ts';
import { natureHasPosts, quotaAtAudit, usesNow, type PostUse, type QuotaAtAudit } from '../post-quotas/queries.ts';
import { OCCUPIES, OFF_QUOTA, quotaLevelOf } from '../post-quotas/quota-fields.ts';
import type { Decision } from '../tasks/process-kind.ts';

type At = { readonly db: Database; readonly declarationId: string };

interface Counted {
  readonly id: string;
  readonly organisation_id: string;
  readonly plan_year: number;
  readonly level: LevelCode;
  readonly declarant: string;
  readonly unit_nature: string | null;
  readonly quota: string;
}

/** What each plan said is read once, however many declarations pin it. */
const COUNTED = `
  with asked as (select * from declaration where id = any(:ids)),
    pinned as materialized (
      select plan_id, plan_version, data->'policies'->>'quota' as quota from review_plan_version
      where (plan_id, plan_version) in (select plan_id, plan_version from asked))
  select asked.id, asked.organisation_id, asked.plan_year, title.level, person.name as declarant,
    organisation.unit_nature, pinned.quota
  from asked join pinned using (plan_id, plan_version) join title on title.id = asked.title_id
    join person on person.account_id = asked.account_id join organisation on organisation.id = asked.organisation_id`;

/** The posts that passing these declarations is about; null where the plan or the kind of unit knows no quotas. */
async function postsWanted(
  db: Database,
  declarationIds: readonly string[],
): Promise<ReadonlyMap<string, (PostWanted & { declarant: string }) | null>> {
  const { rows } = await db.raw<{ rows: Counted[] }>(COUNTED, { ids: declarationIds });
  return new Map(
    rows.map((row) => [
      row.id,
      row.quota === 'NOT_APPLIED' || !natureHasPosts(row.unit_nature)
        ? null
        : {
            ...{ organisationId: row.organisation_id, year: row.plan_year, level: quotaLevelOf(row.level) },
            ...{ declarationId: row.id, declarant: row.declarant },
          },
    ]),
  );
}

async function postWanted({ db, declarationId }: At): Promise<(PostWanted & { declarant: string }) | null> {
  const wanted = (await postsWanted(db, [declarationId])).get(declarationId);
  if (wanted === undefined) throw new Error(`no declaration ${declarationId}`);
  return wanted;
}

/** What units decided about the posts of these declarations; null: undecided. Left out where no quota counts. */
export async function postsDecided(
  db: Database,
  declarationIds: readonly string[],
): Promise<ReadonlyMap<string, PostUse | null>> {
  const wanted = [...(await postsWanted(db, declarationIds)).values()].flatMap((one) => one?.declarationId ?? []);
  const uses = await usesNow(db, wanted);
  return new Map(wanted.map((id) => [id, uses.get(id) ?? null]));
}

const at = ({ trx, process }: Decision): At => ({ db: trx, declarationId: process.subject_id });

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
