import { assess, openDossier, type LevelCode, type Raw, type Verdict } from '@zhicheng/series-kit';
import { dossierOf, verdictAt, type Sample } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import { engineering } from './index.ts';

const file = { id: 'a', name: 'a.pdf', bytes: 1 };
const BELOW: Partial<Record<LevelCode, string>> = {
  FULL_SENIOR: 'ASSOCIATE_SENIOR',
  ASSOCIATE_SENIOR: 'INTERMEDIATE',
  INTERMEDIATE: 'JUNIOR_ASSISTANT',
  JUNIOR_ASSISTANT: 'JUNIOR_TECHNICIAN',
};

const held = (level: string, grantedOn: string) => ({
  certificateNo: 'C1',
  unit: '示例市建筑设计院',
  series: '工程技术人员',
  specialty: '建筑施工',
  title: '示例资格',
  level: { code: level, name: '示例级' },
  grantedOn,
  mode: { code: 'REVIEW', name: '评审' },
  appointed: false,
  evidence: [file],
});
const profile = {
  ethnicity: { code: '01', name: '汉族' },
  birthplace: '示例市',
  workStart: '2012-07-10',
  workYears: 14,
  specialtyYears: 14,
  politicalStatus: { code: '13', name: '群众' },
};
const formsWith = (...titles: Raw[]) => ({
  profile,
  'held-titles': { titles },
  attachments: { idCard: [file], promise: [file], certificate: [file] },
});

const GRANTED = '2020-10-31';
const degree = (code: string) => [{ education: { code, name: '示例' }, degree: null, extra: { highest: true } }];
const picks = {
  experiences: [{}],
  educations: degree('21'),
  assessments: [{ extra: { result: '合格' } }],
  'technical-reports': [{}, {}, {}],
};

type Case = Sample & { readonly grantedOn?: string };
/** Somebody who has held the title below since 2020-10-31; the plan's reference date is 2026-10-31. */
const judge = ({ grantedOn = GRANTED, level = 'INTERMEDIATE', ...sample }: Case = {}) => {
  const forms = formsWith(held(BELOW[level] ?? 'INTERMEDIATE', grantedOn));
  const data = dossierOf(engineering, { forms, level, ...sample, picks: { ...picks, ...sample.picks } });
  return assess(engineering, { ...data, applicant: { ...data.applicant, photo: file } });
};
const at = (verdict: Verdict, path: string) => verdictAt(verdict, `criteria/${path}`);
const says = (verdict: Verdict, path: string) => {
  const found = at(verdict, path);
  return found && [found.state, found.detail];
};
const scaled = (...scales: (string | undefined)[]) => ({
  'engineering-projects': scales.map((scale) => ({ extra: { scale } })),
});
const WAYS = '业绩（其一）';

describe('工程项目 in classes: 1 大型 or 2 中型 or 1 中型 + 2 小型 or 4 小型', () => {
  it.each([
    [['大型'], 'met'],
    [['中型', '中型'], 'met'],
    [['中型', '小型', '小型'], 'met'],
    [['小型', '小型', '小型', '小型'], 'met'],
    [['中型', '小型'], 'unmet'],
    [['小型', '小型', '小型'], 'unmet'],
    [[undefined], 'open'],
    [[], 'unmet'],
  ])('%j is %s', (scales, state) =>
    expect(at(judge({ picks: scaled(...scales) }), `${WAYS}/工程项目`)?.state).toBe(state),
  );

  it('says of each way what is still missing, and where to mend it', () => {
    const project = at(judge({ picks: scaled('中型', '小型') }), `${WAYS}/工程项目`);
    expect(project?.parts.map(({ label, detail }) => [label, detail])).toEqual([
      ['1大型', '还差1大型'],
      ['2中型', '还差1中型'],
      ['1中型+2小型', '还差1小型'],
      ['4小型', '还差2小型'],
    ]);
    expect(project?.detail).toBe('需1大型，或2中型，或1中型+2小型，或4小型；还差1大型，或1中型，或1小型，或2小型');
    expect(project?.mend).toEqual([{ section: 'engineering-projects', entity: 'engineering-project' }]);
  });

  it('counts what was finished since the present title, both days included', () => {
    const finished = (to: string | null) => {
      const row = { period: { from: '2019-01-01', to }, extra: { scale: '大型' } };
      return says(judge({ picks: { 'engineering-projects': [row] } }), `${WAYS}/工程项目/0`);
    };
    const missing = '还差1大型（另有1条不在2020-10-31至2026-10-31之间）';
    expect(finished('2020-10-31')?.[0]).toBe('met');
    expect(finished('2026-10-31')?.[0]).toBe('met');
    expect(finished('2020-10-30')).toEqual(['unmet', missing]);
    expect(finished('2026-11-01')).toEqual(['unmet', missing]);
    // Not finished yet: it counts for nothing.
    expect(finished(null)).toEqual(['unmet', missing]);
  });
});

