import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import { EXPERIENCE } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let planId: string;
let applicant: Applicant;
let id: string;
let entryId: string;
let serial = 0;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
});
afterAll(async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
  await road.drop();
});
/** Each test has a declaration of its own that the district has sent back. */
beforeEach(async () => {
  serial += 1;
  applicant = await road.applicant(`示例${serial}`);
  id = await road.submitted(applicant, planId);
  await road.walk(id, ['school']);
  await road.decideDeclaration(road.auditors.district, id, 'return', '工作经历与证明不符。');
  entryId = applicant.entries.experience;
});

const api = () => road.as(applicant.actor).declarations;
const library = () => road.as(applicant.actor).library;
const version = () => road.version(applicant.actor, id);
const entry = () => road.get(applicant.actor, entryId);
const unit = () => road.school.admins[0];
const inDeclaration = async () => (await api().fill({ id })).data.entries[entryId]?.data;
const revise = async () => api().revisePick({ id, entryId, expectedVersion: await version() });
const mended = { ...EXPERIENCE, position: '年级主任' };
const hand = async (raw = mended) =>
  library().saveAndSubmit({ entity: 'experience', id: entryId, expectedVersion: (await entry()).version, raw });
const messages = async () => (await road.as(applicant.actor).notifications.list({})).map(({ text }) => text);
const events = () => road.core.db('ledger_event').where({ subject_id: id, action: 'renewPick' });

describe('mending in place', () => {
  it('[SM-LIB.02] [SM-LIB.07] the declaration keeps the old version until the unit approves the new, then takes it', async () => {
    expect(await revise()).toMatchObject({ entity: 'experience' });
    expect(await entry()).toMatchObject({ state: 'draft', revision: 1, approvedRevision: 1 });
    await hand();
    expect(await entry()).toMatchObject({ state: 'inAudit', revision: 2, approvedRevision: 1 });
    expect(await inDeclaration()).toMatchObject({ position: '教师' });
    const before = await version();
    await road.decide(unit(), entryId, 'pass');
    expect(await inDeclaration()).toMatchObject({ position: '年级主任' });
    expect(await entry()).toMatchObject({ state: 'approved', revision: 2, approvedRevision: 2 });
    // A page that was open shows the old version: it cannot be handed in.
    expect(await version()).toBe(before + 1);
    expect(await events()).toMatchObject([{ data: { entryId, fromRevision: 1, toRevision: 2 } }]);
    expect(await messages()).toContain('工作经历的新版本已审核通过，2026 年申报中已换为新版本，请检查后提交。');
    await road.submit(applicant.actor, id);
  });

  it('[AH-07.12] a resubmission while the new version is in audit freezes the old one', async () => {
    await revise();
    await hand();
    await road.submit(applicant.actor, id);
    const snapshot = await road.core.db('declaration_snapshot').where({ declaration_id: id, round: 2 }).first();
    expect(snapshot.dossier.entries[entryId].data).toMatchObject({ position: '教师' });
  });

  it('[AH-07.13] approved after the resubmission, the new version stays out, the person is told and may take it later', async () => {
    await revise();
    await hand();
    await road.submit(applicant.actor, id);
    await road.decide(unit(), entryId, 'pass');
    expect(await inDeclaration()).toMatchObject({ position: '教师' });
    expect(await events()).toEqual([]);
    expect(await messages()).toContain(
      '工作经历的新版本已审核通过。2026 年申报已经提交，其中仍是原来的版本；申报退回后可以换为新版本。',
    );
    const early = api().renewPick({ id, entryId, expectedVersion: await version() });
    expect((await refusal(early)).code).toBe('CONFLICT');
    await road.decideDeclaration(unit(), id, 'return', '请用新版本。');
    expect(await inDeclaration()).toMatchObject({ position: '教师' });
    await api().renewPick({ id, entryId, expectedVersion: await version() });
    expect(await inDeclaration()).toMatchObject({ position: '年级主任' });
    expect(await events()).toHaveLength(1);
    const again = api().renewPick({ id, entryId, expectedVersion: await version() });
    expect((await refusal(again)).code).toBe('CONFLICT');
  });

  it('[SM-LIB.08] [GP.64] a new version that comes back leaves the old one in force; it may be mended or given up', async () => {
    await revise();
    await hand();
    await road.decide(unit(), entryId, 'return', '职务仍与聘书不符。');
    expect(await entry()).toMatchObject({ state: 'returned', approvedRevision: 1, returnReason: '职务仍与聘书不符。' });
    expect(await inDeclaration()).toMatchObject({ position: '教师' });
    const held = await entry();
    expect(held.can).toMatchObject({ edit: { allowed: true }, discard: { allowed: true }, remove: { allowed: false } });
    expect((await refusal(library().remove({ id: entryId, expectedVersion: held.version }))).code).toBe('REFUSED');
    await library().discard({ id: entryId, expectedVersion: held.version });
    expect(await entry()).toMatchObject({ state: 'approved', revision: 1, data: { position: '教师' } });
    await road.submit(applicant.actor, id);
  });

  it('[SM-LIB.04] 撤回 of the new version takes nothing from the declaration; a later one has a number of its own', async () => {
    await revise();
    await hand();
    await library().withdraw({ id: entryId, expectedVersion: (await entry()).version });
    expect(await entry()).toMatchObject({ state: 'draft', revision: 2, approvedRevision: 1 });
    await library().discard({ id: entryId, expectedVersion: (await entry()).version });
    await revise();
    await hand({ ...EXPERIENCE, position: '副校长' });
    expect(await entry()).toMatchObject({ revision: 3, approvedRevision: 1 });
    await road.decide(unit(), entryId, 'pass');
    expect(await inDeclaration()).toMatchObject({ position: '副校长' });
  });

  it('[SM-LIB.11] what was taken out while its new version is in audit is imported again as it was approved', async () => {
    await revise();
    await hand();
    const section = 'experiences';
    await api().removePick({ id, section, entryId, expectedVersion: await version() });
    const offered = (await api().candidates({ id, section })).find((one) => one.entryId === entryId);
    expect(offered).toMatchObject({ why: null, data: { position: '教师' } });
    await api().importEntries({ id, section, entryIds: [entryId], expectedVersion: await version() });
    expect(await inDeclaration()).toMatchObject({ position: '教师' });
    await road.decide(unit(), entryId, 'pass');
    expect(await inDeclaration()).toMatchObject({ position: '年级主任' });
  });
});

