import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '@zhicheng/database';
import type { Copy } from '../copy.ts';
import type { Form, Page, People, Submission } from './load.ts';

/** Somebody who is signed in, with what he may act as. */
interface Somebody {
  readonly account_id: string;
  readonly assignment_id: string;
}
interface Declarer extends Somebody {
  readonly id: string;
  readonly version: number;
}

const FORMS = 3000;
const READERS = 1500;
const BODIES = 60;
const HOURS = 8;
const AT_ONCE = 1000;

/** Sessions of so many people at once, as cookies: nobody signs in through the service. */
export async function cookiesOf(db: Database, people: readonly Somebody[]): Promise<string[]> {
  const tokens = people.map(() => randomBytes(20).toString('hex'));
  const rows = people.map(({ account_id, assignment_id }, n) => ({
    ...{
      id: createHash('sha256')
        .update(tokens[n] ?? '')
        .digest('hex'),
      account_id,
      assignment_id,
    },
    expires_at: new Date(Date.now() + HOURS * 3_600_000),
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE) await db('session').insert(rows.slice(at, at + AT_ONCE));
  return tokens.map((token) => `zc_session=${token}`);
}

/** Drafts ready to be handed in, each with the session of its owner. */
export async function submissionsFor(
  db: Database,
  drafts: readonly { declarationId: string; version: number; accountId: string; assignmentId: string }[],
): Promise<Submission[]> {
  const owners = drafts.map(({ accountId, assignmentId }) => ({ account_id: accountId, assignment_id: assignmentId }));
  const cookies = await cookiesOf(db, owners);
  return drafts.map(({ declarationId, version }, n) => ({
    ...{ declarationId, version, cookie: cookies[n] ?? '', key: randomUUID() },
  }));
}

/**
 * People who fill in forms, read pages, and audit; drawn from the whole province.
 * @param whole drafts that nobody hands in; those of the province itself lack what their pages show
 */
export async function peopleOf(
  { app }: Copy,
  submissions: readonly Submission[],
  whole: readonly Submission[],
): Promise<People> {
  const { db } = app.core;
  const [declarers, others, bodies, plans] = await Promise.all([
    declarersOf(db, whole),
    applicantsOf(db, FORMS),
    bodiesOf(db),
    openPlansOf(db),
  ]);
  const cookies = await cookiesOf(db, [...declarers, ...others]);
  const forms = [...declarers, ...others].map(({ account_id, id, version }, n): Form => ({
    ...{ accountId: account_id, cookie: cookies[n] ?? '', version: version ?? null },
    record: id ? `declarations/${id}` : 'library/experience/new',
  }));
  const readers = forms.slice(-READERS).map(({ cookie }) => cookie);
  const auditors = await cookiesOf(db, bodies);
  return { submissions, forms, pages: pagesOf({ forms, readers, auditors, plans }), passwords: [] };
}

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

/** Of ten pages: home 2, plans 1, a plan 2, filling in 2, a list of the library 2, the task centre of a body 1. */
function pagesOf({
  forms,
  readers,
  auditors,
  plans,
}: {
  forms: readonly Form[];
  readers: readonly string[];
  auditors: readonly string[];
  plans: readonly string[];
}): Page[] {
  const filling = forms.filter(({ record }) => record.startsWith('declarations/'));
  return readers.flatMap((cookie, n): Page[] => {
    const fill = pick(filling, n);
    return [
      { cookie, path: '/home' },
      { cookie, path: `/plans/${pick(plans, n) ?? ''}` },
      ...(fill ? [{ cookie: fill.cookie, path: `/${fill.record}/fill?step=personal` }] : []),
      { cookie, path: '/library/paper' },
      { cookie, path: '/plans' },
      { cookie: pick(auditors, n) ?? cookie, path: '/work/tasks' },
      { cookie, path: '/home' },
      { cookie, path: `/plans/${pick(plans, n + 1) ?? ''}` },
      ...(fill ? [{ cookie: fill.cookie, path: `/${fill.record}/fill?step=achievements` }] : []),
      { cookie, path: '/library/continuing-education' },
    ];
  });
}

const declarersOf = (db: Database, whole: readonly Submission[]): Promise<Declarer[]> =>
  db('declaration as d')
    .join('assignment as a', 'a.account_id', 'd.account_id')
    .whereIn(
      'd.id',
      whole.map(({ declarationId }) => declarationId),
    )
    .where({ 'a.role': 'applicant' })
    .select('d.id', 'd.version', 'd.account_id', 'a.id as assignment_id');

const applicantsOf = (db: Database, count: number): Promise<(Somebody & Partial<Declarer>)[]> =>
  db('assignment as a')
    .join('binding as b', 'b.person_id', 'a.account_id')
    .where({ 'a.role': 'applicant', 'b.state': 'approved' })
    .orderByRaw('md5(a.id::text)')
    .limit(count)
    .select('a.account_id', 'a.id as assignment_id');

/** Administrators of units and departments with the most to do. */
async function bodiesOf(db: Database): Promise<Somebody[]> {
  const { rows } = await db.raw(
    `select distinct on (most.organisation_id) a.account_id, a.id as assignment_id from (
       select organisation_id, capacity from task where closed_at is null
       group by organisation_id, capacity order by count(*) desc limit ?) most
     join assignment a on a.organisation_id = most.organisation_id and a.role = most.capacity`,
    [BODIES],
  );
  return rows;
}

const openPlansOf = (db: Database): Promise<string[]> =>
  db('review_plan').where({ state: 'published' }).whereRaw('declare_until > zc_now()').limit(40).pluck('id');
