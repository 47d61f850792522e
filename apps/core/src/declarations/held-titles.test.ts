import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

const title = (certificateNo: string, unit: string, grantedOn: string, evidence: unknown) => ({
  ...{ certificateNo, unit, series: '中小学教师', specialty: '中学语文', title: '一级教师', grantedOn, evidence },
  level: { code: 'INTERMEDIATE', name: '中级' },
  mode: { code: 'REVIEW', name: '评审' },
  appointed: false,
});
const mine = (actor = applicant.actor) => road.as(actor).declarations.heldTitles();
const plan = (year: number) => road.plan({ year, name: `${year}年度示例评审计划` });

describe('[AH-06.01] [GP.21] 我的职称', () => {
  it('is empty for who has entered nothing', async () => expect(await mine()).toEqual({ held: [], admitted: [] }));

  it('lists each title once, as entered last, the latest granted first', async () => {
    const evidence = [await road.upload(applicant.actor)];
    const first = await road.declare(applicant.actor, await plan(2041));
    await road.form(applicant.actor, first, 'held-titles', {
      titles: [title('A-1', '旧单位', '2010-01-01', evidence)],
    });
    const second = await road.declare(applicant.actor, await plan(2042));
    await road.form(applicant.actor, second, 'held-titles', {
      titles: [title('A-1', '新单位', '2010-01-01', evidence), title('B-2', '新单位', '2016-12-01', evidence)],
    });
    const { held } = await mine();
    expect(held.map(({ certificateNo, unit, level, mode }) => [certificateNo, unit, level, mode])).toEqual([
      ['B-2', '新单位', '中级', '评审'],
      ['A-1', '新单位', '中级', '评审'],
    ]);
    const version = await road.version(applicant.actor, second);
    await road.as(applicant.actor).declarations.remove({ id: second, expectedVersion: version });
    expect((await mine()).held.map(({ unit }) => unit)).toEqual(['旧单位']);
  });

  it('lists what was admitted here, and nothing of other people', async () => {
    const id = await road.submitted(applicant, await plan(2043));
    expect((await mine()).admitted).toEqual([]);
    await road.walk(id);
    expect((await mine()).admitted).toEqual([expect.objectContaining({ declarationId: id, year: 2043 })]);
    expect(await mine(await road.person('示例二'))).toEqual({ held: [], admitted: [] });
  });
});
