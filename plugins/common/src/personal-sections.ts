import {
  checkbox,
  choice,
  coded,
  date,
  dateRange,
  files,
  formSection,
  integer,
  optional,
  pickSection,
  rows,
  text,
} from '@zhicheng/series-kit';
import { assessment, continuingEducation, education, experience } from './personal-library.ts';

const step = 'personal';
const basics = { step, group: '基本信息' } as const;

/** The personal block of the declaration (AH-19.08 to 19.18). Required texts accept 无 (AH-25.07). */
export const profile = formSection({
  ...basics,
  code: 'profile',
  label: '基本信息',
  required: true,
  fields: {
    formerName: optional(text('曾用名', { max: 30 })),
    ethnicity: coded('民族', 'ethnicity'),
    birthplace: text('出生地'),
    workStart: date('工作时间', { placeholder: '请输入参加工作开始时间' }),
    wageGrade: optional(text('工资级别')),
    workYears: integer('工作年限', { max: 60, note: '参加工作以来的累计年数。' }),
    specialtyYears: integer('专业年限', { max: 60, note: '从事所申报专业工作的累计年数，不能超过工作年限。' }),
    politicalStatus: coded('政治面貌', 'politicalStatus'),
    post: optional(text('党政职务')),
    health: optional(text('身体状况')),
    academicPosts: optional(text('参加何学术团体任何职', { max: 200, note: '写团体名称和职务；没有可不填。' })),
  },
  check: ({ workStart }, { today }) =>
    workStart !== undefined && workStart > today ? [{ field: 'workStart', message: '工作时间不能晚于今天' }] : [],
  // A larger value is put right without asking (AH-25.08, GP.27).
  settle: ({ workYears, specialtyYears }) =>
    workYears !== undefined && specialtyYears !== undefined && specialtyYears > workYears
      ? { changes: { specialtyYears: workYears }, notes: ['专业年限不能超过工作年限，已自动设为工作年限。'] }
      : { changes: {}, notes: [] },
});

const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10 };

/** 评聘情况 under a held title (AH-19.24). */
export const appointmentFields = {
  unit: text('聘任单位'),
  post: text('聘任职务'),
  period: dateRange('聘任起止'),
  evidence: files('佐证材料', scans),
};

/** 现有职称 (AH-19.23). */
export const heldTitleFields = {
  certificateNo: text('证书编号', { max: 40 }),
  unit: text('工作单位'),
  series: text('系列名称'),
  specialty: text('专业名称'),
  title: text('资格名称'),
  level: coded('级别', 'titleLevel'),
  grantedOn: date('取得时间'),
  mode: coded('职称取得方式', 'acquisitionMode', { note: '当时是评审、考试还是认定取得的，以证书或批准文件为准。' }),
  approver: optional(text('批准机关')),
  appointed: checkbox('是否聘任', { note: '单位已按这一职称聘任的，请勾选并填写评聘情况。' }),
  evidence: files('佐证材料', scans),
  appointments: optional(rows('评聘情况', appointmentFields, { max: 20 })),
};

/** A title may be left out; one said to be appointed needs its appointment with attachment (GP.04). */
export const heldTitles = formSection({
  ...basics,
  code: 'held-titles',
  label: '现有职称情况',
  hint: '*职称评聘情况为必填项，需录入相关内容和附件。',
  fields: {
    titles: optional(
      rows('现有职称', heldTitleFields, {
        max: 20,
        columns: ['certificateNo', 'unit', 'series', 'specialty', 'title', 'mode'],
        check: ({ appointed, appointments }) =>
          appointed && appointments.length === 0
            ? [{ field: 'appointments', message: '已聘任的职称请填写评聘情况', blank: true }]
            : [],
      }),
    ),
  },
});

export const experiences = pickSection({ code: 'experiences', label: '工作经历', step, entity: experience, min: 1 });

export const educations = pickSection({
  code: 'educations',
  label: '学历教育',
  step,
  entity: education,
  min: 1,
  extras: { highest: checkbox('最高学历') },
  exactlyOne: ['highest'],
});

export const trainings = pickSection({ code: 'trainings', label: '继续教育', step, entity: continuingEducation });

export const assessments = pickSection({
  code: 'assessments',
  label: '年度考核',
  step,
  entity: assessment,
  min: 1,
  extras: { result: choice('考核结果', ['合格', '不合格']) },
});
