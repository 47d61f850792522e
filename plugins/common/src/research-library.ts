import { choice, date, decimal, defineEntity, files, integer, longText, optional, text } from '@zhicheng/series-kit';
import { sampleFile } from './personal-library.ts';

const group = '论文著作科研';
const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10, maxCount: 10 };

/** 工作(技术)总结报告: counted like the rest (GP.24); the report itself is the file, its fields are GP.23. */
export const summaryReport = defineEntity({
  code: 'summary-report',
  label: '工作(技术)总结报告',
  group,
  searchHint: '请输入报告名称进行查询',
  fields: {
    title: text('报告名称', { search: true }),
    kind: choice('报告类型', ['工作总结', '技术总结', '专题报告', '调研报告']),
    finishedOn: date('完成日期'),
    authors: integer('参与人数', { min: 1, max: 1000, initial: '1' }),
    rank: integer('个人排名', { min: 1, max: 1000, initial: '1' }),
    summary: longText('主要内容', { max: 1000 }),
    report: files('报告正文', { types: ['docx', 'doc', 'pdf'], maxMB: 10, maxCount: 5, placeholder: '上传文件' }),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['title', 'kind', 'finishedOn', 'rank'],
  check: (row) => (row.rank > row.authors ? [{ field: 'rank', message: '个人排名不能大于参与人数' }] : []),
  sample: {
    title: '示例报告：三年教学工作总结',
    kind: '工作总结',
    finishedOn: '2025-06-30',
    authors: 1,
    rank: 1,
    summary: '总结三年来的教学、教研和育人工作。',
    report: [{ ...sampleFile, name: '总结报告.pdf' }],
  },
});

/** 著(译)作(教材): fields by GP.23. */
export const book = defineEntity({
  code: 'book',
  label: '著(译)作(教材)',
  group,
  searchHint: '请输入著作名称、出版单位、书号进行查询',
  fields: {
    title: text('著作名称', { max: 200, search: true }),
    kind: choice('著作类型', ['专著', '编著', '译著', '教材', '其他']),
    publisher: text('出版单位', { search: true }),
    isbn: optional(
      text('书号', {
        max: 20,
        search: true,
        pattern: /^[0-9Xx -]{10,20}$/,
        placeholder: '请输入 国际标准书号（ISBN）',
        note: '填写版权页上的国际标准书号（ISBN），如 978-7-00-000000-0；内部使用的教材可不填。',
      }),
    ),
    publishedOn: date('出版日期'),
    role: choice('本人角色', ['独著', '主编', '副主编', '参编', '译者']),
    rank: integer('个人排名', { min: 1, max: 1000 }),
    total: optional(decimal('总字数', { unit: '万字', scale: 2 })),
    own: optional(decimal('本人撰写字数', { unit: '万字', scale: 2 })),
    summary: optional(longText('内容简介', { max: 500 })),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['title', 'kind', 'publisher', 'publishedOn', 'role'],
  check: ({ total, own }) =>
    total !== null && own !== null && Number(own) > Number(total)
      ? [{ field: 'own', message: '本人撰写字数不能大于总字数' }]
      : [],
  sample: {
    title: '示例教材：初中语文阅读',
    kind: '教材',
    publisher: '示例教育出版社',
    isbn: '978-7-00-000000-0',
    publishedOn: '2024-08-01',
    role: '参编',
    rank: 3,
    total: '20.00',
    own: '3.50',
  },
});
