import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let planId: string;
const people: Applicant[] = [];
const ids: string[] = [];
const raw = {
  ...{ from: '2026-11-23', until: '2026-12-01', place: '校务公告栏' },
  ...{ contact: '示例联系人', phone: '0000-0000 0022' },
};
const asks = (noticeDays: number | null) => ({ returnMode: 'DIRECT', quota: 'NOT_APPLIED', noticeDays }) as const;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan({ policies: asks(7) });
  for (const name of ['示例一', '示例二', '示例三']) {
    const one = await road.applicant(name);
    people.push(one);
    ids.push(await road.submitted(one, planId));
  }
});
afterAll(() => road.drop());

const [first, second, third] = [() => ids[0] ?? '', () => ids[1] ?? '', () => ids[2] ?? ''];
const school = () => road.as(road.auditors.school);
const pass = (id: string) => road.decideDeclaration(road.auditors.school, id, 'pass');
const refusedIssue = async (asked: Promise<unknown>) => (await refusal(asked)).issues[0];
const viewed = async (id: string) => {
  const { processId } = await school().tasks.get({ taskId: await road.task(id) });
  return (await school().declarations.auditView({ processId })).publicity;
};
const announce = (declarationIds: string[], more: object = {}) =>
  school().declarations.createNotice({
    planId,
    raw: { ...raw, ...more },
    declarationIds,
    idempotencyKey: randomUUID(),
  });
const days = (id: string, from_day: string, until_day: string) =>
  road.core.db('unit_notice').where({ id }).update({ from_day, until_day });
const conclude = async (id: string) => {
  const { version } = await school().declarations.notice({ id });
  await school().declarations.concludeNotice({ id, raw: { result: '无异议' }, expectedVersion: version });
};

describe('[R15] a unit recommends after the publicity inside it is over', () => {
  it('says at once what is missing, and where it is mended', async () => {
    const missing = '本计划要求推荐前在单位公示不少于 7 个工作日，这位申报人还没有公示。';
    const mendAt = `/work/declarations/notices/new?plan=${planId}`;
    expect(await refusedIssue(pass(first()))).toMatchObject({ path: 'publicity', message: missing, mendAt });
    expect(await viewed(first())).toEqual({ days: 7, from: null, until: null, result: null, missing, mendAt });
  });

  it('the plan may ask for more than five working days, never for fewer', async () => {
    expect((await school().declarations.newNotices())[0]).toMatchObject({ planId, days: 7 });
    const { issues } = await refusal(announce([first()], { until: '2026-11-30' }));
    expect(issues[0]?.message).toContain('只有 6 个工作日，公示期不少于 7 个工作日');
    expect((await refusal(road.plan({ name: '2026年度示例短公示计划', policies: asks(4) }))).issues).toEqual([
      expect.objectContaining({ path: 'policies.noticeDays', message: '公示期不少于 5 个工作日' }),
    ]);
  });

  it('while it hangs, and until its result is written down, nobody in it is recommended', async () => {
    const { id } = await announce([first(), second()]);
    await days(id, '2100-01-04', '2100-01-15');
    expect(await refusedIssue(pass(first()))).toMatchObject({
      message: '公示到 2100-01-15 结束，次日起填写公示结果后才能推荐。',
      mendAt: `/work/declarations/notices/${id}`,
    });
    await days(id, '2025-03-03', '2025-03-14');
    expect((await refusedIssue(pass(first())))?.message).toBe(
      '公示已于 2025-03-14 结束，还没有填写公示结果，填写后才能推荐。',
    );
    expect((await refusedIssue(pass(third())))?.message).toContain('还没有公示');
  });

  it('an objection that is open or upheld stands in the way of the one it is about, and of nobody else', async () => {
    const [{ id } = { id: '' }] = await school().declarations.notices();
    const object = async (declarationId: string, words = '示例异议') =>
      school().declarations.recordObjection({
        ...{ id, declarationId, raw: { objection: words } },
        expectedVersion: (await school().declarations.notice({ id })).version,
      });
    expect((await refusal(object(third()))).code).toBe('NOT_FOUND');
    expect((await refusal(object(second(), ' '))).code).toBe('INVALID');
    await object(second());
    const { objections, version } = await school().declarations.notice({ id });
    expect(objections).toMatchObject([{ name: '示例二', objection: '示例异议', settlement: null, upheld: null }]);
    const removed = school().declarations.removeNotice({ id, expectedVersion: version });
    expect((await refusedIssue(removed))?.message).toBe('这次公示已登记异议，不能删除。');
    await conclude(id);
    await pass(first());
    expect((await refusedIssue(pass(second())))?.message).toBe(
      '公示中有 1 件异议还没有处理结果，填写处理结果后才能推荐。',
    );
    const settle = async (upheld: string, expectedVersion?: number) =>
      school().declarations.settleObjection({
        ...{ id, objectionId: objections[0]?.id ?? '', raw: { settlement: '已核实', upheld } },
        expectedVersion: expectedVersion ?? (await school().declarations.notice({ id })).version,
      });
    expect((await refusal(settle('不影响推荐', 1))).code).toBe('CONFLICT');
    expect((await refusal(settle(''))).code).toBe('INVALID');
    await settle('不影响推荐');
    expect((await refusal(settle('影响推荐'))).code).toBe('CONFLICT');
    expect((await viewed(second()))?.missing).toBeNull();
    await object(second(), '又一件异议');
    const again = (await school().declarations.notice({ id })).objections[1]?.id ?? '';
    await school().declarations.settleObjection({
      ...{ id, objectionId: again, raw: { settlement: '属实', upheld: '影响推荐' } },
      expectedVersion: (await school().declarations.notice({ id })).version,
    });
    expect((await refusedIssue(pass(second())))?.message).toContain('经核实影响推荐，不能审核通过');
    const events = await road.core.db('ledger_event').where({ subject_id: id }).orderBy('seq').pluck('action');
    expect(events).toEqual(['create', 'object', 'conclude', 'settleObjection', 'object', 'settleObjection']);
  });

  it('is nobody else’s to write, and holds back neither a return nor the bodies above', async () => {
    const [{ id } = { id: '' }] = await school().declarations.notices();
    const other = road.as((await road.unit('示例市第二中学')).admins[0]).declarations;
    const asked = { id, declarationId: second(), raw: { objection: '示例' }, expectedVersion: 1 };
    expect((await refusal(other.recordObjection(asked))).code).toBe('NOT_FOUND');
    await road.decideDeclaration(road.auditors.school, second(), 'return');
    await road.walk(first(), ['district']);
  });

  it('a plan that does not ask for it is as before', async () => {
    const plain = await road.plan({ year: 2027, name: '2027年度示例不要求公示计划', policies: asks(null) });
    const [one] = people;
    if (!one) throw new Error('no applicant');
    const id = await road.submitted(one, plain);
    expect(await viewed(id)).toBeNull();
    await pass(id);
  });
});
