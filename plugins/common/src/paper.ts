import {
  checkbox,
  coded,
  date,
  decimal,
  defineEntity,
  files,
  integer,
  longText,
  optional,
  text,
} from '@zhicheng/series-kit';

const fields = {
  title: text('论文名称', { max: 600, search: true }),
  publishedOn: date('发表日期'),
  level: coded('发表级别', 'publicationLevel'),
  journal: text('发布刊物', {
    placeholder: '未正式发表请填写无',
    note: '刊号说明：国内期刊的刊号由国际标准连续出版物号（ISSN，ISO 3297）和国内统一连续出版物号（CN）两部分组成。',
    search: true,
  }),
  corresponding: checkbox('是否通讯作者', { note: '论文上注明通讯作者是本人的，请勾选。' }),
  representative: checkbox('是否代表作', { note: '作为本人代表作送评审专家审阅的，请勾选。' }),
  authors: integer('参与人数', { min: 1, max: 1000, initial: '0' }),
  rank: integer('个人排名', { min: 1, max: 1000, initial: '0' }),
  indexing: optional(coded('索引情况', 'indexing', { note: '论文被哪个检索系统收录，以检索证明为准。' })),
  impact: optional(
    decimal('影响因子', { scale: 3, max: 1000, initial: '0.000', note: '发布刊物在发表当年的影响因子，没有的不改。' }),
  ),
  abstract: optional(longText('论文摘要', { max: 2000 })),
  scans: optional(
    files('论文发表情况', {
      types: ['docx', 'doc', 'pdf'],
      maxMB: 10,
      maxCount: 10,
      placeholder: '上传文件',
      note: '注: 论文命名格式建议为“篇名_作者_发表日期”; 需上传封面、目录页、刊页号、正文页。',
    }),
  ),
  original: optional(
    files('论文查重附件', {
      types: ['docx', 'doc'],
      maxMB: 10,
      maxCount: 1,
      placeholder: '上传文件',
      note: '注: 请上传需要查重的Word版本原件, 由评委会组建单位统一查重, 无需本人上传查重结果。',
    }),
  ),
};

/** 论文发表情况 (AH-13.03 to 13.15). */
export const paper = defineEntity({
  code: 'paper',
  label: '论文发表情况',
  group: '论文著作科研',
  searchHint: '请输入论文名称、发布刊物进行查询',
  note: '刊页号指刊物上印有刊名、卷期和本篇页码的页面；论文查重附件是未排版的Word原件。',
  fields,
  columns: ['title', 'publishedOn', 'level', 'journal', 'rank'],
  check: (row) => (row.rank > row.authors ? [{ field: 'rank', message: '个人排名不能大于参与人数' }] : []),
  sample: {
    title: '示例论文：课堂提问的设计',
    publishedOn: '2025-05-01',
    level: { code: 'GENERAL', name: '一般期刊' },
    journal: '示例教育学刊',
    corresponding: false,
    representative: true,
    authors: 1,
    rank: 1,
  },
});
