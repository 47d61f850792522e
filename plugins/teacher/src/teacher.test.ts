import {
  assess,
  codedIn,
  filesIn,
  openDossier,
  parseForm,
  plainTemplate,
  plannedUnitSlots,
} from '@zhicheng/series-kit';
import { dossierOf, TODAY, verdictAt, type Sample } from '@zhicheng/series-kit/testing';
import { heldTitles } from '@zhicheng/plugin-common';
import { describe, expect, it } from 'vitest';
import { teacher } from './index.ts';

const file = { id: 'a', name: 'a.pdf', bytes: 1 };
const held = {
  certificateNo: 'C1',
  unit: '示例市第一中学',
  series: '中小学教师',
  specialty: '中学语文',
  title: '一级教师',
  level: { code: 'INTERMEDIATE', name: '中级' },
  grantedOn: '2018-12-01',
  mode: { code: 'REVIEW', name: '评审' },
  appointed: true,
  evidence: [file],
  appointments: [
    {
      unit: '示例市第一中学',
      post: '一级教师',
      period: { from: '2019-01-01', to: null },
      evidence: [{ ...file, id: 'b' }],
    },
  ],
};
const forms = {
  profile: {
    ethnicity: { code: '01', name: '汉族' },
    birthplace: '示例市',
    workStart: '2008-07-10',
    workYears: 18,
    specialtyYears: 18,
    politicalStatus: { code: '13', name: '群众' },
  },
  'held-titles': { titles: [held] },
  attachments: { idCard: [file], promise: [file], certificate: [file] },
};
const picks = {
  experiences: [{}],
  educations: [{ extra: { highest: true } }],
  assessments: [{ extra: { result: '合格' } }],
  'rural-teaching': [{}],
  'class-teacher': [{}],
  papers: [{}],
};
const withPhoto = (sample: Sample) => {
  const data = dossierOf(teacher, { level: 'ASSOCIATE_SENIOR', ...sample });
  return { ...data, applicant: { ...data.applicant, photo: { id: 'photo-1', name: '照片.jpg', bytes: 9 } } };
};
const judge = (sample: Sample) => assess(teacher, withPhoto(sample));