describe('what is refused', () => {
  it('[AH-07.13] a declaration that was not returned: take it out first', async () => {
    await road.submit(applicant.actor, id);
    expect((await refusal(revise())).code).toBe('CONFLICT');
    const other = await road.applicant(`示例草稿${serial}`);
    const draft = await road.declare(other.actor, planId);
    await road.fill(other, draft);
    const expectedVersion = await road.version(other.actor, draft);
    const call = road.as(other.actor).declarations.revisePick({
      ...{ id: draft, entryId: other.entries.experience },
      expectedVersion,
    });
    const error = await refusal(call);
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('还没有退回过') });
  });

  it('[AH-39.01] what the declaration does not hold, what is under way, what is somebody else’s', async () => {
    const loose = await road.approved(applicant.actor, road.school);
    const expectedVersion = await version();
    const notHeld = api().revisePick({ id, entryId: loose.id, expectedVersion });
    expect((await refusal(notHeld)).issues).toMatchObject([{ code: 'notHeld' }]);
    await revise();
    expect((await refusal(revise())).code).toBe('CONFLICT');
    const stranger = await road.applicant(`示例旁人${serial}`);
    const foreign = road.as(stranger.actor).declarations.revisePick({ id, entryId, expectedVersion: await version() });
    expect((await refusal(foreign)).code).toBe('NOT_FOUND');
    const theirs = api().revisePick({ id, entryId: stranger.entries.experience, expectedVersion: await version() });
    expect((await refusal(theirs)).code).toBe('NOT_FOUND');
  });

  it('[AH-07.15] the unit does not take back what has replaced a version in a declaration', async () => {
    await revise();
    await hand();
    await road.decide(unit(), entryId, 'pass');
    const stepId = (await entry()).log.at(-1)?.stepId ?? '';
    expect((await refusal(road.as(unit()).tasks.withdraw({ stepId }))).code).toBe('REFUSED');
  });

  it('the unit approves while the person resubmits: the declaration has one version or the other, and says which', async () => {
    await revise();
    await hand();
    const results = await Promise.allSettled([road.decide(unit(), entryId, 'pass'), road.submit(applicant.actor, id)]);
    expect(results[0]?.status).toBe('fulfilled');
    const { position } = (await inDeclaration()) as { position: string };
    const snapshot = await road.core.db('declaration_snapshot').where({ declaration_id: id, round: 2 }).first();
    if (snapshot) expect(snapshot.dossier.entries[entryId].data.position).toBe(position);
    else expect(position).toBe('年级主任');
    expect(await events()).toHaveLength(position === '年级主任' ? 1 : 0);
  });
});
