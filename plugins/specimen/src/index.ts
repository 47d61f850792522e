import {
  categoryMark,
  cover,
  defineSeries,
  files,
  heading,
  listing,
  note,
  opinion,
  optional,
  pageBreak,
  pairs,
  paragraph,
  remaining,
  rowsTable,
  title,
  KIND_LABELS,
} from '@zhicheng/series-kit';
import { criteria } from './criteria.ts';
import { guards } from './guards.ts';
import { record, service, work } from './library.ts';
import { profile, records, sections, titleFields, works } from './sections.ts';

/** Test-only series with every kind of field, section, criterion and block. Never in the registry. */
export const specimen = defineSeries({
  code: 'specimen',
  label: '样本系列',
  kit: 1,
  levels: [
    { code: 'INTERMEDIATE', label: '样本师' },
    { code: 'ASSOCIATE_SENIOR', label: '副主任样本师' },
    { code: 'FULL_SENIOR', label: '主任样本师' },
  ],
  specialties: ['样本专业', '样本专业二'],
  institutionCategories: ['三级医疗机构', '县级医疗机构'],
  library: [record, work, service],
  sections,
  unitSlots: { recommendation: files('单位推荐意见', { maxCount: 2 }), other: optional(files('单位申报其他材料')) },
  criteria,
  guards,
  reviewForm: (d) => [
    cover({
      mark: categoryMark(d),
      title: '样本评审表',
      lines: [
        { label: '单位', value: d.applicant.unitName },
        { label: '申报形式', value: KIND_LABELS[d.situation.kind] },
      ],
    }),
    title('样本评审表'),
    note('填表说明'),
    pageBreak,
    heading('一、基本情况'),
    pairs(profile.fields, d.form(profile), { only: ['nickname', 'ethnicity', 'start'] }),
    rowsTable(titleFields, d.form(profile).titles ?? []),
    heading('二、样本记录'),
    listing(records, d.picks(records)),
    listing(records, d.picks(records), ['number', 'age', 'cost', 'level', 'place'], ['best', 'scale']),
    heading('三、样本成果'),
    listing(works, d.picks(works), ['title', 'finishedOn', 'parts']),
    paragraph(
      d
        .picks(works)
        .map(({ row }) => row.title)
        .join('、'),
    ),
    ...remaining(d, [profile, records, works]),
    opinion('个人承诺', '以上内容属实。', ['签名', '年 月 日']),
  ],
});

export * from './library.ts';
export * from './sections.ts';
