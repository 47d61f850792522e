import assert from 'node:assert/strict';
import type { Database } from '@zhicheng/database';
import type { Applicant } from '../../declarations/test-world.ts';
import type { Session } from './session.ts';
import { at, entriesOf, occupied, planOf, type Model } from './state.ts';

interface StepRow {
  readonly round: number;
  readonly node: string;
  readonly organisationId: string;
  readonly state: string;
  readonly by: string | null;
  readonly carried: boolean;
  readonly openTasks: number;
  readonly claimedBy: string | null;
  readonly actions: string[];
}
interface DeclarationRow {
  readonly id: string;
  readonly accountId: string;
  readonly person: number;
  readonly planId: string;
  readonly planYear: number;
  readonly state: string;
  readonly round: number;
  readonly version: number;
  readonly usesYear: boolean;
  readonly post: { readonly occupies: boolean } | null;
  readonly actions: string[];
  readonly steps: StepRow[];
}

const ACTIONS = (subject: string) =>
  `coalesce((select json_agg(e.action order by e.seq) from ledger_event e where e.subject_id = ${subject}), '[]')`;

/** Everything that the walk of a declaration leaves behind. */
const DECLARATIONS = `
  select d.id, d.account_id as "accountId", d.plan_id as "planId", d.plan_year as "planYear", d.state, d.round,
    d.version, d.uses_year as "usesYear", ${ACTIONS('d.id')} as actions,
    (select json_build_object('occupies', u.occupies) from post_quota_use u
      where u.declaration_id = d.id and u.released_at is null) as post,
    coalesce((select json_agg(json_build_object('round', p.round, 'node', s.node, 'organisationId', s.organisation_id,
        'state', s.state, 'by', s.decided_by, 'carried', s.carried_from is not null,
        'openTasks', (select count(*)::int from task t where t.step_id = s.id and t.closed_at is null),
        'claimedBy', (select t.claimed_by from task t where t.step_id = s.id and t.closed_at is null),
        'actions', ${ACTIONS('s.id')}) order by p.round, s.seq)
      from process p join step s on s.process_id = p.id
      where p.kind = 'declaration' and p.subject_id = d.id), '[]') as steps
  from declaration d where d.account_id = any(?) order by d.created_at, d.id`;
const QUOTAS = `
  select q.year, q.state, l.vacancies, l.occupied from post_quota q join post_quota_level l on l.quota_id = q.id
  where l.level = 'ASSOCIATE_SENIOR' and q.state <> 'removed' order by q.year`;
const ENTRIES = `select id, state, version from library_entry where id = any(?::uuid[])`;
const listed = (sql: string) => `(select coalesce(json_agg(one), '[]') from (${sql}) one)`;
const ROWS = `select ${listed(DECLARATIONS)} as declarations, ${listed(QUOTAS)} as quotas, ${listed(ENTRIES)} as entries`;

interface Rows {
  readonly declarations: DeclarationRow[];
  readonly quotas: { readonly year: number; readonly state: string; vacancies: number | null; occupied: number }[];
  readonly entries: { readonly id: string; readonly state: string; readonly version: number }[];
}

/** What is stored of these people, all in one question, for it is asked after every command. */
export async function rowsOf(
  db: Database,
  applicants: readonly Applicant[],
  entryIds: readonly string[],
): Promise<Rows> {
  const accounts = applicants.map(({ actor }) => actor.accountId);
  const { rows } = await db.raw<{ rows: Rows[] }>(ROWS, [accounts, [...entryIds]]);
  const found = at(rows, 0);
  const declarations = found.declarations.map((row) => ({ ...row, person: accounts.indexOf(row.accountId) }));
  return { ...found, declarations };
}

/** Throws when the database holds something else than the model believes, or something that may never be. */
export async function compare(real: Session, m: Model): Promise<void> {
  const expected = entriesOf(m).map(({ entry }) => entry);
  const ids = expected.map(({ id }) => id);
  const { declarations, quotas, entries } = await rowsOf(real.trx, real.stage.applicants, ids);
  for (const row of declarations) mayBe(row, m);
  oneLivePerYear(declarations);
  const stored = declarations.map(({ accountId: _, planYear: _year, planId: _plan, ...row }) => row);
  assert.deepEqual(stored, believed(m));
  for (const { occupied: taken, vacancies } of quotas) assert.ok(taken >= 0 && taken <= (vacancies ?? 0), 'posts');
  const living = [...m.quotas].filter(([, { state }]) => state !== 'removed').toSorted(([a], [b]) => a - b);
  assert.deepEqual(
    quotas,
    living.map(([year, { state, vacancies }]) => ({ year, state, vacancies, occupied: occupied(m, year) })),
  );
  assert.deepEqual(
    ids.map((id) => entries.find((row) => row.id === id)),
    expected,
  );
}

const believed = (m: Model): unknown[] =>
  m.declarations.map((d) => ({
    ...{ id: d.id, state: d.state, round: d.round, version: d.version, usesYear: d.usesYear, actions: d.actions },
    ...{ post: planOf(m, d).quota ? d.post : null, person: d.person },
    steps: d.steps.map((step) => {
      const { node, organisationId } = at(m.levels, step.level);
      const open = step.state === 'open';
      return {
        ...{ round: step.round, node, organisationId, state: step.state, by: step.by, carried: step.carried },
        ...{ openTasks: open ? 1 : 0, claimedBy: open ? step.claimedBy : null, actions: step.actions },
      };
    }),
  }));

/** Said without the model: whatever happened before, this holds. */
function mayBe({ id, round, steps }: DeclarationRow, { levels }: Model): void {
  const open = steps.filter(({ state }) => state === 'open');
  assert.ok(open.length <= 1, `${id}: ${open.length} steps wait`);
  for (const { state, openTasks, actions } of steps) {
    assert.equal(openTasks, state === 'open' ? 1 : 0, `${id}: tasks of a step`);
    assert.equal(actions[0], 'open', `${id}: the ledger does not say that a step was opened`);
  }
  for (let n = 1; n <= round; n += 1) {
    const passes: StepRow[] = [];
    for (const step of steps.filter((one) => one.round === n && one.state !== 'cancelled')) {
      const expected = levels[passes.length];
      assert.equal(step.organisationId, expected?.organisationId, `${id}: a level was skipped in round ${n}`);
      if (step.state === 'passed') passes.push(step);
      else if (step.state === 'returned') passes.pop();
    }
  }
}

function oneLivePerYear(rows: readonly DeclarationRow[]): void {
  const living = rows.filter(({ state, usesYear }) => state !== 'removed' && usesYear);
  const keys = living.map(({ accountId, planYear }) => `${accountId} ${planYear}`);
  assert.equal(new Set(keys).size, keys.length, 'two declarations of one person and year count');
}
