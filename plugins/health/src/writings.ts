import { sampleFile } from '@zhicheng/plugin-common';
import { checkbox, choice, date, defineEntity, files, longText, optional, text } from '@zhicheng/series-kit';
import { caseFields, caseWhen, group, recentCases } from './cases.ts';

const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10, maxCount: 10 };

/** 专题: the guides do not give its fields (GP.23); the cases are those of a paper (AH-14.23). */
export const topic = defineEntity({
  code: 'health-topic',
  label: '专题',
  menuLabel: '卫生 - 专题',
  group,
  ...{ exclusive: true, searchHint: '请输入专题名称进行查询' },
  fields: {
    title: text('专题名称', { max: 200, search: true }),
    finishedOn: date('完成日期'),
    ...caseFields,
    summary: longText('专题内容', { max: 2000 }),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['title', 'finishedOn', 'cases'],
  list: { submittedOn: '申报时间' },
  when: caseWhen,
  check: recentCases,
  sample: {
    ...{ title: '社区获得性肺炎诊治专题', finishedOn: '2025-01-10', summary: '比较两种用药方案的疗效。' },
    ...{ templated: true, cases: [{ entry: 'sample-case', extra: { group: '观察组' } }] },
  },
});

const article = {
  title: text('论文题目', { max: 600, search: true }),
  templated: caseFields.templated,
  journalNo: text('期刊号', { search: true }),
  journal: text('刊物名称', { search: true }),
  publishedOn: date('发表日期'),
  firstAuthor: checkbox('是否第一作者'),
  abstract: optional(longText('论文摘要', { max: 2000 })),
  cases: caseFields.cases,
  caseFiles: caseFields.caseFiles,
  evidence: optional(files('佐证材料', { ...scans, note: '注: 上传封面、目录页、刊页号、正文页。' })),
};

/** 论文 and 综述 ask the same and are looked through the same way (AH-14.08 to .19, EN.08). */
const asArticle = {
  group,
  exclusive: true,
  adjustable: true,
  searchHint: '请输入论文题目、期刊号、刊物名称进行查询',
  columns: ['title', 'publishedOn', 'journalNo', 'cases'],
  list: { submittedOn: '申报时间' },
  when: caseWhen,
  check: recentCases,
} as const;

const published = { journalNo: 'CN34-0000/R', journal: '示例医学杂志', publishedOn: '2025-02-01', firstAuthor: true };
const articleSample = { ...published, title: '社区获得性肺炎的临床分析', templated: false, caseFiles: [sampleFile] };

const paperWords = { code: 'health-paper', label: '论文', menuLabel: '卫生 - 论文', dialogTitle: '论文信息' };
export const healthPaper = defineEntity({ ...asArticle, ...paperWords, fields: article, sample: articleSample });
const reviewWords = { code: 'health-review', label: '综述', menuLabel: '卫生 - 综述', dialogTitle: '综述信息' };
export const review = defineEntity({ ...asArticle, ...reviewWords, fields: article, sample: articleSample });

/** 成果代表作: kinds as 人社部发〔2021〕51号 lists them; fields are ours (AH-14.25, GP.23). */
export const representativeWork = defineEntity({
  code: 'health-work',
  label: '成果代表作',
  menuLabel: '卫生 - 成果代表作',
  group,
  ...{ exclusive: true, searchHint: '请输入成果名称进行查询' },
  fields: {
    title: text('成果名称', { max: 200, search: true }),
    kind: choice('成果类型', [
      ...(['临床病案', '手术视频', '护理案例', '应急处置情况报告', '流行病学调查报告'] as const),
      ...(['专利', '论文', '科普作品', '技术规范或标准', '其他'] as const),
    ]),
    finishedOn: date('完成日期'),
    contribution: text('本人作用', { max: 200, placeholder: '如 主刀、第一完成人、执笔' }),
    summary: longText('成果简介', { max: 1000 }),
    work: files('成果材料', { ...scans, maxMB: 30, note: '视频请提交能够查看的说明材料和截图。' }),
  },
  columns: ['title', 'kind', 'finishedOn', 'contribution'],
  sample: {
    ...{ title: '示例手术操作要点', kind: '手术视频', finishedOn: '2025-03-01', contribution: '主刀' },
    ...{ summary: '记录一例手术的关键步骤和术后随访。', work: [sampleFile] },
  },
});
