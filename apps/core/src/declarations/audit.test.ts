import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { easy, inDays, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  id = await road.submitted(applicant, await road.plan());
});
afterAll(() => road.drop());

const school = () => road.auditors.school;
const processOf = async (declaration = id) =>
  (await road.core.db('process').where({ subject_id: declaration }).orderBy('round', 'desc').first()).id as string;
const stateOf = async (declaration = id) =>
  (await road.core.db('declaration').where({ id: declaration }).first()).state as string;
async function pass(auditor: Actor, extra: Record<string, unknown>, declaration = id) {
  const taskId = await road.task(declaration);
  return road.as(auditor).tasks.decide({ taskId, decision: 'pass', opinion: '同意', extra });
}
const issuesOf = async (attempt: Promise<unknown>) => {
  const error = await refusal(attempt);
  expect(error.code).toBe('REFUSED');
  return error.issues.map(({ path, message }) => [path, message]);
};

describe('the unit’s recommendation', () => {
  it('[AH-33.11] [AH-33.12] [GP.80] required uploads are asked for, all at once', async () => {
    expect(await issuesOf(pass(school(), {}))).toEqual([
      ['recommendation.publicity', '请上传申报材料公示情况及说明'],
      ['recommendation.recommendation', '请上传单位推荐意见'],
    ]);
    expect(await issuesOf(pass(school(), { recommendation: 'nonsense' }))).toHaveLength(2);
    expect(await stateOf()).toBe('inAudit');
  });

  it('[AH-33.12] [MS.23] not more files than the slot takes', async () => {
    const own = await road.recommendation(school());
    const [file] = own.recommendation as { id: string }[];
    const recommendation = { ...own, recommendation: [file, file, file] };
    expect(await issuesOf(pass(school(), { recommendation }))).toEqual([
      ['recommendation.recommendation', '单位推荐意见最多只能上传2个文件'],
    ]);
  });

  it('[AH-39.01] somebody else’s file is refused', async () => {
    const foreign = await road.upload(road.auditors.district);
    const recommendation = { ...(await road.recommendation(school())), publicity: [foreign] };
    expect(await issuesOf(pass(school(), { recommendation }))).toEqual([
      ['recommendation.publicity', '请重新上传申报材料公示情况及说明'],
    ]);
    const step = await road.core
      .db('step')
      .where({ process_id: await processOf() })
      .first();
    expect(step).toMatchObject({ state: 'open', extra: {} });
  });

  it('[AH-33.20] a plan that applies post quotas passes nobody of a public institution', async () => {
    const admin = await road.builtin('示例市第二中学', ['employer'], { unitNature: 'PUBLIC_INSTITUTION' });
    await road.connect(admin, road.auditors.district);
    const unit = { id: admin.organisationId ?? '', name: '示例市第二中学', admins: [admin] as const };
    const person = await road.applicant('示例二', unit);
    const policies = { returnMode: 'DIRECT', quota: 'APPLIED' } as const;
    const own = await road.submitted(person, await road.plan({ name: '2026年度示例核准岗位计划', policies }));
    const recommendation = await road.recommendation(admin);
    expect(await issuesOf(pass(admin, { recommendation }, own))).toEqual([
      ['quota.occupies', '本计划要求先完成岗位核准：请在“岗位核准信息”中填写 2026 年的空缺数并确认，再审核。'],
    ]);
    await road.decideDeclaration(admin, own, 'return');
    expect(await stateOf(own)).toBe('returned');
  });

  it('[AH-33.16] [GP.80] a plan may ask for less', async () => {
    const unitSlots = { publicity: { required: false }, recommendation: { off: true } };
    const person = await road.applicant('示例三');
    const plan = await road.plan({ name: '2026年度示例少材料计划', template: { ...easy, unitSlots } });
    const own = await road.submitted(person, plan);
    await pass(school(), {}, own);
    expect(await stateOf(own)).toBe('inAudit');
  });

  it('[AH-33.17] passes it on; what is kept is what the files are, and nothing else', async () => {
    const own = await road.recommendation(school());
    const [file] = own.publicity as { id: string; name: string; bytes: number }[];
    const recommendation = { ...own, publicity: [{ id: file?.id, name: '假名.pdf', bytes: 1 }] };
    await pass(school(), { recommendation, anything: 'else' });
    const step = await road.core
      .db('step')
      .where({ process_id: await processOf(), node: 'employer' })
      .first();
    expect(Object.keys(step.extra)).toEqual(['recommendation']);
    expect(step.extra.recommendation.publicity).toEqual([{ id: file?.id, name: file?.name, bytes: file?.bytes }]);
  });
});

