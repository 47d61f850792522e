import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

const cardOf = async (id: string) => (await road.as(applicant.actor).declarations.detail({ id })).card;
const plan = (year: number) => road.plan({ year, name: `${year}年度示例评审计划` });

describe('the record card', () => {
  it('[AH-15.05] [AH-26.10] says 编辑中, 审核中, 退回 and 审核通过, and may be worked on before submission and when returned', async () => {
    const id = await road.declare(applicant.actor, await plan(2041));
    expect(await cardOf(id)).toMatchObject({ stateLabel: '编辑中', editable: true, returned: null });
    await road.fill(applicant, id);
    await road.submit(applicant.actor, id);
    expect(await cardOf(id)).toMatchObject({ stateLabel: '审核中', editable: false });
    await road.decideDeclaration(road.auditors.school, id, 'return');
    expect(await cardOf(id)).toMatchObject({
      ...{ stateLabel: '退回', editable: true },
      returned: { by: '示例市第一中学', opinion: '附件不清晰，请重新上传。' },
    });
    const passed = await road.submitted(applicant, await plan(2042));
    await road.walk(passed);
    expect(await cardOf(passed)).toMatchObject({ stateLabel: '审核通过', editable: false });
  });
});
