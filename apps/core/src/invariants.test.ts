import { makeIdNumber } from '@zhicheng/profiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfStored } from './declarations/snapshot.ts';
import { roadForTest, type Applicant, type Road } from './declarations/test-world.ts';
import { INVARIANTS } from './invariant-rules.ts';
import { invariantViolations } from './invariants.ts';

let road: Road;
let ids: Record<'draft' | 'inAudit' | 'returned' | 'approved' | 'terminated' | 'removed', string>;

/** One declaration in each state, a pass taken back, an entry withdrawn, a unit changed. */
beforeAll(async () => {
  road = await roadForTest();
  const applicant = await road.applicant('示例一');
  let year = 2030;
  const plan = () => road.plan({ year: (year += 1), name: `${year}年度示例评审计划` });
  const submitted = async (who: Applicant = applicant) => road.submitted(who, await plan());
  ids = {
    draft: await road.declare(applicant.actor, await plan()),
    inAudit: await submitted(),
    returned: await submitted(),
    approved: await submitted(),
    terminated: await submitted(),
    removed: await road.declare(applicant.actor, await plan()),
  };
  await road.fill(applicant, ids.draft);
  await road.walk(ids.inAudit, ['school']);
  const step = await road.core.db('step').where({ node: 'employer', state: 'passed' }).orderBy('decided_at', 'desc');
  await road.as(road.auditors.school).tasks.withdraw({ stepId: step[0]?.id });
  await road.decideDeclaration(road.auditors.school, ids.returned, 'return');
  await road.walk(ids.approved);
  await road.walk(ids.terminated, ['school', 'district']);
  await road.decideDeclaration(road.auditors.hrss, ids.terminated, 'terminate');
  await road.as(applicant.actor).declarations.remove({ id: ids.removed, expectedVersion: 1 });
  const entry = await road.saveAndSubmit(applicant.actor);
  await road.as(applicant.actor).library.withdraw({ id: entry.id, expectedVersion: entry.version });
  const other = await road.person('示例二');
  await road.bind(other, road.school);
  await road.bind(other, await road.unit('示例市第二中学'));
  await road.request(await road.person('示例三'), road.school.id);
});
afterAll(() => road.drop());

class Undone extends Error {}

/** What the checker says of a change that no use case makes; the change is undone. */
async function after(...changes: [sql: string, ...bindings: string[]][]): Promise<string[]> {
  let found: string[] = [];
  const attempt = road.core.db.transaction(async (trx) => {
    for (const [sql, ...bindings] of changes) await trx.raw(sql, bindings);
    found = (await invariantViolations(trx)).map(({ invariant }) => invariant);
    throw new Undone();
  });
  await expect(attempt).rejects.toThrow(Undone);
  return found;
}

