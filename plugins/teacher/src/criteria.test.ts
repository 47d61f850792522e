import { assess, openDossier, placeholderOf, type LevelCode, type Raw } from '@zhicheng/series-kit';
import { dossierOf, textsIn, verdictAt, type Sample } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import { classes, licence, rural, teacher } from './index.ts';

const BELOW: Partial<Record<LevelCode, string>> = { FULL_SENIOR: 'ASSOCIATE_SENIOR', ASSOCIATE_SENIOR: 'INTERMEDIATE' };
const file = { id: 'a', name: 'a.pdf', bytes: 1 };
const held = (level: string, grantedOn: string) => ({
  ...{ certificateNo: 'C1', unit: '示例市第一中学', series: '中小学教师', specialty: '中学语文', title: '示例资格' },
  ...{ level: { code: level, name: '示例级' }, grantedOn, mode: { code: 'REVIEW', name: '评审' } },
  ...{ appointed: false, evidence: [file] },
});

type Case = Sample & { readonly grantedOn?: string };
/** The plan's reference date is 2026-10-31. */
const judge = ({ level = 'ASSOCIATE_SENIOR', grantedOn = '2020-10-31', ...sample }: Case) =>
  assess(
    teacher,
    dossierOf(teacher, {
      forms: { 'held-titles': { titles: [held(BELOW[level] ?? 'JUNIOR_ASSISTANT', grantedOn)] } },
      level,
      ...sample,
    }),
  );
const at = (sample: Case, path: string) => verdictAt(judge(sample), `criteria/${path}`);
const says = (sample: Case, path: string) => {
  const found = at(sample, path);
  return found && [found.state, found.detail];
};
const from = (section: string, ...periods: [string, string | null][]) => ({
  [section]: periods.map(([start, to]) => ({ period: { from: start, to } })),
});

describe('任现职年限', () => {
  it.each([
    ['INTERMEDIATE', '2022-10-31', 'met'],
    ['INTERMEDIATE', '2022-11-01', 'unmet'],
    ['ASSOCIATE_SENIOR', '2021-10-31', 'met'],
    ['ASSOCIATE_SENIOR', '2021-11-01', 'unmet'],
    ['FULL_SENIOR', '2021-10-31', 'met'],
  ] as const)('%s since %s is %s', (level, grantedOn, state) =>
    expect(at({ level, grantedOn }, '任现职年限')?.state).toBe(state),
  );
  it('says how many years are missing, and since when it counts', () =>
    expect(says({ grantedOn: '2023-01-15' }, '任现职年限')).toEqual([
      'unmet',
      '需5年，已有3年，还差2年（自2023-01-15起）',
    ]));
  it('is open in a preview, which has no date', () =>
    expect(at({ forms: {}, preview: true }, '任现职年限')?.state).toBe('open'));
});

describe('乡村任教或支教: a year for the senior levels', () => {
  const PATH = '乡村任教或支教时间';
  it('is met by exactly one school year', () =>
    expect(says({ picks: from('rural-teaching', ['2022-09-01', '2023-08-31']) }, PATH)).toEqual([
      'met',
      '需12个月，已有12个月',
    ]));
  it('is unmet some days short of it, and says by how much', () =>
    expect(says({ picks: from('rural-teaching', ['2022-09-01', '2023-08-15']) }, PATH)).toEqual([
      'unmet',
      '需12个月，已有11.5个月，还差0.5个月',
    ]));
  it('adds up several stays; what overlaps counts once', () => {
    const apart = from('rural-teaching', ['2019-03-01', '2019-08-31'], ['2021-03-01', '2021-08-31']);
    expect(at({ picks: apart }, PATH)).toMatchObject({ state: 'met', have: 12 });
    const overlapping = from('rural-teaching', ['2019-03-01', '2019-08-31'], ['2019-06-01', '2019-11-30']);
    expect(at({ picks: overlapping }, PATH)).toMatchObject({ state: 'unmet', have: 9 });
    const inside = from('rural-teaching', ['2019-01-01', '2019-12-31'], ['2019-03-01', '2019-04-30']);
    expect(at({ picks: inside }, PATH)).toMatchObject({ state: 'met', have: 12 });
  });
  it('counts a stay that goes on until the reference date', () => {
    expect(at({ picks: from('rural-teaching', ['2025-11-01', null]) }, PATH)?.state).toBe('met');
    expect(at({ picks: from('rural-teaching', ['2025-12-01', null]) }, PATH)).toMatchObject({ have: 11 });
  });
  it('is not asked below the senior levels', () => expect(at({ level: 'INTERMEDIATE' }, PATH)).toBeUndefined());
  it('points to the section and to the library', () =>
    expect(at({}, PATH)?.mend).toEqual([{ section: rural.code, entity: 'rural-teaching' }]));
});

describe('班主任工作经历', () => {
  const PATH = '班主任工作时间';
  it.each([
    ['INTERMEDIATE', 24],
    ['ASSOCIATE_SENIOR', 36],
    ['FULL_SENIOR', 36],
    ['JUNIOR_ASSISTANT', undefined],
  ] as const)('%s needs %s months', (level, months) => expect(at({ level }, PATH)?.need).toBe(months));
  it('[GP.92] counts two classes of the same years once', () => {
    const picks = from(classes.code, ['2020-09-01', '2022-08-31'], ['2021-09-01', '2023-08-31']);
    expect(says({ picks }, PATH)).toEqual(['met', '需36个月，已有36个月']);
    const twice = from(classes.code, ['2020-09-01', '2022-08-31'], ['2020-09-01', '2022-08-31']);
    expect(says({ picks: twice }, PATH)).toEqual(['unmet', '需36个月，已有24个月，还差12个月']);
  });
});

