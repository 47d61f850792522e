import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainTemplate } from '@zhicheng/series-kit';
import { EXPERIENCE } from '../library/test-world.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

const asking = (thresholds: Record<string, number>) => ({
  template: {
    ...plainTemplate,
    thresholds: Object.fromEntries(
      Object.entries({
        ...{ 'rural-months': 0, 'class-teacher-months': 0, 'tenure-years': 0, papers: 0, 'city-honours': 0 },
        'finished-projects': 0,
        ...thresholds,
      }).map(([code, value]) => [code, [{ value }]]),
    ),
  },
});
const TITLE = {
  certificateNo: 'SL-1',
  unit: '示例市第一中学',
  series: '中小学教师',
  specialty: '中学语文',
  title: '一级教师',
  level: { code: 'INTERMEDIATE', name: '中级' },
  grantedOn: '2024-01-01',
  mode: { code: 'REVIEW', name: '评审' },
  appointed: false,
};

let road: Road;
let teacher: Applicant;
let year = 2040;
const plan = (thresholds: Record<string, number>, more: object = {}) => {
  year += 1;
  return road.plan({ year, name: `${year}年度示例评审计划`, ...asking(thresholds), ...more });
};

beforeAll(async () => {
  road = await roadForTest();
  teacher = await road.applicant('示例一');
});
afterAll(() => road.drop());

const judged = async (planId: string, actor = teacher.actor, more: object = {}) =>
  road.as(actor).declarations.eligibility({ planId, ...more });

describe('我能报吗: the criteria of a plan over what is known of a person', () => {
  it('is met when library and registration meet every condition, and says which', async () => {
    const answer = await judged(await plan({}));
    expect(answer).toMatchObject({ state: 'met', gaps: [], earliestYear: null });
    expect(answer.met.join()).toContain('近年年度考核合格：需1次，已有1次');
  });

  it('names what is missing, the clause, and the library category where it is mended', async () => {
    const answer = await judged(await plan({ 'rural-months': 12 }));
    expect(answer.state).toBe('unmet');
    expect(answer.gaps).toEqual([
      expect.objectContaining({
        label: '乡村任教或支教时间',
        detail: '需12个月，已有0个月，还差12个月',
        clause: '乡村任教或支教条件',
        state: 'unmet',
        mend: [{ label: expect.any(String), to: '/library/rural-teaching' }],
        waiting: false,
        earliestYear: null,
      }),
    ]);
  });

  it('a choice is one gap with its branches', async () => {
    const answer = await judged(await plan({ papers: 1, 'city-honours': 1 }));
    expect(answer.gaps).toHaveLength(1);
    expect(answer.gaps[0]?.choices).toEqual([
      expect.stringContaining('正式发表的论文：需1篇'),
      expect.stringContaining('市级及以上荣誉：需1项'),
    ]);
    expect(answer.gaps[0]?.mend.map(({ to }) => to)).toEqual(['/library/paper', '/library/honour']);
  });

  it('says 尚不能判断 where the answer is asked only in the declaration, and has no answer yet', async () => {
    const answer = await judged(await plan({ 'tenure-years': 5 }));
    expect(answer.state).toBe('open');
    expect(answer.gaps).toEqual([
      expect.objectContaining({ label: '任现职年限', state: 'open', earliestYear: null, mend: [] }),
    ]);
    expect(answer.gaps[0]?.detail).toContain('未填写起算日期');
  });

  it('counts from the title of the last declaration, and names the year in which time alone will do', async () => {
    const person = await road.applicant('示例二');
    const first = await road.declare(person.actor, await plan({}));
    await road.form(person.actor, first, 'held-titles', {
      titles: [{ ...TITLE, evidence: [await road.upload(person.actor)] }],
    });
    const asked = await plan({ 'tenure-years': 5 }, { year: 2027 });
    const answer = await judged(asked, person.actor);
    const until = (await road.as(null).plans.get({ id: asked })).declareUntil.getFullYear();
    expect(answer.state).toBe('unmet');
    expect(answer.gaps[0]?.detail).toContain('自2024-01-01起');
    // Five full years since 2024-01-01 are over at the closing date of 2029; the plan's year goes with it.
    expect(answer.earliestYear).toBe(2027 + (2029 - until));
  });

  it('what time alone does not mend has no year', async () => {
    expect((await judged(await plan({ papers: 1, 'city-honours': 0 }))).gaps[0]?.earliestYear).toBeNull();
  });

  it('works for a person without unit; entries not approved yet are told apart', async () => {
    const stranger = await road.person('示例三');
    const id = await plan({});
    await road.save(stranger, EXPERIENCE);
    const answer = await judged(id, stranger);
    expect(answer.state).toBe('unmet');
    const waiting = Object.fromEntries(answer.gaps.map(({ label, waiting: w }) => [label, w]));
    expect(waiting['工作经历（项数）']).toBe(true);
    expect(waiting['学历教育（项数）']).toBe(false);
  });

  it('a draft with blanks counts for nothing', async () => {
    const stranger = await road.person('示例四');
    await road.save(stranger, { position: '教师' });
    const answer = await judged(await plan({}), stranger);
    expect(answer.gaps.find(({ label }) => label === '工作经历（项数）')?.waiting).toBe(false);
  });

  it('answers are judged as given, and refused where the plan does not offer them', async () => {
    const id = await plan({ 'tenure-years': 5 }, { kinds: ['REGULAR', 'TRANSFER'] });
    const { titles } = await road.as(null).plans.get({ id });
    const full = titles.find(({ level }) => level === 'FULL_SENIOR')?.id ?? '';
    expect((await judged(id, teacher.actor, { titleId: full, kind: 'TRANSFER' })).asked).toMatchObject({
      titleId: full,
      kind: 'TRANSFER',
    });
    expect((await judged(id, teacher.actor, { kind: 'EXCEPTIONAL' })).asked.kind).toBe('REGULAR');
  });

  it('a plan in preparation is not there', async () => {
    const draft = '0199a000-0000-7000-8000-000000000000';
    await expect(judged(draft)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await road.as(teacher.actor).declarations.eligibilityTags({ planIds: [draft] })).toEqual([]);
  });
});

describe('我能报吗 in the plan list', () => {
  it('has one word a plan, for the level that is nearest', async () => {
    const easy = await plan({});
    const hard = await plan({ 'rural-months': 12, 'class-teacher-months': 36 });
    const open = await plan({ 'tenure-years': 5 });
    const tags = await road.as(teacher.actor).declarations.eligibilityTags({ planIds: [easy, hard, open] });
    const of = (id: string) => tags.find(({ planId }) => planId === id);
    expect(of(easy)).toMatchObject({ state: 'met', missing: 0 });
    expect(of(hard)).toMatchObject({ state: 'unmet', missing: 2 });
    expect(of(open)).toMatchObject({ state: 'open', missing: 1 });
  });

  it('costs the same number of queries for one plan as for many', async () => {
    const ids = [await plan({}), await plan({}), await plan({}), await plan({})];
    const counted = async (planIds: string[]) => {
      let queries = 0;
      const count = () => (queries += 1);
      road.core.db.on('query', count);
      await road.as(teacher.actor).declarations.eligibilityTags({ planIds });
      road.core.db.removeListener('query', count);
      return queries;
    };
    const [one, four] = [await counted(ids.slice(0, 1)), await counted(ids)];
    expect(four).toBe(one);
    expect(four).toBeLessThanOrEqual(14);
  });
});
