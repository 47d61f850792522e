import { basicInfo, coverPage, instructions, kindBlocks, personalRecord, promise } from '@zhicheng/plugin-common';
import { heading, listing, note, remaining, rowsTable, type Block, type Dossier } from '@zhicheng/series-kit';
import * as s from './sections.ts';

const isFilled = (row: object): boolean => Object.values(row).some((answer) => answer !== null);

/** 专业技术资格评审表 of school teachers; core appends opinions, votes and approvals. */
export const reviewForm = (d: Dossier): Block[] => [
  coverPage(d),
  ...instructions,
  ...basicInfo(d),
  ...personalRecord(d),
  note('教师资格和任教情况'),
  rowsTable(s.licence.fields, [d.form(s.licence)].filter(isFilled)),
  heading('七、乡村任教或支教'),
  listing(s.rural, d.picks(s.rural), ['period', 'school', 'kind', 'place', 'subject', 'weeklyLessons']),
  heading('八、业绩'),
  note('思想政治'),
  listing(s.ethics, d.picks(s.ethics), ['awardedOn', 'name', 'level', 'issuer']),
  note('能力条件：班主任工作经历'),
  listing(s.classes, d.picks(s.classes), ['schoolYear', 'school', 'className', 'period']),
  note('能力条件：公开课与教学竞赛'),
  listing(s.lessons, d.picks(s.lessons), ['heldOn', 'kind', 'name', 'stage', 'subject', 'level', 'organiser', 'award']),
  note('业绩条件：获得荣誉'),
  listing(s.honours, d.picks(s.honours), ['awardedOn', 'name', 'level', 'issuer']),
  note('业绩条件：取得业绩'),
  listing(s.results, d.picks(s.results), ['schoolYear', 'kind', 'name', 'subject', 'weeklyLessons', 'level', 'result']),
  heading('九、论文发表情况'),
  listing(s.papers, d.picks(s.papers), ['title', 'publishedOn', 'journal', 'level', 'authors', 'rank']),
  note('著(译)作(教材)'),
  listing(s.books, d.picks(s.books), ['title', 'kind', 'publisher', 'publishedOn', 'role', 'rank']),
  note('科研(基金)项目'),
  listing(s.projects, d.picks(s.projects), ['name', 'period', 'level', 'approver', 'role', 'rank', 'status']),
  ...kindBlocks(d),
  ...remaining(d, s.sections),
  heading('十、个人承诺'),
  promise(d),
];
