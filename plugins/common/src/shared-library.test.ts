import {
  listColumns,
  unitListColumns,
  LIBRARY_GROUPS,
  parseRow,
  placeholderOf,
  show,
  type Entity,
  type Field,
  type Raw,
} from '@zhicheng/series-kit';
import { offline } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import * as common from './index.ts';

const { sharedLibrary, continuingEducation, engineeringProject, experience, education, assessment, honour, paper } =
  common;

const refusedBy = (entity: Entity, more: Raw): (string | undefined)[] => {
  const parsed = parseRow(entity, { ...entity.sample, ...more }, offline);
  return parsed.ok ? [] : parsed.issues.map(({ field }) => field);
};
const labels = (group: string) => sharedLibrary.filter((e) => e.group === group).map(({ label }) => label);

it('[AH-07.02] [AH-07.03] [AH-12.01] [AH-12.02] [AH-13.01] the menu everybody has, in its order', () => {
  expect(LIBRARY_GROUPS.map((group) => [group, labels(group)])).toEqual([
    ['基本信息', ['工作经历', '教育经历', '继续教育']],
    ['表彰考核', ['年度考核', '获得荣誉']],
    ['能力条件', ['专业能力情况']],
    ['工作业绩', ['科研(基金)项目', '主持参与工程技术项目', '成果采纳运用推广', '制定标准']],
    ['论文著作科研', ['工作(技术)总结报告', '论文发表情况', '著(译)作(教材)']],
    ['对外援助', ['对外援助']],
    ['行业专用', []],
  ]);
});

it('[AH-07.04] nothing of it belongs to one series only', () =>
  expect(sharedLibrary.filter(({ exclusive }) => exclusive)).toEqual([]));

it('[GP.23] [GP.61] every category takes evidence, is searched, and says what its search looks through', () => {
  for (const entity of sharedLibrary) {
    const fields = Object.values(entity.fields);
    expect(
      fields.some(({ shape }) => shape.kind === 'files'),
      entity.code,
    ).toBe(true);
    const searched = fields.filter(({ search }) => search);
    expect(searched.length, entity.code).toBeGreaterThan(0);
    expect(entity.searchHint, entity.code).toMatch(/^请输入.+进行查询$/);
  }
});

type Asked = [
  id: string,
  entity: Entity,
  name: string,
  label: string,
  required: boolean,
  kind: string,
  placeholder?: string,
];
const asked: Asked[] = [
  ['AH-08.04', experience, 'unit', '工作单位名称', true, 'text', '请输入 工作单位名称'],
  ['AH-08.05', experience, 'period', '起止日期', true, 'dateRange'],
  ['AH-08.07', experience, 'specialty', '从事专业', true, 'text', '请输入 从事专业'],
  ['AH-08.08', experience, 'position', '担任职务', true, 'text', '请输入 担任职务'],
  ['AH-09.02', education, 'certificateNo', '证书编号', true, 'text'],
  ['AH-09.02', education, 'organiser', '组织单位', false, 'text'],
  ['AH-09.02', education, 'description', '学习情况', false, 'longText'],
  ['AH-09.02', education, 'evidence', '佐证材料', false, 'files'],
  ['AH-10.06', continuingEducation, 'type', '继教类型', true, 'choice', '请选择'],
  ['AH-10.07', continuingEducation, 'year', '继教年度', true, 'year', '选择年份'],
  ['AH-10.08', continuingEducation, 'hours', '获得学时/学分', true, 'integer'],
  ['AH-10.10', continuingEducation, 'period', '起止日期', false, 'dateRange', '选择日期'],
  ['AH-10.12', continuingEducation, 'item', '培训项目', false, 'text'],
  ['AH-10.13', continuingEducation, 'organiser', '组织单位', false, 'text'],
  ['AH-10.15', continuingEducation, 'evidence', '佐证材料', true, 'files', '点击此处上传材料'],
  ['AH-11.04', assessment, 'unit', '考核单位', true, 'text'],
  ['AH-11.05', assessment, 'grade', '考核等级', true, 'coded'],
  ['AH-11.06', assessment, 'year', '考核年度', true, 'year'],
  ['AH-11.08', assessment, 'evidence', '佐证材料', false, 'files'],
  ['AH-11.09', honour, 'name', '荣誉名称', true, 'text'],
  ['AH-12.04', engineeringProject, 'name', '项目名称', true, 'text', '请输入 项目名称'],
  [
    'AH-12.07',
    engineeringProject,
    'category',
    '项目类别',
    true,
    'text',
    '请填写项目属于何重点项目 (计划) 或基金项目等信息',
  ],
  ['AH-12.09', engineeringProject, 'role', '参与形式', true, 'choices'],
  ['AH-12.10', engineeringProject, 'participants', '项目参与人员', true, 'text', '请输入 项目参与人员'],
  ['AH-12.11', engineeringProject, 'scale', '项目规模', false, 'text', '请输入 项目规模'],
  ['AH-13.04', paper, 'publishedOn', '发表日期', true, 'date', '请选择 发表日期'],
  ['AH-13.05', paper, 'level', '发表级别', true, 'coded', '请选择 发表级别'],
  ['AH-13.06', paper, 'journal', '发布刊物', true, 'text', '未正式发表请填写无'],
  ['AH-13.07', paper, 'corresponding', '是否通讯作者', false, 'checkbox'],
  ['AH-13.08', paper, 'representative', '是否代表作', false, 'checkbox'],
  ['AH-13.11', paper, 'indexing', '索引情况', false, 'coded', '请选择 索引情况'],
];

