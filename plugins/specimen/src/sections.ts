import {
  attachments as attachmentSection,
  checkbox,
  choice,
  coded,
  date,
  files,
  formSection,
  integer,
  optional,
  pickSection,
  rows,
  text,
} from '@zhicheng/series-kit';
import { record, service, work } from './library.ts';

export const titleFields = {
  title: text('资格名称'),
  grantedOn: date('取得时间'),
  evidence: files('佐证材料'),
  appointments: optional(rows('评聘情况', { unit: text('聘任单位'), evidence: files('佐证材料') })),
};

/** A form with everything a form can have: nested rows, a correction, a rule. */
export const profile = formSection({
  code: 'profile',
  label: '基本信息',
  step: 'personal',
  group: '基本信息',
  required: true,
  fields: {
    nickname: optional(text('曾用名')),
    ethnicity: coded('民族', 'ethnicity'),
    start: date('工作时间'),
    workYears: integer('工作年限', { max: 60 }),
    specialtyYears: integer('专业年限', { max: 60 }),
    titles: optional(rows('现有职称', titleFields)),
  },
  check: ({ start }, { today }) =>
    start !== undefined && start > today ? [{ field: 'start', message: '工作时间不能晚于今天' }] : [],
  settle: ({ workYears, specialtyYears }) =>
    workYears !== undefined && specialtyYears !== undefined && specialtyYears > workYears
      ? { changes: { specialtyYears: workYears }, notes: ['专业年限已自动设为工作年限。'] }
      : { changes: {}, notes: [] },
});

export const records = pickSection({
  code: 'records',
  label: '样本记录',
  step: 'achievements',
  group: '能力条件',
  entity: record,
  min: 1,
  max: 60,
  hint: '请导入样本记录',
  extras: {
    best: checkbox('最佳'),
    scale: choice('规模', ['大型', '中型', '小型']),
    remark: optional(text('备注')),
  },
  exactlyOne: ['best'],
});
export const works = pickSection({
  code: 'works',
  label: '样本成果',
  step: 'achievements',
  group: '业绩条件',
  entity: work,
});
export const services = pickSection({
  code: 'services',
  label: '样本服务',
  step: 'achievements',
  group: '业绩条件',
  entity: service,
});
export const exceptions = formSection({
  code: 'exceptions',
  label: '破格申报',
  step: 'personal',
  kinds: ['EXCEPTIONAL'],
  required: true,
  fields: { reason: text('破格理由') },
});
export const uploads = attachmentSection({
  code: 'attachments',
  label: '附件上传',
  step: 'personal',
  required: true,
  fields: {
    idCard: files('身份证正反面照片', { maxCount: 2 }),
    other: optional(files('其他附件', { types: ['png', 'jpg', 'pdf', 'bmp'], maxMB: 10 })),
  },
});

export const sections = [profile, exceptions, uploads, records, works, services];
