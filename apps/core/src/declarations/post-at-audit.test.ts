import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import type { Unit } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Road } from './test-world.ts';

const YEAR = 2026;
let road: Road;
let planId: string;
beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan({ policies: { returnMode: 'DIRECT', quota: 'APPLIED' } });
});
afterAll(() => road.drop());

let count = 0;
/** A public institution with its posts of the plan's year approved. */
async function institution(vacancies: object): Promise<Unit> {
  count += 1;
  const name = `示例市第${count + 2}中学`;
  const admin = await road.builtin(name, ['employer'], { unitNature: 'PUBLIC_INSTITUTION' });
  await road.connect(admin, road.auditors.district);
  const attachment = [await road.upload(admin, '岗位核准表.pdf')];
  const form = { year: YEAR, ...vacancies, attachment };
  await road.as(admin).postQuotas.save({ form, confirm: true, idempotencyKey: randomUUID() });
  return { id: admin.organisationId ?? '', name, admins: [admin] };
}
const submittedAt = async (unit: Unit) => {
  const applicant = await road.applicant(`示例${randomUUID().slice(0, 6)}`, unit);
  return { ...applicant, id: await road.submitted(applicant, planId) };
};
const pass = async (admin: Actor, id: string, quota?: object) =>
  road.as(admin).tasks.decide({
    ...{ taskId: await road.task(id), decision: 'pass' as const, opinion: '同意' },
    extra: { recommendation: await road.recommendation(admin), ...(quota && { quota }) },
  });
const shown = async (auditor: Actor, id: string) => {
  const process = await road.core.db('process').where({ subject_id: id }).orderBy('round', 'desc').first();
  return (await road.as(auditor).declarations.auditView({ processId: process.id })).quota;
};
const seniors = async (admin: Actor) => {
  const [quota] = (await road.as(admin).postQuotas.list()).rows;
  return quota?.levels.find(({ level }) => level === 'ASSOCIATE_SENIOR')?.occupied;
};
const occupied = { occupies: '占用', note: '' };

