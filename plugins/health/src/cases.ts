import { addYears, checkbox, choice, date, defineEntity, files, links, optional, person } from '@zhicheng/series-kit';
import { text, type Issue, type Link, type RowContext } from '@zhicheng/series-kit';

export const group = '行业专用';
/** 近5年 (AH-14.18). A plan counts from its own reference date: threshold `case-years`. */
export const CASE_YEARS = 5;

const AGE = /^(\d|[1-9]\d|1[01]\d|120)(岁|个?月|天)?$/;

/** 病案: one patient's stay. The admission number is the key; the patient's name is shown masked everywhere. */
export const caseRecord = defineEntity({
  code: 'health-case',
  label: '病案',
  menuLabel: '卫生 - 病案',
  group,
  ...{ exclusive: true, importable: true, batchSubmit: true },
  unique: ['admissionNo'],
  sole: { role: '主管' },
  searchHint: '请输入住院号、姓名进行查询',
  fields: {
    admissionNo: text('住院号', { max: 40, search: true }),
    patient: person('姓名', { search: true, masked: 'name', note: '只有您本人在修改时看到全名，其他地方都隐去。' }),
    gender: choice('性别', ['男', '女']),
    age: text('年龄', { max: 6, placeholder: '如 45岁、8月、15天', note: '只写数字按岁计。' }),
    admittedOn: date('入院日期'),
    dischargedOn: date('出院日期'),
    admissionDiagnosis: text('入院诊断', { max: 200 }),
    dischargeDiagnosis: text('出院诊断', { max: 200 }),
    treatment: text('抢救或治疗(或手术)', { max: 200 }),
    role: optional(choice('本人角色', ['主管', '主刀', '一助', '会诊'])),
    remark: optional(text('备注', { max: 200 })),
  },
  columns: [
    ...(['admissionNo', 'patient', 'admittedOn', 'dischargedOn'] as const),
    ...(['admissionDiagnosis', 'dischargeDiagnosis', 'treatment'] as const),
  ],
  list: { statusAfter: 'admissionNo', submittedOn: null },
  check: ({ age, admittedOn, dischargedOn }, { today }) => [
    ...complain(!AGE.test(age), 'age', '年龄请写成 45岁、8月 或 15天，数字在0至120之间'),
    ...complain(dischargedOn < admittedOn, 'dischargedOn', '出院日期不能早于入院日期'),
    ...complain(dischargedOn > today, 'dischargedOn', '出院日期不能晚于今天'),
  ],
  sample: {
    ...{ admissionNo: 'ZY20240001', patient: '患者甲一', gender: '男', age: '45岁', role: '主管' },
    ...{ admittedOn: '2024-03-01', dischargedOn: '2024-03-10', treatment: '抗感染治疗' },
    ...{ admissionDiagnosis: '社区获得性肺炎', dischargeDiagnosis: '社区获得性肺炎' },
  },
});

export function complain(wrong: boolean, field: string, message: string): Issue[] {
  return wrong ? [{ field, message }] : [];
}

const CASE_RULE = '新增病案材料仅支持近5年日期且病案数量不少于1份, 否则不允许提交。';
const GROUPS = '有多个观察组（或对照组）的，全部选同一类；两组都不属于的，请取消“是否模板录入”，以附件上传病案。';

const linkExtras = { group: choice('分类', ['观察组', '对照组']) };

/** What every piece of writing on cases asks: the cases row by row, or as a file (AH-14.11, .17, .21). */
export const caseFields = {
  templated: checkbox('是否模板录入', {
    initial: 'true',
    note: '勾选：逐条选择病案；不勾选（非模板录入）：上传病案附件。',
  }),
  cases: optional(
    links('病案列表', caseRecord, {
      extras: linkExtras,
      counted: '病案数量',
      columns: [
        ...['admissionNo', 'patient', 'gender', 'age', 'group', 'admittedOn', 'dischargedOn'],
        ...['admissionDiagnosis', 'dischargeDiagnosis'],
      ],
      headings: { patient: '病人姓名' },
      help: CASE_RULE,
      note: GROUPS,
    }),
  ),
  caseFiles: optional(files('病案附件', { types: ['pdf', 'jpg', 'png', 'docx'], maxMB: 10 })),
};

/** The list of cases exists while 是否模板录入 is ticked, the file otherwise. */
export const caseWhen = { cases: { templated: true }, caseFiles: { templated: false } };

/** Cases count where the admission lies within five years before the day of submission (GP.25). */
export const recentCases = (
  { cases }: { readonly cases: readonly Link<typeof linkExtras>[] },
  { today, linked }: RowContext,
): Issue[] => {
  const old = linked(caseRecord, cases).filter(({ row }) => row.admittedOn < addYears(today, -CASE_YEARS));
  const named = old.slice(0, 5).map(({ row }) => row.admissionNo);
  return complain(
    old.length > 0,
    'cases',
    `${CASE_RULE}不在近5年内的病案：${named.join('、')}${old.length > named.length ? `等${old.length}份` : ''}`,
  );
};
