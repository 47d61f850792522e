import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { easy, inDays, roadForTest, type Road } from '../declarations/test-world.ts';
import { openFile } from '../files/open-file.ts';
import { refusal } from '../organisations/test-world.ts';

let road: Road;
beforeAll(async () => {
  road = await roadForTest();
});
afterAll(() => road.drop());

const policies = { returnMode: 'DIRECT', quota: 'NOT_APPLIED' } as const;

describe('policies of a plan', () => {
  it('[GP.10] a record may be deleted after 申报截止, unless the plan ends that', async () => {
    const { declarations } = road.as((await road.applicant('示例一')).actor);
    const applicant = await road.applicant('示例二');
    const strict = await road.plan({
      name: '2026年度示例删除计划',
      policies: { ...policies, deletion: 'UNTIL_DEADLINE' },
    });
    const id = await road.declare(applicant.actor, strict);
    const expectedVersion = await road.version(applicant.actor, id);
    await road.setNow(inDays(40));
    const refused = await refusal(road.as(applicant.actor).declarations.remove({ id, expectedVersion }));
    expect(refused.issues.map(({ code }) => code)).toEqual(['removalClosed']);
    await road.setNow(null);
    await road.as(applicant.actor).declarations.remove({ id, expectedVersion });
    expect((await declarations.overview()).current).toEqual([]);
  });

  it('[GP.12] a terminated record leaves the year free where the plan says so', async () => {
    const planId = await road.plan({
      ...{ year: 2030, name: '2030年度示例终止计划', template: easy },
      policies: { ...policies, terminatedUsesYear: false },
    });
    const applicant = await road.applicant('示例三');
    const id = await road.submitted(applicant, planId);
    await road.decideDeclaration(road.auditors.school, id, 'terminate', '示例终止');
    expect(await road.declare(applicant.actor, planId)).not.toBe(id);
  });
});

describe('attachments of a plan', () => {
  it('[AH-16.04] [GP.54] a draft’s are its editors’, a published plan’s are everybody’s', async () => {
    const { convening, school } = road.auditors;
    const file = await road.upload(convening, '示例附件.pdf');
    const { seriesCode } = await road.planInput();
    const start = { year: 2031, name: '2031年度示例附件计划', seriesCode, idempotencyKey: crypto.randomUUID() };
    const api = road.as(convening).plans;
    const { id } = await api.start({ ...start, conveningOrganisationId: convening.organisationId ?? '' });
    const data = { ...(await road.planInput()), ...start, attachments: [file] };
    await api.save({ id, expectedVersion: 1, data });
    const open = (actor: typeof convening | null) => openFile({ core: road.core, actor, id: file.id });
    for (const actor of [null, school]) expect((await refusal(open(actor))).code).toBe('NOT_FOUND');
    await api.publish({ id, expectedVersion: 2 });
    for (const actor of [null, school]) expect((await open(actor)).name).toBe('示例附件.pdf');
  });
});
