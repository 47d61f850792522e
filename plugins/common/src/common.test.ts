import {
  flowName,
  flowType,
  KIND_LABELS,
  LEVEL_LABELS,
  listColumns,
  parseForm,
  parseRow,
  placeholderOf,
  type Entity,
  type Field,
} from '@zhicheng/series-kit';
import { offline } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import * as common from './index.ts';

const { experience, education, continuingEducation, assessment, honour, paper } = common;
const headings = (entity: Entity) => listColumns(entity).map((column) => column.heading);

describe('lists', () => {
  it.each<[string, Entity, string]>([
    ['AH-08.02', experience, '序号, 审核状态, 工作单位名称, 起止日期, 从事专业, 担任职务, 申报日期, 操作'],
    [
      'AH-10.02',
      continuingEducation,
      '序号, 状态, 继教类型, 继教年度, 培训项目/通过原因, 起止日期, 获得学时/学分, 来源, 申报日期, 操作',
    ],
  ])('[%s] have their columns', (_, entity, expected) => expect(headings(entity).join(', ')).toBe(expected));
  it('[AH-08.01] [AH-10.01] have their search hints and headings', () =>
    expect([experience.searchHint, continuingEducation.searchHint, continuingEducation.listHeading]).toEqual([
      '请输入单位名称、从事专业、担任职务进行查询',
      '请输入培训项目名称进行查询',
      '继续教育或培训情况',
    ]));
  it('[AH-07.03] stand in the groups of the menu', () =>
    expect([experience, education, continuingEducation, assessment, honour, paper].map((e) => e.group)).toEqual([
      ...['基本信息', '基本信息', '基本信息', '表彰考核', '表彰考核', '论文著作科研'],
    ]));
});

describe('upload rules', () => {
  it.each([
    ['MS.16', experience.fields.evidence, '只能上传png/jpg/pdf文件, 且不超过2MB, 且最多只能上传5个文件'],
    ['MS.17', continuingEducation.fields.evidence, '只能上传png/jpg/pdf/bmp文件, 且不超过10MB, 且最多只能上传5个文件'],
    ['MS.19', paper.fields.scans, '只能上传docx/doc/pdf文件, 且不超过10MB, 且最多只能上传10个文件'],
    ['MS.20', paper.fields.original, '只能上传docx/doc文件, 且不超过10MB, 且最多只能上传1个文件'],
    ['MS.22', common.unitSlots.publicity, '只能上传jpg/bmp/pdf/png文件，且不超过10MB，且最多只能上传5个文件'],
    ['MS.23', common.unitSlots.recommendation, '只能上传jpg/bmp/pdf/png文件，且不超过10MB，且最多只能上传2个文件'],
  ])('[%s] are worded verbatim', (_, { help }, expected) => expect(help).toBe(expected));
});

it('[AH-08.09] [AH-10.09] [AH-13.03] hold the limits on text', () => {
  const long = (entity: Entity, field: string, n: number) =>
    parseRow(entity, { ...entity.sample, [field]: '字'.repeat(n) }, offline);
  expect([long(experience, 'duties', 200).ok, long(experience, 'duties', 201).ok]).toEqual([true, false]);
  expect([
    long(continuingEducation, 'certificateNo', 30).ok,
    long(continuingEducation, 'certificateNo', 31).ok,
  ]).toEqual([true, false]);
  expect([long(paper, 'title', 600).ok, long(paper, 'title', 601).ok]).toEqual([true, false]);
});

it('[AH-08.06] takes 至今 for the end of a post, not of studies', () => {
  const period = { from: '2020-01-01', to: null };
  expect(parseRow(experience, { ...experience.sample, period }, offline).ok).toBe(true);
  expect(parseRow(education, { ...education.sample, period }, offline)).toMatchObject({
    issues: [{ field: 'period', message: '请选择结束日期' }],
  });
});

it('[AH-32.06] names flows after what was handed in', () => {
  const parsed = parseRow(assessment, { ...assessment.sample, year: 2020 }, offline);
  expect(parsed.ok && [flowType(assessment), flowName(assessment, parsed.row)]).toEqual([
    '业绩个人年度考核情况',
    '提交2020年度考核情况',
  ]);
  expect([flowType(paper), flowType(experience)]).toEqual(['业绩个人论文发表情况', '业绩个人工作经历情况']);
});

it('[AH-13.10] refuses a rank behind the last author', () =>
  expect(parseRow(paper, { ...paper.sample, authors: 2, rank: 3 }, offline)).toMatchObject({
    issues: [{ field: 'rank', message: '个人排名不能大于参与人数' }],
  }));

it('[AH-13.09] starts at 0 but does not accept it', () => {
  expect(paper.fields.authors.initial).toBe('0');
  expect(parseRow(paper, { ...paper.sample, authors: 0 }, offline).ok).toBe(false);
});

describe('the personal block', () => {
  it('[AH-19.08] words the questions and asks the required ones', () => {
    const { fields } = common.profile;
    expect(Object.values(fields).map((f) => `${f.label}${f.required ? '*' : ''}`)).toEqual([
      ...[
        '曾用名',
        '民族*',
        '出生地*',
        '工作时间*',
        '工资级别',
        '工作年限*',
        '专业年限*',
        '政治面貌*',
        '党政职务',
        '身体状况',
      ],
      '参加何学术团体任何职',
    ]);
    expect([fields.formerName, fields.ethnicity, fields.workYears].map(placeholderOf)).toEqual([
      '请输入 曾用名',
      '请选择 民族',
      '请输入 工作年限',
    ]);
  });
  it('[AH-25.07] takes 无 for a required text', () =>
    expect(parseForm(common.profile, { birthplace: '无' }, { today: '2026-10-31' }).row).toMatchObject({
      birthplace: '无',
    }));
  it('[AH-25.08] sets 专业年限 to 工作年限 where it is larger', () =>
    expect(parseForm(common.profile, { workYears: 10, specialtyYears: 12 }, { today: '2026-10-31' })).toMatchObject({
      draft: { workYears: 10, specialtyYears: 10 },
      notes: ['专业年限不能超过工作年限，已自动设为工作年限。'],
    }));
});

it('[AH-40.05] [AH-40.06] words of the guides: declaration forms, kinds of continuing education, results', () => {
  expect(Object.values(KIND_LABELS)).toEqual(['常规申报', '破格申报', '转评申报']);
  expect(Object.values(LEVEL_LABELS).slice(0, 3)).toEqual(['正高级', '副高级', '中级']);
  const optionsOf = (field?: Field) => (field && 'options' in field.shape ? field.shape.options : []);
  expect(optionsOf(continuingEducation.fields.type)).toEqual(['公需课', '专业课', '视同教育']);
  expect(optionsOf(common.assessments.extras?.result)).toEqual(['合格', '不合格']);
});
