import { randomUUID } from 'node:crypto';
import type { Transaction } from '@zhicheng/database';
import { registry } from '@zhicheng/plugins';
import { anhui } from '@zhicheng/profiles';
import type { FileRef } from '@zhicheng/series-kit';
import type { Actor, Core } from '../../context.ts';
import { PROFILE, roadForTest, WALK, type Applicant, type Road } from '../../declarations/test-world.ts';
import { createBuiltinAccount } from '../../identity/create-builtin-account.ts';
import { resolveSession } from '../../identity/resolve-session.ts';
import { signInBuiltin } from '../../identity/sign-in-builtin.ts';
import { assembleCore, type Caller } from '../../main.ts';
import { PASSWORD } from '../../organisations/test-world.ts';
import { createCallerFactory } from '../../procedures.ts';
import { appRouter } from '../../router.ts';
import { TEST_KEY } from '../../testing.ts';
import { rowsOf } from './compare.ts';
import { at, type LevelOfWalk, type Model, type PlanOfModel } from './state.ts';

/** What every sequence starts from: committed once, and never changed. */
export interface Stage {
  readonly road: Road;
  readonly applicants: readonly Applicant[];
  readonly levels: readonly LevelOfWalk[];
  readonly plans: readonly PlanOfModel[];
  readonly begun: number;
  /** Uploaded beforehand: scans of each applicant, his photo; the papers and the form of the unit. */
  readonly scans: readonly (readonly FileRef[])[];
  readonly photos: readonly string[];
  readonly papers: Readonly<Record<string, unknown>>;
  readonly quotaForm: FileRef;
  /** Entries that wait for the unit and that no declaration asks for; so many of each applicant. */
  readonly others: readonly (readonly { readonly id: string; readonly version: number }[])[];
}

/** One sequence: a core in a transaction of its own, which ends as if nothing had happened. */
export interface Session {
  readonly stage: Stage;
  readonly core: Core;
  readonly trx: Transaction;
  as(actor: Actor): Caller;
  setNow(at: number): Promise<void>;
}

const YEAR = 2026;
const PEOPLE = 3;
const OTHERS = 2;
const SHARED = ['district', 'hrss', 'convening'];
/** Who has filled in what before the first command: the person, the plan. */
const DRAFTS = [
  [0, 0],
  [0, 2],
  [1, 1],
  [2, 0],
] as const;

export async function stageOf(people = PEOPLE): Promise<Stage> {
  const road = await roadForTest();
  const colleague = async (actor: Actor): Promise<Actor> => secondFor(road, actor);
  const levels: LevelOfWalk[] = [];
  for (const name of WALK) {
    const first = road.auditors[name];
    const auditors = SHARED.includes(name) ? [first, await colleague(first)] : [first];
    levels.push({ node: first.role, organisationId: first.organisationId ?? '', auditors });
  }
  const applicants: Applicant[] = [];
  for (let n = 0; n < people; n += 1) applicants.push(await road.applicant(`示例申报人${n + 1}`));
  const plans = await plansOf(road);
  const school = road.auditors.school;
  const quotaForm = await road.upload(school, '岗位核准表.pdf');
  await road.as(school).postQuotas.save({
    ...{ form: { year: YEAR, associateSenior: 1, attachment: [quotaForm] }, confirm: true },
    idempotencyKey: randomUUID(),
  });
  for (const [person, plan] of DRAFTS) {
    const applicant = at(applicants, person);
    await road.fill(applicant, await road.declare(applicant.actor, at(plans, plan).id));
  }
  const scans: FileRef[][] = [];
  const others: Stage['others'][number][] = [];
  for (const { actor } of applicants) {
    scans.push([await road.upload(actor), await road.upload(actor), await road.upload(actor)]);
    const waiting = [];
    for (let n = 0; n < OTHERS; n += 1) waiting.push(await road.saveAndSubmit(actor));
    others.push(waiting);
  }
  return {
    ...{ road, applicants, levels, plans, quotaForm, scans, others, begun: Date.now() },
    photos: await Promise.all(applicants.map(async ({ actor }) => (await road.photo(actor)).id)),
    papers: { recommendation: await road.recommendation(school) },
  };
}

