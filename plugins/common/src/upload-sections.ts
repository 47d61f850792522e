import { attachments, files, optional, type Fields } from '@zhicheng/series-kit';

const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10, placeholder: '上传附件' };

/** 附件上传 (AH-21.01) with the slots of one series before 其他附件. */
export const attachmentsWith = <const F extends Fields>(slots: F) =>
  attachments({
    code: 'attachments',
    label: '附件上传',
    step: 'personal',
    required: true,
    hint: '附件须为原件扫描件或照片，复印件须加盖单位公章，字迹清晰、无涂改，并以内容命名（如：身份证正面、教师资格证）。',
    fields: {
      idCard: files('身份证正反面照片', { ...scans, maxCount: 2 }),
      promise: files('职称申报承诺书', { ...scans, note: '须本人手写签名。', once: true }),
      certificate: files('职业证书', scans),
      ...slots,
      other: optional(files('其他附件', scans)),
    },
  });

/** A slot of the declaration, for series that have their own. */
export const scanSlot = (label: string) => files(label, scans);

const types = ['jpg', 'bmp', 'pdf', 'png'];

/** A slot of the employer's recommendation: same limits for all but the count, worded with wide commas (MS.22, MS.23). */
export const unitSlot = (label: string, maxCount: number) =>
  files(label, {
    types,
    maxMB: 10,
    maxCount,
    placeholder: '上传附件',
    help: `只能上传${types.join('/')}文件，且不超过10MB，且最多只能上传${maxCount}个文件`,
  });

/** What every employer uploads (AH-33.11 to 33.13); which are required is GP.80. */
export const unitSlots = {
  publicity: unitSlot('申报材料公示情况及说明', 5),
  recommendation: unitSlot('单位推荐意见', 2),
  other: optional(unitSlot('单位申报其他材料', 5)),
};