describe('推荐人员情况', () => {
  it('[AH-35.14] [AH-35.16] [GP.09] [GP.37] shows what is vacant per level, and a choice that nobody made yet', async () => {
    const unit = await institution({ fullSenior: 1, associateSenior: 2, intermediate: 3, junior: 4 });
    const { id } = await submittedAt(unit);
    expect(await shown(unit.admins[0], id)).toEqual({
      year: YEAR,
      level: 'ASSOCIATE_SENIOR',
      levels: [
        expect.objectContaining({ label: '正高', vacancies: 1, occupied: 0 }),
        expect.objectContaining({ label: '副高', vacancies: 2, occupied: 0 }),
        expect.objectContaining({ label: '中级', vacancies: 3, occupied: 0 }),
        expect.objectContaining({ label: '初级', vacancies: 4, occupied: 0 }),
      ],
      use: null,
    });
    expect((await refusal(pass(unit.admins[0], id))).issues).toEqual([
      expect.objectContaining({ path: 'quota.occupies', message: '请选择是否占用职数。' }),
    ]);
  });

  it('[SM-QUOTA.03] [AH-35.17] 占用 takes one; the last one gone, the next is refused in figures', async () => {
    const unit = await institution({ associateSenior: 1 });
    const [admin] = unit.admins;
    const [first, second] = [await submittedAt(unit), await submittedAt(unit)];
    await pass(admin, first.id, occupied);
    expect(await seniors(admin)).toBe(1);
    expect(await shown(road.auditors.district, first.id)).toMatchObject({ use: { occupies: true } });
    const refused = await refusal(pass(admin, second.id, occupied));
    expect(refused).toMatchObject({ code: 'REFUSED', issues: [{ path: 'quota.occupies' }] });
    expect(refused.issues[0]?.message).toContain('2026 年副高空缺 1 个，已推荐 1 个，没有剩余');
  });

  it('[SM-QUOTA.04] [AH-35.15] [GP.59] [AH-35.19] 不占用 needs its explanation and takes nothing', async () => {
    const unit = await institution({ associateSenior: 0 });
    const [admin] = unit.admins;
    const { id } = await submittedAt(unit);
    expect((await refusal(pass(admin, id, { occupies: '不占用', note: ' ' }))).issues).toEqual([
      expect.objectContaining({ path: 'quota.note', message: '不占用职数时请填写说明。' }),
    ]);
    await pass(admin, id, { occupies: '不占用', note: '编外人员，不占岗位。' });
    expect(await seniors(admin)).toBe(0);
    expect(await shown(admin, id)).toMatchObject({ use: { occupies: false, note: '编外人员，不占岗位。' } });
  });

  it('[AH-35.06] [GP.36] 不限 is never exhausted', async () => {
    const unit = await institution({ associateSeniorUnlimited: true });
    for (let n = 1; n <= 3; n += 1) {
      await pass(unit.admins[0], (await submittedAt(unit)).id, occupied);
      expect(await seniors(unit.admins[0])).toBe(n);
    }
  });

  it('[AH-35.17] two at once for the last post: one has it, the other is told', async () => {
    const unit = await institution({ associateSenior: 1 });
    const [admin] = unit.admins;
    const both = [await submittedAt(unit), await submittedAt(unit)];
    const outcomes = await Promise.allSettled(both.map(({ id }) => pass(admin, id, occupied)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect((await refusal(Promise.reject(lost?.reason))).code).toBe('REFUSED');
    expect(await seniors(admin)).toBe(1);
  });
});

describe('a post is free again', () => {
  it('[AH-36.01] when the unit takes its pass back, and may then be decided anew', async () => {
    const unit = await institution({ associateSenior: 1 });
    const [admin] = unit.admins;
    const { id } = await submittedAt(unit);
    await pass(admin, id, occupied);
    const step = await road.core
      .db('step')
      .join('process', 'process.id', 'step.process_id')
      .where({ 'process.subject_id': id, 'step.organisation_id': unit.id, 'step.state': 'passed' })
      .first('step.id');
    await road.as(admin).tasks.withdraw({ stepId: step.id });
    expect(await seniors(admin)).toBe(0);
    await pass(admin, id, { occupies: '不占用', note: '改为不占用。' });
    const [quota] = (await road.as(admin).postQuotas.list()).rows;
    const { uses } = await road.as(admin).postQuotas.get({ id: quota?.id ?? '' });
    expect(uses.map(({ occupies, releasedBecause }) => [occupies, releasedBecause])).toEqual([
      [false, null],
      [true, '单位撤回审核'],
    ]);
  });

  it('[AH-35.17] not by a return from above, but at the unit’s next decision and when the applicant deletes', async () => {
    const unit = await institution({ associateSenior: 1 });
    const [admin] = unit.admins;
    const { id, actor } = await submittedAt(unit);
    await pass(admin, id, occupied);
    await road.decideDeclaration(road.auditors.district, id, 'return');
    expect(await seniors(admin)).toBe(1);
    await road.submit(actor, id);
    await pass(admin, id, occupied);
    expect(await seniors(admin)).toBe(1);
    await road.decideDeclaration(road.auditors.district, id, 'return');
    await road.as(actor).declarations.remove({ id, expectedVersion: await road.version(actor, id) });
    expect(await seniors(admin)).toBe(0);
  });

  it('[AH-35.17] [SM-DECL.09] put back level by level, the unit passes a second time: the post counts once', async () => {
    const policies = { returnMode: 'STEPWISE', quota: 'APPLIED' } as const;
    const stepwise = await road.plan({ name: '2026年度示例逐级退回计划', policies });
    const unit = await institution({ associateSenior: 1 });
    const [admin] = unit.admins;
    const id = await road.submitted(await road.applicant('示例逐级', unit), stepwise);
    await pass(admin, id, occupied);
    await road.decideDeclaration(road.auditors.district, id, 'return');
    expect(await seniors(admin)).toBe(1);
    await pass(admin, id, occupied);
    expect(await seniors(admin)).toBe(1);
    await road.decideDeclaration(road.auditors.district, id, 'return');
    await pass(admin, id, { occupies: '不占用', note: '改为编外聘用。' });
    expect(await seniors(admin)).toBe(0);
  });

  it('[AH-35.17] when the declaration is terminated, or returned by the unit itself', async () => {
    const unit = await institution({ associateSenior: 1 });
    const [admin] = unit.admins;
    const { id, actor } = await submittedAt(unit);
    await pass(admin, id, occupied);
    await road.decideDeclaration(road.auditors.district, id, 'return');
    await road.submit(actor, id);
    await road.decideDeclaration(admin, id, 'return');
    expect(await seniors(admin)).toBe(0);
    await road.submit(actor, id);
    await pass(admin, id, occupied);
    await road.decideDeclaration(road.auditors.district, id, 'terminate', '申报人已调离本省。');
    expect(await seniors(admin)).toBe(0);
  });

  it('keeps the books', async () => expect(await invariantViolations(road.core.db)).toEqual([]));
});
