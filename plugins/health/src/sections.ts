import * as common from '@zhicheng/plugin-common';
import { choice, date, formSection, optional, pickSection, text } from '@zhicheng/series-kit';
import type { Entity, Fields } from '@zhicheng/series-kit';
import { caseRecord } from './cases.ts';
import { grassrootsService, workload } from './practice.ts';
import { healthPaper, representativeWork, review, topic } from './writings.ts';

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
const supporting = { code: 'grassroots-services', label: '支撑基层', step: 'personal' } as const;
export const services = pickSection({ ...supporting, entity: grassrootsService });
const alone = <F extends Fields>(code: string, entity: Entity<F>, label = entity.label) =>
  pickSection({ code, label, step: 'achievements', entity });
export const workloads = alone('workloads', workload);
export const cases = alone('cases', caseRecord, '病案一览表');
export const topics = alone('topics', topic);
export const reviews = alone('reviews', review);
export const papers = common.block('论文或成果代表作', 'papers', healthPaper);
export const works = common.block('论文或成果代表作', 'works', representativeWork);
const further = '科研著作获奖';
export const projects = common.block(further, 'research-projects', common.researchProject);
export const books = common.block(further, 'books', common.book);
export const honours = common.block(further, 'honours', common.honour);

export const attachments = common.attachmentsWith({ practiceCertificate: common.scanSlot('执业证书') });

const { profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer } = common;
export const sections = [
  ...[profile, heldTitles, practice, experiences, educations, trainings, assessments, services],
  ...[exceptional, transfer, attachments],
  ...[workloads, cases, topics, reviews, papers, works, projects, books, honours],
];
