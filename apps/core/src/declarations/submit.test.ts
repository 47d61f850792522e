import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import type { Actor } from '../context.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { idNumberOf, refusal } from '../organisations/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let planId: string;
let applicant: Applicant;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  applicant = await road.applicant('示例一');
  id = await road.declare(applicant.actor, planId);
  await road.fill(applicant, id);
});
afterAll(() => road.drop());

const api = (actor: Actor = applicant.actor) => road.as(actor).declarations;
const rows = (table: string, where: object) => road.core.db(table).where(where);
const processes = () => rows('process', { subject_id: id });
const snapshots = () => rows('declaration_snapshot', { declaration_id: id });
const untouched = async () => {
  expect(await processes()).toEqual([]);
  expect(await snapshots()).toEqual([]);
  expect(await rows('declaration', { id }).first()).toMatchObject({ state: 'draft', round: 0, submitted_at: null });
};

/** Ends the server process that holds a submission, once it stands still at `table`. */
async function killedAt(table: string, key: string): Promise<void> {
  const { db } = road.core;
  const expectedVersion = await road.version(applicant.actor, id);
  await db.transaction(async (trx) => {
    await trx.raw('lock table ?? in access exclusive mode', [table]);
    const submission = api()
      .submit({ id, expectedVersion, idempotencyKey: key })
      .then(
        () => 'submitted',
        () => 'died',
      );
    for (let killed = false; !killed;) {
      const { rows: waiting } = await db.raw(
        `select pg_terminate_backend(pid) as killed from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      killed = waiting.length > 0;
    }
    expect(await submission).toBe('died');
  });
}

describe('提交', () => {
  it('somebody else’s declaration is not there', async () => {
    const stranger = await road.person('示例二');
    const submit = api(stranger).submit({ id, expectedVersion: 1, idempotencyKey: randomUUID() });
    expect((await refusal(submit)).code).toBe('NOT_FOUND');
    expect((await refusal(api(stranger).remove({ id, expectedVersion: 1 }))).code).toBe('NOT_FOUND');
  });

  it.each(['declaration_snapshot', 'process', 'notification', 'idempotency_key'])(
    'a server killed in mid-submit, at %s, leaves nothing half done',
    async (table) => {
      await killedAt(table, randomUUID());
      await untouched();
    },
  );

  it('[SM-DECL.04] a double click, or a retry after the answer was lost, submits once', async () => {
    const key = randomUUID();
    await killedAt('notification', key);
    const expectedVersion = await road.version(applicant.actor, id);
    const click = () => api().submit({ id, expectedVersion, idempotencyKey: key });
    const [first, second] = await Promise.all([click(), click()]);
    expect(second).toEqual(first);
    expect(await click()).toEqual(first);
    expect(await processes()).toHaveLength(1);
    expect(await snapshots()).toHaveLength(1);
    expect(await rows('declaration', { id }).first()).toMatchObject({ state: 'inAudit', round: 1 });
  });

  it('[SM-DECL.04] a second window with a key of its own is told', async () => {
    const expectedVersion = await road.version(applicant.actor, id);
    for (const version of [expectedVersion - 1, expectedVersion]) {
      const late = api().submit({ id, expectedVersion: version, idempotencyKey: randomUUID() });
      expect((await refusal(late)).code).toBe('CONFLICT');
    }
    expect(await processes()).toHaveLength(1);
  });

  it('a key that submitted one declaration does not submit another', async () => {
    const other = await road.plan({ year: 2027, name: '2027年度示例评审计划' });
    const next = await road.declare(applicant.actor, other);
    const { key } = await rows('idempotency_key', { action: `submitDeclaration ${id}` }).first();
    const submit = api().submit({ id: next, expectedVersion: 1, idempotencyKey: key });
    expect((await refusal(submit)).code).toBe('CONFLICT');
  });
});

describe('what was submitted', () => {
  it('[WF.08] [AH-24.03] waits at the unit, under a flow name with a masked number', async () => {
    const { rows: tasks } = await road.as(road.auditors.school).tasks.list({ tab: 'todo', flowType: '职称申报' });
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ nodeLabel: '单位审核', stateLabel: '审核中', open: true });
    expect(tasks[0]?.flowName).toMatch(
      /^示例市第一中学-示例一身份证\(\d{3}\*{14}\w\)-申报中小学教师系列-.+专业-高级教师职称$/,
    );
  });

  it('is frozen: the hash covers what the snapshot holds', async () => {
    const [snapshot] = await snapshots();
    const content = {
      schema: snapshot.schema_version,
      dossier: snapshot.dossier,
      verdict: snapshot.verdict,
      blocks: snapshot.blocks,
      fileHashes: snapshot.file_hashes,
    };
    const hash = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');
    expect(snapshot.hash).toBe(hash(content));
    const forged = { ...content, dossier: { ...snapshot.dossier, title: '正高级教师' } };
    expect(snapshot.hash).not.toBe(hash(forged));
    expect(snapshot.verdict).toMatchObject({ ready: true, state: 'met' });
  });

  it('keeps the hash of every file, and the unit may read them from now on', async () => {
    const [snapshot] = await snapshots();
    const used = await rows('file_use', { subject_kind: 'declaration', subject_id: id }).orderBy('file_id');
    expect(used.map((use) => use.file_id)).toEqual(Object.keys(snapshot.file_hashes).sort());
    // photo, three slots, proof of education and assessment (one file)
    expect(used).toHaveLength(5);
    for (const [file, hash] of Object.entries(snapshot.file_hashes)) {
      expect((await rows('file', { id: file }).first()).hash).toBe(hash);
      expect((await road.as(road.auditors.school).files.info({ id: file })).id).toBe(file);
      expect((await refusal(road.as(road.auditors.district).files.info({ id: file }))).code).toBe('NOT_FOUND');
    }
  });

  it('the full ID number stands neither in snapshot, flow, ledger nor messages', async () => {
    const number = /\d{17}[\dX]/;
    const person = await rows('person', { account_id: applicant.actor.accountId }).first();
    expect(road.core.cipher.open(person.id_number_cipher)).toMatch(number);
    expect(idNumberOf(1)).toMatch(number);
    for (const table of ['declaration_snapshot', 'process', 'ledger_event', 'notification', 'idempotency_key'])
      expect(JSON.stringify(await road.core.db(table).select())).not.toMatch(/999999\d{11}/);
  });

  it('[AH-26.08] nothing can be changed or taken back any more', async () => {
    const expectedVersion = await road.version(applicant.actor, id);
    const at = { id, expectedVersion };
    const entryId = applicant.entries.experience;
    const plan = await road.as(null).plans.get({ id: planId });
    const changes = [
      () => api().saveForm({ ...at, section: 'profile', raw: {} }),
      () => api().importEntries({ ...at, section: 'experiences', entryIds: [entryId] }),
      () => api().removePick({ ...at, section: 'experiences', entryId }),
      () => api().movePick({ ...at, section: 'experiences', entryId, direction: 'up' }),
      () => api().saveExtras({ ...at, section: 'experiences', extras: {} }),
      () => api().setPhoto({ ...at, fileId: randomUUID() }),
      () =>
        api().changeSpecialty({ ...at, specialtyId: plan.specialties[0]?.id ?? '', titleId: plan.titles[0]?.id ?? '' }),
      () => api().remove(at),
    ];
    for (const change of changes) {
      const error = await refusal(change());
      expect(error.code).toBe('CONFLICT');
      expect(error.message).toContain('审核中');
    }
    expect((await api().fill({ id })).closed).toEqual(['申报已是“审核中”，不能再改。']);
  });

  it('the applicant gets a message and a receipt that says who has it', async () => {
    const messages = await road.as(applicant.actor).notifications.list({});
    const { card, ...receipt } = await api().receipt({ id });
    expect(messages[0]).toMatchObject({
      text: `申报已提交，编号 ${card.recordNo}，正在单位审核。`,
      link: `/declarations/${id}`,
    });
    const [snapshot] = await snapshots();
    expect(receipt).toMatchObject({
      ...{ recordNo: card.recordNo, round: 1, hash: snapshot.hash },
      counts: { entries: 3, files: 5 },
      holder: { name: '示例市第一中学', nodeLabel: '单位审核' },
    });
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