describe('who sees what', () => {
  const seen = async (auditor: Actor) => {
    const processId = await processOf();
    const attempts = [
      () => road.as(auditor).declarations.auditView({ processId }),
      () => road.as(auditor).declarations.reviewForm({ id }),
    ];
    const codes = await Promise.all(
      attempts.map((attempt) =>
        attempt().then(
          () => 'OK',
          (e) => refusal(Promise.reject(e)).then((r) => r.code),
        ),
      ),
    );
    return codes;
  };

  it('[AH-39.02] only those whom it has reached', async () => {
    expect(await seen(school())).toEqual(['OK', 'OK']);
    expect(await seen(road.auditors.district)).toEqual(['OK', 'OK']);
    for (const auditor of [road.auditors.hrss, road.auditors.city, road.auditors.convening])
      expect(await seen(auditor)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('the same organisation in another capacity is somebody else', async () => {
    const twin: Actor = { ...road.auditors.district, role: 'hrss' };
    expect(await seen(twin)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('[AH-33.10] the next level reads the unit’s uploads and opinion', async () => {
    const district = road.as(road.auditors.district);
    const { recommendation, slots } = await district.declarations.auditView({ processId: await processOf() });
    expect(recommendation?.opinion).toBe('同意');
    expect(slots).toEqual(['publicity', 'recommendation', 'other', 'schoolForm']);
    const [file] = recommendation?.uploads.publicity as { id: string }[];
    expect((await district.files.info({ id: file?.id ?? '' })).id).toBe(file?.id);
  });

  it('[AH-39.11] [AH-22.10] [AH-07.16] nothing but the frozen content: not what the library holds besides', async () => {
    const other = await road.approved(applicant.actor, road.school);
    const view = await road.as(road.auditors.district).declarations.auditView({ processId: await processOf() });
    expect(Object.keys(view.data.entries).sort()).toEqual(Object.values(applicant.entries).sort());
    expect(view.data.entries[other.id]).toBeUndefined();
    const snapshot = await road.core.db('declaration_snapshot').where({ declaration_id: id }).first();
    expect(view.data).toEqual(snapshot.dossier);
    expect(view.hash).toBe(snapshot.hash);
    expect(JSON.stringify(view)).not.toMatch(/999999\d{11}/);
  });

  it('a process of another kind is no declaration', async () => {
    const entry = await road.saveAndSubmit(applicant.actor);
    const processId = await processOf(entry.id);
    expect((await refusal(road.as(school()).declarations.auditView({ processId }))).code).toBe('NOT_FOUND');
  });
});

describe('on the way', () => {
  it('[SM-DECL.06] only the level that has it decides', async () => {
    const taskId = await road.task(id);
    for (const auditor of [school(), road.auditors.hrss, road.auditors.convening]) {
      const decide = road.as(auditor).tasks.decide({ taskId, decision: 'pass', opinion: '同意' });
      expect((await refusal(decide)).code).toBe('NOT_FOUND');
    }
  });

  it('after the audit deadline nobody passes or returns; the plan can be extended', async () => {
    await road.setNow(inDays(61));
    for (const decision of ['pass', 'return'] as const) {
      const error = await refusal(road.decideDeclaration(road.auditors.district, id, decision));
      expect(error).toMatchObject({ code: 'REFUSED' });
      expect(error.message).toContain('截止');
    }
    await road.setNow(null);
  });

  it('[AH-38.01] [SM-DECL.13] [MG.13] the convening unit’s pass is the last one', async () => {
    await road.walk(id, ['district', 'hrss', 'city', 'convening']);
    expect(await stateOf()).toBe('approved');
    const process = await road.core
      .db('process')
      .where({ id: await processOf() })
      .first();
    expect(process).toMatchObject({ state: 'passed' });
    expect(process.ended_at).not.toBeNull();
    expect((await road.as(applicant.actor).notifications.list({}))[0]?.text).toContain('已审核通过');
    await expect(road.task(id)).rejects.toThrow('nobody has');
  });

  it('[SM-DECL.10] [GP.12] [GP.21] 终止 is final, says why, and uses up the year', async () => {
    const person = await road.applicant('示例四');
    const planId = await road.plan({ name: '2026年度示例终止计划' });
    const own = await road.submitted(person, planId);
    await road.walk(own, ['school', 'district']);
    await road.decideDeclaration(road.auditors.hrss, own, 'terminate', '不在评审范围内。');
    const api = road.as(person.actor).declarations;
    const { card } = await api.detail({ id: own });
    expect(card).toMatchObject({ state: 'terminated', stateLabel: '终止', editable: false });
    expect(card.tracker.map(({ face }) => face)).toEqual(['done', 'done', 'todo', 'stop', 'todo', 'todo']);
    const expectedVersion = card.version;
    for (const change of [
      () => api.remove({ id: own, expectedVersion }),
      () => api.submit({ id: own, expectedVersion, idempotencyKey: randomUUID() }),
      () => api.saveForm({ id: own, section: 'profile', raw: {}, expectedVersion }),
    ])
      expect((await refusal(change())).code).toBe('CONFLICT');
    expect((await api.mayDeclare({ planId })).map(({ code }) => code)).toEqual(['alreadyThisPlan']);
    expect((await road.as(person.actor).notifications.list({}))[0]?.text).toContain('已终止：不在评审范围内。');
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