describe('what is asked', () => {
  it.each(asked)('[%s] of %o: %s', (_, { fields }, name, label, required, kind, placeholder) => {
    const field = fields[name];
    expect(field && [field.label, field.required, field.shape.kind]).toEqual([label, required, kind]);
    if (placeholder && field) expect(placeholderOf(field)).toBe(placeholder);
  });

  const limited: [id: string, entity: Entity, name: string, max: number][] = [
    ['AH-10.14', continuingEducation, 'description', 300],
    ['AH-12.12', engineeringProject, 'description', 300],
    ['AH-12.13', engineeringProject, 'duties', 300],
    ['AH-13.13', paper, 'abstract', 2000],
  ];
  it.each(limited)('[%s] a text area of %o, %s, optional, with its limit', (_, entity, name, max) => {
    expect(entity.fields[name]).toMatchObject({ required: false, shape: { kind: 'longText', max } });
    expect(refusedBy(entity, { [name]: '字'.repeat(max) })).toEqual([]);
    expect(refusedBy(entity, { [name]: '字'.repeat(max + 1) })).toEqual([name]);
  });
});

const first = (field: Field | undefined, value: unknown): string => (field ? show(field, value) : '');

describe('continuing education', () => {
  it('[AH-10.02] has the columns of its list in words, the state called 状态', () =>
    expect(listColumns(continuingEducation).map(({ heading }) => heading)).toEqual(
      '序号 状态 继教类型 继教年度 培训项目/通过原因 起止日期 获得学时/学分 来源 申报日期 操作'.split(' '),
    ));

  it('[AH-31.03] has the columns of the unit, which says 获得学时(个) and who declares', () =>
    expect(unitListColumns(continuingEducation).map(({ heading }) => heading)).toEqual(
      '序号 申报人 继教类型 继教年度 培训项目/通过原因 起止日期 获得学时(个) 来源 申报日期 操作'.split(' '),
    ));

  it('[AH-10.04] [AH-10.06] [AH-10.17] takes the three types by hand, of any year', () => {
    for (const type of ['公需课', '专业课', '视同教育'])
      for (const year of [2016, 2021, 2025]) expect(refusedBy(continuingEducation, { type, year })).toEqual([]);
    expect(refusedBy(continuingEducation, { type: '选修课' })).toEqual(['type']);
    expect(continuingEducation.similar).toEqual(['type', 'year']);
  });

  it('[AH-10.08] has no low cap on the hours', () => {
    expect(refusedBy(continuingEducation, { hours: 500 })).toEqual([]);
    expect(refusedBy(continuingEducation, { hours: -1 })).toEqual(['hours']);
  });

  it('[AH-10.10] [AH-10.11] the period need not lie in the year, but ends after it began', () => {
    const period = { from: '2016-11-08', to: '2020-10-05' };
    expect(refusedBy(continuingEducation, { year: 2016, period })).toEqual([]);
    expect(refusedBy(continuingEducation, { period: { from: '2020-10-05', to: '2016-11-08' } })).toEqual(['period']);
    expect(first(continuingEducation.fields.period, period)).toBe('2016-11-08 至 2020-10-05');
  });

  it('[AH-10.05] [AH-10.16] [AH-10.18] [AH-10.19] says what to enter and how to sign it', () => {
    expect(continuingEducation.dialogTitle).toBe('新增继续教育情况');
    expect(continuingEducation.note).toBe(
      '注: 请分专业课、公需课录入年度总学时, 并上传继续教育证书对应页面(上传页面的空白处签署本人姓名)。',
    );
    expect(continuingEducation.fields.evidence.note).toContain('空白处签署本人姓名');
    expect(continuingEducation.fields.type.note).toContain('视同教育指参加会议、培训，通过考试');
  });
});