describe('the other ways', () => {
  const way = (section: string, rows: readonly Raw[], label: string) =>
    at(judge({ picks: { [section]: rows } }), `${WAYS}/${label}`);
  const recent = { from: '2021-01-01', to: '2024-12-31' };

  it.each([
    [[{ level: '市厅级', grade: '二等奖' }], 'met'],
    [[{ level: '省部级', grade: '三等奖' }], 'met'],
    [[{ level: '市厅级', grade: '三等奖' }], 'unmet'],
    [[{ grade: '三等奖' }, { grade: '三等奖' }], 'met'],
    [[{ level: '县级', grade: '一等奖' }], 'unmet'],
    [[{ awardedOn: '2020-10-30' }], 'unmet'],
  ] as const)('科技奖励 %j is %s', (rows, state) =>
    expect(way('technology-awards', rows, '科技奖励')?.state).toBe(state),
  );
  it('科技奖励 says which prizes are missing', () =>
    expect(way('technology-awards', [{ grade: '三等奖' }], '科技奖励')?.parts.map(({ detail }) => detail)).toEqual([
      '还差1市厅级二等奖及以上',
      '还差1市厅级三等奖',
    ]));

  it.each([
    [[{ level: '市厅级', period: recent }], 'met'],
    [[{ level: '单位自立', period: recent }], 'unmet'],
    [
      [
        { level: '单位自立', period: recent },
        { level: '县级', period: recent },
      ],
      'met',
    ],
    [[{ level: '省部级', period: recent, status: '在研' }], 'unmet'],
  ] as const)('科研项目 %j is %s', (rows, state) =>
    expect(way('research-projects', rows, '科研项目')?.state).toBe(state),
  );

  it.each([
    [[{ kind: '地方标准' }], [], 'met'],
    [[{ kind: '企业标准' }], [], 'unmet'],
    [[{ kind: '企业标准' }], [{ level: '企业级' }], 'met'],
    [[], [{ level: '省部级' }], 'met'],
    [[{ kind: '团体标准' }, { kind: '团体标准' }], [], 'unmet'],
  ] as const)('标准与工法 %j with %j is %s', (standards, methods, state) => {
    const verdict = judge({ picks: { standards, 'construction-methods': methods } });
    expect(at(verdict, `${WAYS}/标准与工法`)?.state).toBe(state);
  });

  it.each([
    [[{ kind: '发明' }], 'met'],
    [[{ kind: '发明', use: '未转化' }], 'unmet'],
    [[{ kind: '实用新型' }], 'unmet'],
    [[{ kind: '实用新型' }, { kind: '实用新型' }], 'met'],
    [[{ kind: '外观设计' }, { kind: '外观设计' }], 'unmet'],
  ] as const)('有效益的专利 %j is %s', (rows, state) =>
    expect(way('patents', rows, '有效益的专利')?.state).toBe(state),
  );

  it('one way is enough; without any, the choice is one gap with all its branches', () => {
    const none = at(judge(), WAYS);
    expect([none?.state, none?.choose, none?.clause, none?.parts.map(({ label }) => label)]).toEqual([
      'unmet',
      1,
      '业绩条件',
      ['科技奖励', '科研项目', '标准与工法', '工程项目', '有效益的专利'],
    ]);
    const patent = judge({ picks: { patents: [{}] } });
    expect(patent.gaps).toEqual([]);
    expect(patent.ready).toBe(true);
  });
});

