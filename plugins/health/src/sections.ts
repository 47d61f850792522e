import * as common from '@zhicheng/plugin-common';
import { choice, date, formSection, optional, pickSection, text } from '@zhicheng/series-kit';
import { caseRecord } from './cases.ts';
import { grassrootsService, workload } from './practice.ts';
import { healthPaper, representativeWork, review, topic } from './writings.ts';

const step = 'achievements';

/** 执业资格与执业范围, 医德医风 (rules-and-forms 2.3). */
export const practice = formSection({
  code: 'practice',
  label: '执业情况',
  step: 'personal',
  required: true,
  fields: {
    category: choice('执业类别', ['临床', '口腔', '公共卫生', '中医', '护理', '药学', '医学技术', '其他']),
    certificateNo: text('执业证书编号', { max: 40, note: '没有执业证书的专业填写无。' }),
    scope: text('执业范围', { note: '以执业证书上登记的为准。' }),
    place: text('执业地点'),
    registeredOn: optional(date('执业注册日期')),
    ethics: choice('医德医风考评结果', ['优秀', '良好', '一般', '较差'], { note: '近一次医德考评的结果。' }),
  },
});
// 个人信息 has 支撑基层, 申报业绩 the rest, named as the guide shows them (AH-22.03).
export const services = pickSection({
  code: 'grassroots-services',
  label: '支撑基层',
  step: 'personal',
  entity: grassrootsService,
});
export const workloads = pickSection({ code: 'workloads', label: '临床工作量', step, entity: workload });
export const cases = pickSection({ code: 'cases', label: '病案一览表', step, entity: caseRecord });
export const topics = pickSection({ code: 'topics', label: '专题', step, entity: topic });
export const reviews = pickSection({ code: 'reviews', label: '综述', step, entity: review });
const outcomes = { step, group: '论文或成果代表作' } as const;
export const papers = pickSection({ ...outcomes, code: 'papers', label: '论文', entity: healthPaper });
export const works = pickSection({ ...outcomes, code: 'works', label: '成果代表作', entity: representativeWork });
const further = { step, group: '科研著作获奖' } as const;
export const projects = pickSection({
  ...further,
  code: 'research-projects',
  label: '科研(基金)项目',
  entity: common.researchProject,
});
export const books = pickSection({ ...further, code: 'books', label: '著(译)作(教材)', entity: common.book });
export const honours = pickSection({ ...further, code: 'honours', label: '获得荣誉', entity: common.honour });

export const attachments = common.attachmentsWith({ practiceCertificate: common.scanSlot('执业证书') });

const { profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer } = common;
export const sections = [
  ...[profile, heldTitles, practice, experiences, educations, trainings, assessments, services],
  ...[exceptional, transfer, attachments],
  ...[workloads, cases, topics, reviews, papers, works, projects, books, honours],
];
