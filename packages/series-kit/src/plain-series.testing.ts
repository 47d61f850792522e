import {
  attachments,
  checkbox,
  choice,
  count,
  date,
  defineEntity,
  files,
  formSection,
  from,
  integer,
  listing,
  optional,
  pairs,
  pickSection,
  text,
  threshold,
  title,
  type Field,
  type Series,
} from './index.ts';

/** The smallest series that is in order, for tests that put it out of order. */
export const field: Field<string> = text('名称', { max: 20 });
export const entity = defineEntity({
  code: 'thing',
  label: '示例业绩',
  group: '工作业绩',
  importable: true,
  version: 2,
  history: { 1: { title: '旧' } },
  upcast: { 1: ({ title: name }) => ({ name, on: '2024-01-01' }) },
  fields: { name: field, on: date('日期'), size: optional(integer('人数')) },
  columns: ['name', 'on'],
  sample: { name: '示例', on: '2025-01-01', size: 3 },
});
export const things = pickSection({
  code: 'things',
  label: '示例业绩',
  step: 'achievements',
  entity,
  extras: { best: checkbox('最佳'), scale: choice('规模', ['大型', '小型']) },
  exactlyOne: ['best'],
});
export const about = formSection({
  code: 'about',
  label: '基本信息',
  step: 'personal',
  required: true,
  fields: { town: text('地点') },
});
export const uploads = attachments({
  code: 'uploads',
  label: '附件',
  step: 'personal',
  required: true,
  fields: { card: files('身份证') },
});
export const amount = (more: object = {}) => ({ ...threshold('amount', '业绩项数', 1, [], '示例文件'), ...more });
export const plain: Series = {
  code: 'plain',
  label: '示例系列',
  kit: 1,
  levels: [{ code: 'INTERMEDIATE', label: '示例师' }],
  specialties: ['示例专业'],
  library: [entity],
  sections: [about, uploads, things],
  unitSlots: { letter: files('推荐意见') },
  criteria: [count('业绩', from(things), amount())],
  reviewForm: (d) => [
    title('示例评审表'),
    pairs(about.fields, d.form(about)),
    listing(things, d.picks(things), ['name', 'on'], ['best', 'scale']),
  ],
};