describe('the checker of invariants', () => {
  it('finds nothing in what use cases have brought about', async () => {
    expect(await invariantViolations(road.core.db)).toEqual([]);
  });

  it('every query runs, and none is empty', async () => {
    expect(Object.keys(INVARIANTS).length).toBeGreaterThan(30);
  });

  it('a state that nobody moved to', async () => {
    expect(await after([`update declaration set state = 'approved' where id = ?`, ids.returned])).toEqual([
      'a declaration stands where its latest round left it',
      'the state of a declaration is the last one in its ledger',
    ]);
    expect(await after([`update declaration set state = 'draft' where id = ?`, ids.inAudit])).toEqual([
      'a declaration in audit has a running process, and no other has',
      'a declaration stands where its latest round left it',
      'the state of a declaration is the last one in its ledger',
    ]);
  });

  it('a step that is open without a task, and a process that ran away from its step', async () => {
    const found = await after([
      `delete from task using step, process where step.id = step_id and process.id = process_id
       and process.subject_id = ? and closed_at is null`,
      ids.inAudit,
    ]);
    expect(found).toEqual(['a step has exactly one open task while it is open, and none otherwise']);
    expect(await after([`update process set state = 'passed' where subject_id = ?`, ids.inAudit])).toEqual(
      expect.arrayContaining([
        'a process runs exactly while one of its steps is open',
        'a process has an end exactly when it does not run',
        'only the convening unit admits',
      ]),
    );
  });

  it('pins and picks that do not match', async () => {
    expect(await after([`delete from library_pin where holder_id = ?`, ids.approved])).toEqual([
      'every pick is pinned while its declaration counts',
    ]);
    expect(await after([`delete from declaration_pick where declaration_id = ?`, ids.draft])).toEqual([
      'every pin of a declaration is one of its picks',
    ]);
    const unpicked = `update library_entry set state = 'draft', approved_revision = null where id in (select entry_id from library_pin where holder_id = ?)`;
    expect(await after([unpicked, ids.draft])).toContain(
      'a pinned entry counts, and was approved at the pinned revision',
    );
  });

  it('a snapshot that was touched or is missing', async () => {
    const touched = `update declaration_snapshot set dossier = jsonb_set(dossier, '{title}', '"别的"') where declaration_id = ?`;
    expect(await after([touched, ids.approved])).toEqual(['the hash of a snapshot is that of its content']);
    expect(await after([`delete from declaration_snapshot where declaration_id = ?`, ids.approved])).toEqual([
      'a declaration has as many processes as rounds, and a snapshot of each',
    ]);
    const lost = `delete from file_use where subject_kind = 'declaration' and subject_id = ?`;
    expect(await after([lost, ids.approved])).toEqual([
      'the files of a snapshot are what they were, and open to its auditors',
    ]);
  });

  it('a snapshot that was touched, with its hash made to fit: the ledger has the true one', async () => {
    const row = await road.core.db('declaration_snapshot').where({ declaration_id: ids.approved }).first();
    const dossier = { ...row.dossier, title: '别的' };
    const forged = `update declaration_snapshot set dossier = ?, hash = ? where declaration_id = ?`;
    const hash = hashOfStored({ ...row, dossier });
    expect(await after([forged, JSON.stringify(dossier), hash, ids.approved])).toEqual([
      'the hash of a snapshot stands in the ledger',
    ]);
  });

  it('a ledger that was rewritten', async () => {
    const off = ['alter table ledger_event disable trigger all'] as [string];
    const forged = `update ledger_event set data = data || '{"reason":"别的"}' where subject_id = ? and action = 'return'`;
    expect(await after(off, [forged, ids.returned])).toEqual(['every chain of the ledger holds']);
  });

  it('who left and still holds something, and who decided without being named', async () => {
    const claimed = `update task set claimed_by = ?, claimed_at = now() where closed_at is null`;
    expect(await after([claimed, road.auditors.convening.accountId])).toEqual([
      'who holds a task may act for its organisation',
    ]);
    expect(await after([`update step set decided_by = null where state = 'returned'`])).toEqual([
      'a decided step says who and when, another does not',
    ]);
    expect(await after([`update step set opinion = ' ' where state = 'terminated'`])).toEqual([
      'what was sent back or ended says why',
    ]);
  });

  it('approved posts whose count is wrong, and a post held for nobody', async () => {
    const quota = `with quota as (insert into post_quota (organisation_id, year, state, created_by) values (?, 2030, 'confirmed', ?) returning id)
      insert into post_quota_level (quota_id, level, vacancies, occupied) select id, 'INTERMEDIATE', 2, 1 from quota`;
    const opened: [string, string, string] = [quota, road.school.id, road.auditors.school.accountId];
    expect(await after(opened)).toEqual(['what is occupied of approved posts is what counts against them']);
    const held = `insert into post_quota_use (quota_id, level, declaration_id, declarant_name, occupies, decided_by)
      select quota_id, level, ?, '示例', true, ? from post_quota_level`;
    expect(await after(opened, [held, ids.inAudit, road.auditors.school.accountId])).toEqual([]);
    expect(await after(opened, [held, ids.terminated, road.auditors.school.accountId])).toEqual([
      'a post is held for a declaration that goes on',
    ]);
  });

  it('what is linked or bound across its border', async () => {
    const strange = `insert into library_link (from_entry_id, from_revision, field, to_entry_id, ordinal)
      select a.id, a.revision, 'cases', b.id, 0 from library_entry a join library_entry b on a.owner_id <> b.owner_id limit 1`;
    const other = `update library_entry set owner_id = ? where id = (select min(id::text)::uuid from library_entry where state = 'draft')`;
    expect(await after([other, road.auditors.school.accountId], [strange])).toContain(
      'an entry links to entries of its own person',
    );
    const moved = `update binding set organisation_id = ? where state = 'approved'`;
    const office = road.auditors.convening.organisationId ?? '';
    expect(await after([moved, office])).toContain('a person is bound to a body that employs');
  });

  it('an ID number where it does not belong', async () => {
    const named = (name: string): [string, string][] =>
      ['process', 'task'].map((table) => [
        `update ${table} set flow_name = '${name}' where subject_id = ?`,
        ids.inAudit,
      ]);
    const number = makeIdNumber({ birthDate: '1985-05-01', gender: 'female', serial: 1 });
    expect(await after(...named(`示例一${number}`))).toEqual([
      'no ID number stands in the ledger or in the name of a flow',
    ]);
    expect(await after(...named('ab123456789012345678ef'))).toEqual([]);
  });

  it('a list of declarations that says something else than the tasks', async () => {
    const rule = ['what a body lists of its declarations is what its tasks make of them'];
    const wrong = ['audited = not audited', 'open = not open', 'returned = not returned', 'claimed_by = account_id'];
    for (const one of [...wrong, 'submitted_at = now()', `name = '别的'`, 'task_id = account_id'])
      expect(
        await after([
          `update declaration_desk k set ${one} from declaration d where d.id = declaration_id and d.id = ?`,
          ids.returned,
        ]),
      ).toEqual(rule);
    expect(await after([`delete from declaration_desk where declaration_id = ?`, ids.inAudit])).toEqual(rule);
    const stray = `insert into declaration_desk select ?, organisation_id, capacity, task_id, process_id, name, submitted_at,
      open, claimed_by, audited, returned from declaration_desk limit 1`;
    expect(await after([stray, ids.draft])).toEqual(rule);
  });

  it('a task that calls its process something else', async () => {
    const renamed = `update task set flow_name = '别的' where subject_id = ?`;
    expect(await after([renamed, ids.inAudit])).toEqual(['a task says of its process what the process says']);
  });

  it('what is kept of closed tasks and of entries, and is not what they are', async () => {
    const tasks = ['what is kept of the tasks that a body has closed is what they are'];
    const kept = [
      `insert into task_tally_until select organisation_id, capacity, now() from task where closed_at is not null
       group by 1, 2`,
    ] as [string];
    expect(await after(kept)).toEqual(tasks);
    const whole = [
      `insert into task_tally select organisation_id, capacity, closed_by, flow_type, count(*) from task
       where outcome <> 'cancel' group by 1, 2, 3, 4`,
    ] as [string];
    expect(await after(kept, whole)).toEqual([]);
    expect(await after(kept, whole, [`update task_tally set done = done + 1`])).toEqual(tasks);
    const entries = ['what is kept of the entries that a body lists is what they are'];
    expect(await after([`select library_tally_forward()`])).toEqual([]);
    expect(await after([`delete from library_tally_change where state = 'approved'`])).toEqual(entries);
    expect(
      await after([`insert into library_tally select organisation_id, 'x', 'approved', 1 from task limit 1`]),
    ).toEqual(entries);
  });
});
