import { basicInfo, coverPage, instructions, kindBlocks, personalRecord, promise } from '@zhicheng/plugin-common';
import { heading, listing, note, pairs, remaining, type Block, type Dossier } from '@zhicheng/series-kit';
import * as s from './sections.ts';

const part = (label: string, rows: Block): Block[] => [note(label), rows];
const inCases = [
  ...(['admissionNo', 'patient', 'gender', 'age', 'admittedOn', 'dischargedOn'] as const),
  ...(['admissionDiagnosis', 'dischargeDiagnosis', 'treatment', 'role'] as const),
];
const article = ['title', 'publishedOn', 'journal', 'journalNo', 'firstAuthor', 'cases'] as const;

/** 专业技术资格评审表 of health workers (rules-and-forms 2.2, 2.3); core appends opinions, votes and approvals. */
export const reviewForm = (d: Dossier): Block[] => [
  coverPage(d),
  ...instructions,
  ...basicInfo(d),
  note(`执业资格与执业范围（单位类别：${d.situation.institutionCategory ?? '无'}）`),
  pairs(s.practice.fields, d.form(s.practice)),
  ...personalRecord(d),
  heading('七、支援基层'),
  listing(s.services, d.picks(s.services), ['period', 'host', 'tier', 'place', 'work']),
  heading('八、业绩'),
  ...part('临床工作量', listing(s.workloads, d.picks(s.workloads))),
  heading('九、科研、著作、获奖'),
  ...part('科研(基金)项目', listing(s.projects, d.picks(s.projects))),
  ...part('著(译)作(教材)', listing(s.books, d.picks(s.books))),
  ...part('获得荣誉', listing(s.honours, d.picks(s.honours))),
  heading('十、病案一览表、专题、综述、论文或成果代表作'),
  ...part('病案一览表', listing(s.cases, d.picks(s.cases), inCases)),
  ...part('专题', listing(s.topics, d.picks(s.topics), ['title', 'finishedOn', 'summary', 'cases'])),
  ...part('综述', listing(s.reviews, d.picks(s.reviews), article)),
  ...part('论文', listing(s.papers, d.picks(s.papers), article)),
  ...part('成果代表作', listing(s.works, d.picks(s.works), ['title', 'kind', 'finishedOn', 'contribution', 'summary'])),
  ...kindBlocks(d),
  ...remaining(d, s.sections),
  heading('十一、个人承诺'),
  promise(d),
];