describe('engineering projects', () => {
  it('[AH-12.05] [AH-12.06] have a beginning and an end', () => {
    expect(engineeringProject.fields.period.shape).toMatchObject({ labels: { from: '开始日期', to: '结束日期' } });
    expect(refusedBy(engineeringProject, { period: null })).toEqual(['period']);
  });

  it('[AH-12.08] the amount starts at 0.00, in 万元, with two decimals', () => {
    const { amount } = engineeringProject.fields;
    expect([amount.required, amount.initial, amount.shape]).toMatchObject([false, '0.00', { scale: 2, unit: '万元' }]);
    expect(refusedBy(engineeringProject, { amount: '1.234' })).toEqual(['amount']);
  });

  it('[AH-12.09] may be chaired, taken part in, or both; one of them is asked', () => {
    expect(refusedBy(engineeringProject, { role: [] })).toEqual(['role']);
    expect(refusedBy(engineeringProject, { role: ['参与', '主持'] })).toEqual([]);
  });

  it('[AH-12.14] [MS.18] take the evidence in words', () =>
    expect(engineeringProject.fields.evidence.help).toBe('只能上传jpg/pdf文件, 且不超过30MB, 且最多只能上传10个文件'));

  it('[AH-12.07] [AH-12.15] explain what a category is', () =>
    expect(engineeringProject.fields.category.note).toContain('国家自然科学基金、863计划、安徽省年度重点项目'));
});

describe('papers', () => {
  it('[AH-13.12] the impact factor starts at 0.000 with three decimals', () => {
    expect([paper.fields.impact.initial, paper.fields.impact.shape]).toMatchObject(['0.000', { scale: 3 }]);
    expect(refusedBy(paper, { impact: '1.2345' })).toEqual(['impact']);
  });

  it('[AH-13.14] [MS.25] publication files and how to name them', () =>
    expect(paper.fields.scans).toMatchObject({
      placeholder: '上传文件',
      note: '注: 论文命名格式建议为“篇名_作者_发表日期”; 需上传封面、目录页、刊页号、正文页。',
      shape: { types: ['docx', 'doc', 'pdf'], maxMB: 10, maxCount: 10 },
    }));

  it('[AH-13.15] [MS.26] the original for the check, which the convening unit makes', () =>
    expect(paper.fields.original).toMatchObject({
      note: '注: 请上传需要查重的Word版本原件, 由评委会组建单位统一查重, 无需本人上传查重结果。',
      shape: { types: ['docx', 'doc'], maxMB: 10, maxCount: 1 },
    }));

  it('[AH-13.16] explain what a journal number is', () =>
    expect(paper.fields.journal.note).toMatch(/ISSN，ISO 3297.*CN/));
});

describe('rules of our own', () => {
  it('[GP.23] what contradicts itself is refused', () => {
    expect(refusedBy(common.summaryReport, { authors: 1, rank: 2 })).toEqual(['rank']);
    expect(refusedBy(common.book, { total: '3.00', own: '3.01' })).toEqual(['own']);
    expect(refusedBy(common.book, { isbn: '无' })).toEqual(['isbn']);
    expect(refusedBy(common.standardDrafting, { issuedOn: '2024-03-01', effectiveOn: '2024-02-29' })).toEqual([
      'effectiveOn',
    ]);
  });
});