describe('3 technical reports or 1 paper', () => {
  const REPORTS = '技术报告或论文（其一）';
  it('says what each of the two lacks', () => {
    const verdict = judge({ picks: { 'technical-reports': [{}, {}], papers: [{ journal: '无' }] } });
    expect(at(verdict, REPORTS)?.parts.map(({ detail }) => detail)).toEqual([
      '需3篇，已有2篇，还差1篇',
      '需1篇，已有0篇，还差1篇',
    ]);
  });
  it('is met by one published paper alone', () =>
    expect(at(judge({ picks: { 'technical-reports': [], papers: [{}] } }), REPORTS)?.state).toBe('met'));
  it('does not count a report finished before the present title', () => {
    const reports = [{}, {}, { finishedOn: '2020-10-30' }];
    expect(says(judge({ picks: { 'technical-reports': reports } }), `${REPORTS}/技术报告`)).toEqual([
      'unmet',
      '需3篇，已有2篇，还差1篇（另有1条不在2020-10-31至2026-10-31之间）',
    ]);
  });
});

describe('years by degree', () => {
  const QUALIFIED = '学历与资历（其一）';
  const qualified = (level: LevelCode, code: string, grantedOn: string) =>
    at(judge({ level, grantedOn, picks: { educations: degree(code) } }), QUALIFIED)?.state;

  it.each([
    // 工程师: 硕士 2, 本科/专科 4, 中专 5 years after 助理工程师; the reference date is 2026-10-31.
    ['INTERMEDIATE', '11', '2026-10-30', 'met'],
    ['INTERMEDIATE', '14', '2024-10-31', 'met'],
    ['INTERMEDIATE', '14', '2024-11-01', 'unmet'],
    ['INTERMEDIATE', '21', '2022-10-31', 'met'],
    ['INTERMEDIATE', '31', '2022-11-01', 'unmet'],
    ['INTERMEDIATE', '41', '2022-10-31', 'unmet'],
    ['INTERMEDIATE', '41', '2021-10-31', 'met'],
    ['INTERMEDIATE', '61', '2000-01-01', 'unmet'],
    ['ASSOCIATE_SENIOR', '11', '2024-10-31', 'met'],
    ['ASSOCIATE_SENIOR', '14', '2024-10-31', 'unmet'],
    ['ASSOCIATE_SENIOR', '21', '2021-10-31', 'met'],
    ['ASSOCIATE_SENIOR', '31', '2000-01-01', 'unmet'],
    ['FULL_SENIOR', '21', '2021-10-31', 'met'],
    ['FULL_SENIOR', '21', '2021-11-01', 'unmet'],
    ['JUNIOR_ASSISTANT', '31', '2024-10-31', 'met'],
    ['JUNIOR_ASSISTANT', '41', '2024-10-31', 'unmet'],
  ] as const)('%s with degree %s, title below since %s: %s', (level, code, grantedOn, state) =>
    expect(qualified(level, code, grantedOn)).toBe(state),
  );

  it('takes a degree earned beside the work for the diploma of its step', () => {
    const educations = [{ education: { code: '21', name: '本科' }, degree: { code: '3', name: '硕士' } }];
    const verdict = judge({ grantedOn: '2024-10-31', picks: { educations } });
    expect(at(verdict, `${QUALIFIED}/硕士及以上学历（学位）和年限`)?.state).toBe('met');
  });

  it('asks the title of the level below, not any title', () => {
    const forms = formsWith(held('JUNIOR_TECHNICIAN', '2010-01-01'));
    const verdict = judge({ forms });
    expect(says(verdict, `${QUALIFIED}/大专及以上学历（学位）和年限/取得下一级职称年限`)).toEqual([
      'unmet',
      '需4年，已有0年，还差4年（未填写起算日期）',
    ]);
  });

  it('asks beginners for a year of work, overlapping posts counted once', () => {
    const work = (...periods: [string, string][]) => {
      const experiences = periods.map(([from, to]) => ({ period: { from, to } }));
      const verdict = judge({ level: 'JUNIOR_ASSISTANT', picks: { experiences } });
      return says(verdict, `${QUALIFIED}/本科及以上学历（学位）和年限/工作经历`);
    };
    expect(work(['2025-07-01', '2026-06-30'])?.[0]).toBe('met');
    expect(work(['2025-07-01', '2026-03-31'], ['2025-10-01', '2026-03-31'])).toEqual([
      'unmet',
      '需12个月，已有9个月，还差3个月',
    ]);
  });

  it('asks neither an exceptional nor a transferred declaration', () => {
    for (const kind of ['EXCEPTIONAL', 'TRANSFER'] as const) expect(at(judge({ kind }), QUALIFIED)).toBeUndefined();
  });

  it('a preview cannot know the date of the title: open, never ready', () => {
    const data = dossierOf(engineering, { picks, level: 'INTERMEDIATE', preview: true });
    const verdict = assess(engineering, data);
    expect(at(verdict, QUALIFIED)?.state).toBe('open');
    expect(verdict.ready).toBe(false);
  });
});