describe('论文、荣誉或课题', () => {
  const PATH = '论文、荣誉或课题（其一）';
  const CASES: readonly (readonly [string, Raw, string])[] = [
    ['papers', {}, 'met'],
    ['papers', { journal: '无' }, 'unmet'],
    ['papers', { publishedOn: '2020-10-31' }, 'met'],
    ['papers', { publishedOn: '2020-10-30' }, 'unmet'],
    ['papers', { publishedOn: '2026-11-01' }, 'unmet'],
    ['performance-honours', { level: '市级' }, 'met'],
    ['performance-honours', { level: '县级' }, 'unmet'],
    ['performance-honours', { level: '省级', awardedOn: '2018-09-10' }, 'unmet'],
    ['research-projects', { level: '市厅级' }, 'met'],
    ['research-projects', { level: '县级' }, 'unmet'],
    ['research-projects', { level: '省部级', status: '在研' }, 'unmet'],
    ['ethics-honours', { level: '国家级' }, 'unmet'],
  ];
  it.each(CASES)('%s %j: %s', (section, row, state) =>
    expect(at({ picks: { [section]: [row] } }, PATH)?.state).toBe(state),
  );
  it('says what each of the three lacks', () => {
    const sample = { level: 'FULL_SENIOR', picks: { papers: [{}, { publishedOn: '2019-05-01' }] } } as const;
    expect(at(sample, PATH)?.parts.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      '正式发表的论文 需2篇，已有1篇，还差1篇（另有1条不在2020-10-31至2026-10-31之间）',
      '市级及以上荣誉 需2项，已有0项，还差2项',
      '结题的市厅级及以上课题 需2项，已有0项，还差2项',
    ]);
  });
});

describe('what a plan changes', () => {
  const template = {
    thresholds: {
      'rural-months': [{ value: 24 }],
      'open-lessons': [{ when: { specialty: '小学语文' }, value: 2 }],
      'city-honours': [{ value: 0 }],
      'finished-projects': [{ value: 0 }],
    },
  };
  it('each number, and whether it is asked at all', () => {
    expect(at({ template }, '乡村任教或支教时间')?.need).toBe(24);
    expect(at({ template }, '论文、荣誉或课题（其一）')?.parts.map(({ label }) => label)).toEqual(['正式发表的论文']);
  });
  it('open lessons count only where a plan wants them, and not those of the own school', () => {
    const PATH = '县级及以上公开课、竞赛';
    expect(at({ specialty: '小学语文' }, PATH)).toBeUndefined();
    const picks = { 'open-lessons': [{}, { level: '校级' }] };
    expect(says({ template, specialty: '小学语文', picks }, PATH)).toEqual(['unmet', '需2次，已有1次，还差1次']);
    expect(at({ template, specialty: '小学数学', picks }, PATH)).toBeUndefined();
  });
});

describe('教师资格和任教情况', () => {
  const answers = {
    ...{ certificateNo: '20200000000000001', kind: '初级中学', subject: '语文' },
    ...{ stage: '初中', teaching: '语文', weeklyLessons: 12 },
  };
  const printed = (own: Raw) =>
    teacher
      .reviewForm(openDossier(teacher, dossierOf(teacher, { forms: { [licence.code]: own } })))
      .flatMap((block) => (block.type === 'table' && block.head[0] === '教师资格证号' ? [block.rows] : []));

  it('may be left out, but not half filled; a plan may require it', () => {
    const path = `sections/${licence.code}`;
    expect(verdictAt(judge({}), path)?.parts).toEqual([]);
    const half = verdictAt(judge({ forms: { [licence.code]: { subject: '语文' } } }), path);
    expect(half?.parts.map(({ state, detail }) => `${state} ${detail}`)).toEqual([
      'open 请填写教师资格证号',
      'open 请选择资格种类',
      'open 请选择现任教学段',
      'open 请填写现任教学科',
    ]);
    const required = { adjust: { [licence.code]: { required: true } } };
    expect(verdictAt(judge({ template: required }), path)?.state).not.toBe('met');
    expect(verdictAt(judge({ template: required, forms: { [licence.code]: answers } }), path)?.state).toBe('met');
  });
  it('stands on the review form, or 无', () => {
    expect(printed(answers)).toEqual([[['20200000000000001', '初级中学', '语文', '初中', '语文', '12', '']]]);
    expect(printed({})).toMatchObject([[[{ text: '无' }]]]);
  });
});

describe('words', () => {
  it('names every subject by stage and subject, none twice', () => {
    const { specialties } = teacher;
    expect(new Set(specialties).size).toBe(specialties.length);
    expect(specialties.filter((name) => !/^(中学|小学|幼儿园)/.test(name))).toEqual([]);
    expect(specialties).toEqual(
      expect.arrayContaining(['中学语文', '中学日语', '小学信息科技', '小学特殊教育', '幼儿园幼儿教育']),
    );
    expect(specialties).not.toContain('小学物理');
    expect(specialties).toHaveLength(27 + 17 + 3);
  });
  it('tells teachers and their school of thirty years in the country', () => {
    expect(rural.hint).toMatch(/满30年.*不占用岗位职数/);
    expect(teacher.unitSlots.recommendation?.note).toMatch(/满30年.*不占用/);
  });
  it('calls the five titles by their names', () =>
    expect(teacher.levels.map(({ label }) => label)).toEqual([
      ...['正高级教师', '高级教师', '一级教师', '二级教师', '三级教师'],
    ]));
  it('has words in every empty control and in every verdict', () => {
    for (const entity of teacher.library)
      for (const field of Object.values(entity.fields)) expect(placeholderOf(field)).toMatch(/\S/);
    expect(textsIn(judge({})).every((text) => text !== '')).toBe(true);
  });
});
