import {
  choices,
  date,
  files,
  formSection,
  heading,
  integer,
  longText,
  optional,
  pairs,
  text,
  type Block,
  type Dossier,
} from '@zhicheng/series-kit';

const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10 };

/** What a 破格申报 says besides (AH-19.04); the parts of the 破格审批表 that the applicant fills. */
export const exceptional = formSection({
  code: 'exceptional',
  label: '破格申报',
  step: 'personal',
  kinds: ['EXCEPTIONAL'],
  required: true,
  fields: {
    grounds: choices('破格类别', ['学历破格', '资历破格'], {
      note: '学历破格：学历（学位）没有达到申报条件；资历破格：任职年限没有达到申报条件。',
    }),
    basis: text('破格依据', { max: 200, placeholder: '请填写所依据的文件和条款' }),
    reason: longText('破格理由', { max: 1000 }),
    evidence: files('佐证材料', scans),
  },
});

/** What a 转评申报 says besides (AH-19.04): the change of post and what was done since. */
export const transfer = formSection({
  code: 'transfer',
  label: '转评申报',
  step: 'personal',
  kinds: ['TRANSFER'],
  required: true,
  fields: {
    movedOn: date('转岗时间', {
      note: '转评指转到其他系列或专业的岗位后，申报与现岗位对应的同级职称。填写到现岗位工作的日期。',
    }),
    post: text('现岗位'),
    years: integer('转岗后工作年限', { max: 60 }),
    achievements: longText('转岗后业绩', { max: 1000 }),
    evidence: files('转岗证明材料', scans),
    other: optional(files('其他佐证材料', scans)),
  },
  check: ({ movedOn }, { today }) =>
    movedOn !== undefined && movedOn > today ? [{ field: 'movedOn', message: '转岗时间不能晚于今天' }] : [],
});

/** The form of the declaration kind, printed where there is one. */
export const kindBlocks = (d: Dossier): Block[] => {
  if (d.situation.kind === 'EXCEPTIONAL')
    return [
      heading('破格申报情况'),
      pairs(exceptional.fields, d.form(exceptional), { perLine: 1, only: ['grounds', 'basis', 'reason'] }),
    ];
  if (d.situation.kind === 'TRANSFER')
    return [
      heading('转评申报情况'),
      pairs(transfer.fields, d.form(transfer), { perLine: 1, only: ['movedOn', 'post', 'years', 'achievements'] }),
    ];
  return [];
};