describe('levels and plans', () => {
  it.each(['JUNIOR_ASSISTANT', 'JUNIOR_TECHNICIAN'] as const)('asks %s for no achievements', (level) => {
    const verdict = judge({ level });
    expect([at(verdict, WAYS), at(verdict, '技术报告或论文（其一）')]).toEqual([undefined, undefined]);
  });

  it('a plan overrides each number, for one specialty if it likes', () => {
    const template = {
      thresholds: {
        'projects-small': [{ value: 5 }, { when: { specialty: '机械' }, value: 3 }],
        'technical-reports': [{ value: 4 }],
        'years-college': [{ value: 6 }],
      },
    };
    const small = (specialty: string) => {
      const verdict = judge({ template, specialty, picks: scaled('小型', '小型', '小型') });
      return at(verdict, `${WAYS}/工程项目/3`);
    };
    expect([small('建筑施工')?.label, small('建筑施工')?.detail]).toEqual(['5小型', '还差2小型']);
    expect([small('机械')?.label, small('机械')?.state]).toEqual(['3小型', 'met']);
    const verdict = judge({ template });
    expect(at(verdict, '技术报告或论文（其一）/技术报告')?.need).toBe(4);
    expect(at(verdict, '学历与资历（其一）/大专及以上学历（学位）和年限/取得下一级职称年限')?.need).toBe(6);
  });
});

describe('the review form', () => {
  const form = (sample: Sample) => engineering.reviewForm(openDossier(engineering, dossierOf(engineering, sample)));
  it('keeps the order of the paper form', () =>
    expect(form({}).flatMap((block) => (block.type === 'heading' ? [block.text] : []))).toEqual([
      '一、基本情况',
      '二、学历教育',
      '三、工作经历',
      '四、现有职称及评聘情况',
      '五、任现职以来年度考核',
      '六、继续教育',
      '七、对外援助',
      '八、业绩',
      '九、论文、著作、技术报告、专利、标准、获奖',
      '十、个人承诺',
    ]));
  it('prints the size of each project as it was chosen in this declaration', () => {
    const tables = form({ picks: scaled('大型') }).flatMap((block) => (block.type === 'table' ? [block] : []));
    const projects = tables.find(({ head }) => head.includes('规模等级'));
    expect(projects?.rows).toHaveLength(1);
    expect(JSON.stringify(projects?.rows)).toContain('大型');
  });
});

it('[AH-12.02] [AH-13.01] has a block for each kind of achievement of the guides, and for patents and the like', () => {
  const blocks = engineering.sections.filter(({ step }) => step === 'achievements').map(({ label }) => label);
  expect(blocks).toEqual([
    ...['专业能力情况', '主持参与工程技术项目', '科研(基金)项目', '成果采纳运用推广', '科技奖励', '获得荣誉'],
    ...['制定标准', '工法', '专利', '软件著作权', '技术报告', '工作(技术)总结报告', '论文发表情况'],
    ...['著(译)作(教材)', '对外援助'],
  ]);
});
