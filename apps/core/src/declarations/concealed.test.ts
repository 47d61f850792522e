import { specimen } from '@zhicheng/plugin-specimen';
import { plainTemplate, thresholdsOf, type Raw, type Template } from '@zhicheng/series-kit';
import mammoth from 'mammoth';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noticeCertificateDocx, noticeDocx } from './notice-documents.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

const PATIENT = '患者甲一';
const MASKED = '患***';

let road: Road;
let owner: Applicant;
let recordId: string;
let workId: string;
let submittedId: string;
let planOf: string;

/** Records and works are asked for, nothing else. */
const template: Template = {
  ...plainTemplate,
  adjust: Object.fromEntries(
    specimen.sections.filter(({ code }) => code !== 'records').map(({ code }) => [code, { off: true }] as const),
  ),
  thresholds: Object.fromEntries(thresholdsOf(specimen).map(({ code }) => [code, [{ value: 0 }]])),
};

beforeAll(async () => {
  road = await roadForTest();
  owner = await road.applicant('示例一');
  await road.joinSeries(owner.actor, await seriesCode());
  const record = { ...(specimen.library[0]?.sample as Raw), number: 'R-900', patient: PATIENT };
  recordId = (await road.approved(owner.actor, road.school, record, 'specimen-record')).id;
  const records = [{ entry: recordId, extra: { group: '观察组' } }];
  const work = { title: '样本成果', finishedOn: '2025-06-01', templated: true, records };
  workId = (await road.saveAndSubmit(owner.actor, work, 'specimen-work')).id;
});
afterAll(() => road.drop());

const seriesCode = async (): Promise<string> =>
  (await road.as(null).catalog.series()).find(({ pluginCode }) => pluginCode === specimen.code)?.code ?? '';

/** What left the server holds the masked name and never the other. */
function expectMasked(sent: unknown): void {
  const text = JSON.stringify(sent);
  expect(text).toContain(MASKED);
  expect(text).not.toContain(PATIENT);
}

const processOf = async (subject_id: string): Promise<string> =>
  (await road.core.db('process').where({ subject_id }).first('id')).id;

it('[AH-14.06] [GP.57] the unit gets the name masked: in its list, beside the audit, and behind a link', async () => {
  const school = road.as(road.auditors.school).library;
  expectMasked(await school.unitList({ entity: 'specimen-record', tab: 'all' }));
  expectMasked(await school.auditView({ processId: await processOf(recordId) }));
  expectMasked((await school.auditView({ processId: await processOf(workId) })).linked);
});

it('[AH-14.06] the owner gets it whole, to mend it', async () => {
  const own = road.as(owner.actor).library;
  expect(JSON.stringify(await own.get({ id: recordId }))).toContain(PATIENT);
});

it('[AH-14.06] who audits a declaration gets it masked, and so do its printed forms', async () => {
  const planId = await road.plan({
    ...{ name: '样本系列评审', seriesCode: await seriesCode(), template, levels: ['INTERMEDIATE'], levelLabel: '中级' },
  });
  const { actor } = owner;
  const id = await road.declare(actor, planId, { institutionCategory: specimen.institutionCategories?.[0] });
  const version = () => road.version(actor, id);
  const api = road.as(actor).declarations;
  await api.importEntries({ id, section: 'records', entryIds: [recordId], expectedVersion: await version() });
  const extras = { [recordId]: { best: true, scale: '大型' } };
  await api.saveExtras({ id, section: 'records', extras, expectedVersion: await version() });
  await road.submit(actor, id);
  expect(JSON.stringify(await api.detail({ id }))).toContain(PATIENT);
  const school = road.as(road.auditors.school).declarations;
  expectMasked(await school.auditView({ processId: await processOf(id) }));
  expect(JSON.stringify(await school.reviewForm({ id }))).not.toContain(PATIENT);
  submittedId = id;
  planOf = planId;
});

it('[AH-14.06] [R15] publicity names neither patients nor ID numbers: not its form, its page, its papers, or what anybody reads of the plan', async () => {
  const school = road.as(road.auditors.school).declarations;
  const [waiting] = await school.newNotices();
  const raw = { from: '2025-03-03', until: '2025-03-07', place: '公告栏', contact: '示例', phone: '0000-0000' };
  const { id } = await school.createNotice({
    ...{ planId: planOf, raw, declarationIds: [submittedId], idempotencyKey: randomUUID() },
  });
  await school.concludeNotice({ id, raw: { result: '无异议' }, expectedVersion: 1 });
  const asked = { core: road.core, actor: road.auditors.school, id };
  const papers = await Promise.all([noticeDocx(asked), noticeCertificateDocx(asked)]);
  const printed = await Promise.all(
    papers.map(async ({ bytes }) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value),
  );
  const shown = [
    ...[waiting, await school.notices(), await school.notice({ id }), printed],
    await road.as(null).plans.get({ id: planOf }),
  ].map((one) => JSON.stringify(one));
  const person = await road.core.db('person').where({ account_id: owner.actor.accountId }).first();
  for (const text of shown)
    for (const secret of [PATIENT, MASKED, road.core.cipher.open(person.id_number_cipher), person.id_number_masked])
      expect(text).not.toContain(secret);
  expect(printed[0]).toContain('示例一');
  expect(printed[1]).toContain('公示结果：无异议');
});