async function secondFor({ core }: Road, { role, organisationId }: Actor): Promise<Actor> {
  if (role === 'applicant' || role === 'operator' || role === 'system' || !organisationId)
    throw new Error('no body of the tree');
  const username = `second-${randomUUID().slice(0, 8)}`;
  const assignments = [{ role, organisationId }];
  await createBuiltinAccount({ core, actor: null, username, password: PASSWORD, displayName: '示例同事', assignments });
  const { token } = await signInBuiltin({ core, username, password: PASSWORD });
  const session = await resolveSession({ core, token });
  if (!session) throw new Error('no session');
  return session.actor;
}

/** Three plans that differ in everything that the flow asks them; two of one year. */
async function plansOf(road: Road): Promise<PlanOfModel[]> {
  const kinds = [
    { year: YEAR, stepwise: false, resumes: false, quota: true, terminatedUsesYear: true, deletable: 'ALWAYS' },
    {
      ...{ year: YEAR, stepwise: true, resumes: false, quota: false, terminatedUsesYear: false },
      deletable: 'UNTIL_DEADLINE',
    },
    { year: YEAR + 1, stepwise: false, resumes: true, quota: true, terminatedUsesYear: true, deletable: 'ALWAYS' },
  ] as const;
  const plans: PlanOfModel[] = [];
  for (const [index, kind] of kinds.entries()) {
    const id = await road.plan({
      year: kind.year,
      name: `${kind.year}年度示例计划${index + 1}`,
      policies: {
        returnMode: kind.stepwise ? 'STEPWISE' : 'DIRECT',
        resume: kind.resumes ? 'AT_RETURNING_NODE' : 'FROM_START',
        quota: kind.quota ? 'APPLIED' : 'NOT_APPLIED',
        terminatedUsesYear: kind.terminatedUsesYear,
        deletion: kind.deletable,
      },
    });
    const { declare_until, audit_until } = await road.core.db('review_plan').where({ id }).first();
    plans.push({ ...kind, id, declareUntil: declare_until.getTime(), auditUntil: audit_until.getTime() });
  }
  return plans;
}

const createCaller = createCallerFactory(appRouter);

/**
 * Opens a session over the stage.
 * @param from what the model begins with, which stays as it is; absent: as the stage was set up
 */
export async function openSession(stage: Stage, from?: Model): Promise<{ model: Model; real: Session }> {
  const { road } = stage;
  const trx = await road.core.db.transaction();
  const core = assembleCore({
    ...{ db: trx, store: road.core.store, kv: road.core.kv, key: TEST_KEY, profile: anhui, series: registry },
  });
  const real: Session = {
    ...{ stage, core, trx },
    as: (actor) => createCaller({ core, actor, requestId: 'model' }),
    setNow: (moment) => trx.raw(`select set_config('zhicheng.now', ?, true)`, [new Date(moment).toISOString()]),
  };
  await real.setNow(from?.now ?? stage.begun);
  return { real, model: from ? structuredClone(from) : await beginning(real) };
}

async function beginning({ stage, trx }: Session): Promise<Model> {
  const { applicants, levels, plans, begun, others } = stage;
  const { declarations } = await rowsOf(trx, applicants, []);
  const entries = await trx('library_entry').whereIn(
    'id',
    applicants.map((one) => one.entries.experience),
  );
  const quota = await trx('post_quota').where({ year: YEAR }).first();
  return {
    now: begun,
    levels,
    plans: plans.map((plan) => ({ ...plan })),
    people: applicants.map(({ actor, entries: own }, n) => {
      const { id, version } = entries.find((row) => row.id === own.experience);
      const waiting = at(others, n).map((one) => ({ id: one.id, version: one.version, state: 'inAudit' as const }));
      return { actor, entry: { id, version, state: 'approved' }, others: waiting };
    }),
    quotas: new Map([[YEAR, { id: quota.id, version: quota.version, state: 'confirmed', vacancies: 1 }]]),
    declarations: declarations.map((row) => ({
      ...{ id: row.id, person: row.person, plan: plans.findIndex(({ id }) => id === row.planId) },
      ...{ state: 'draft', round: 0, version: row.version, usesYear: true, filled: true, due: [], steps: [] },
      ...{ birthplace: PROFILE.birthplace as string, frozenBirthplace: '', actions: row.actions },
      ...{ post: null, lastKey: null },
    })),
  };
}