describe('the teacher series', () => {
  it('is ready when everything is there', () => {
    const verdict = judge({ forms, picks });
    expect(verdict.gaps).toEqual([]);
    expect(verdict.ready).toBe(true);
  });
  it('[AH-19.19] asks for the photo', () =>
    expect(assess(teacher, dossierOf(teacher, { forms, picks, level: 'ASSOCIATE_SENIOR' })).gaps).toMatchObject([
      { path: 'criteria/电子照片', detail: '请上传电子照片' },
    ]));
  it('[AH-20.04] [AH-20.06] wants exactly one highest education and a result per assessment', () => {
    const verdict = judge({ forms, picks: { ...picks, educations: [{}, {}], assessments: [{}] } });
    expect(verdictAt(verdict, 'sections/educations/one/highest')?.state).toBe('unmet');
    expect(verdictAt(verdict, 'sections/assessments/extra/result/assessments-0')).toMatchObject({
      state: 'open',
      detail: '请选择考核结果',
    });
  });
  it.each([
    ['INTERMEDIATE', undefined],
    ['ASSOCIATE_SENIOR', 12],
    ['FULL_SENIOR', 12],
  ] as const)('asks %s for rural months: %s', (level, need) =>
    expect(verdictAt(judge({ forms, picks, level }), 'criteria/乡村任教或支教时间')?.need).toBe(need),
  );
  it('asks an exceptional declaration for no years in post', () =>
    expect(verdictAt(judge({ forms, picks, kind: 'EXCEPTIONAL' }), 'criteria/任现职年限')).toBeUndefined());
  it('[AH-19.04] asks for grounds of an exceptional, for the change of post of a transferred declaration', () => {
    const missing = (kind: 'REGULAR' | 'EXCEPTIONAL' | 'TRANSFER') => {
      const verdict = judge({ forms, picks, kind });
      return ['exceptional', 'transfer'].map((code) => verdictAt(verdict, `sections/${code}`)?.parts.length);
    };
    expect(missing('REGULAR')).toEqual([undefined, undefined]);
    expect(missing('EXCEPTIONAL')).toEqual([4, undefined]);
    expect(missing('TRANSFER')).toEqual([undefined, 5]);
  });
  it('[AH-19.04] makes the form of the declaration kind, with what was filled in and room for the rest', () => {
    const texts = (kind: 'REGULAR' | 'EXCEPTIONAL' | 'TRANSFER', own: object) => {
      const data = dossierOf(teacher, { forms: { ...forms, ...own }, picks, kind });
      const form = teacher.kindForm?.(openDossier(teacher, data));
      return form && [form.name, JSON.stringify(form.blocks)];
    };
    expect(texts('REGULAR', {})).toBeUndefined();
    const evidence = [{ id: 'f', name: '证明.pdf', bytes: 1 }];
    const [exceptionalName, exceptionalText] =
      texts('EXCEPTIONAL', {
        exceptional: { grounds: ['资历破格'], basis: '示例文件第五条', reason: '业绩突出', evidence },
      }) ?? [];
    expect(exceptionalName).toBe('破格审批表');
    for (const said of ['资历破格', '示例文件第五条', '业绩突出', '证明.pdf', '专家二推荐意见', '一级教师'])
      expect(exceptionalText).toContain(said);
    const [transferName, transferText] =
      texts('TRANSFER', {
        transfer: { movedOn: '2020-09-01', post: '教研员', years: 5, achievements: '转岗后成绩', evidence },
      }) ?? [];
    expect(transferName).toBe('转评申报表');
    for (const said of ['2020-09-01', '教研员', '转岗后成绩', '原资格', '一级教师', '证明.pdf'])
      expect(transferText).toContain(said);
    expect(texts('TRANSFER', {})?.[1]).not.toMatch(/undefined|null/);
  });
  it('takes an honour of the city instead of a paper, but not an unpublished paper', () => {
    const path = 'criteria/论文、荣誉或课题（其一）';
    const papers = [{ journal: '无' }];
    expect(verdictAt(judge({ forms, picks: { ...picks, papers } }), path)?.state).toBe('unmet');
    const honours = { papers, 'performance-honours': [{ level: '省级' }] };
    expect(verdictAt(judge({ forms, picks: { ...picks, ...honours } }), path)?.state).toBe('met');
  });
  it('[GP.04] needs the appointment of a title said to be appointed, with its attachment', () => {
    const issues = (titles: unknown) => parseForm(heldTitles, { titles }, { today: TODAY }).issues;
    expect(issues([])).toEqual([]);
    expect(issues([{ ...held, appointments: [] }])).toMatchObject([
      { field: 'titles.0.appointments', message: '现有职称第1条：已聘任的职称请填写评聘情况', blank: true },
    ]);
    const [appointment] = held.appointments;
    expect(issues([{ ...held, appointments: [{ ...appointment, evidence: [] }] }])).toMatchObject([
      { field: 'titles.0.appointments.0.evidence', blank: true },
    ]);
  });
  it('finds files and dictionary codes inside nested rows', () => {
    const { row } = parseForm(heldTitles, { titles: [held] }, { today: TODAY });
    expect(filesIn(heldTitles.fields, row).map(({ path, file: { id } }) => [path, id])).toEqual([
      ['titles.0.evidence', 'a'],
      ['titles.0.appointments.0.evidence', 'b'],
    ]);
    expect(codedIn(heldTitles.fields, row).map(({ dictionary, code }) => [dictionary, code])).toEqual([
      ['titleLevel', 'INTERMEDIATE'],
      ['acquisitionMode', 'REVIEW'],
    ]);
  });
  it('[AH-33.14] [GP.80] asks the school for its own form, requires publicity and recommendation', () =>
    expect(Object.values(plannedUnitSlots(teacher, plainTemplate)).map((f) => [f.label, f.required])).toEqual([
      ['申报材料公示情况及说明', true],
      ['单位推荐意见', true],
      ['单位申报其他材料', false],
      ['中小学教师职称评审学校申报材料提交表', false],
    ]));
});

describe('the review form', () => {
  const blocks = teacher.reviewForm(openDossier(teacher, withPhoto({ forms, picks, kind: 'EXCEPTIONAL' })));
  it('[GP.95] prints the ID number in 基本情况 alone, marked to be revealed', () => {
    const marked = blocks.filter((block) => JSON.stringify(block).includes('999**'));
    expect(marked.map((block) => block.type)).toEqual(['grid']);
    expect(JSON.stringify(marked)).toContain('"reveal":"idNumber"');
  });
  it('marks the cover, carries the photo and keeps the order of the paper form', () => {
    expect(blocks[0]).toMatchObject({ type: 'cover', mark: '破格' });
    expect(JSON.stringify(blocks)).toContain('"image":"photo-1"');
    expect(blocks.flatMap((b) => (b.type === 'heading' ? [b.text] : []))).toEqual([
      '一、基本情况',
      '二、学历教育',
      '三、工作经历',
      '四、现有职称及评聘情况',
      '五、任现职以来年度考核',
      '六、继续教育',
      '七、乡村任教或支教',
      '八、业绩',
      '九、论文发表情况',
      '破格申报情况',
      '十、个人承诺',
    ]);
  });
  it('prints 无 where there is nothing', () => {
    const empty = teacher.reviewForm(openDossier(teacher, dossierOf(teacher, {})));
    const tables = empty.flatMap((b) => (b.type === 'table' ? [b.rows] : []));
    for (const rows of tables) expect(rows).toMatchObject([[{ text: '无' }]]);
  });
});
