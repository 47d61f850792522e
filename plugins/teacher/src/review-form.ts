import { basicInfo, coverPage, instructions, kindBlocks, personalRecord, promise } from '@zhicheng/plugin-common';
import { heading, listing, note, remaining, type Block, type Dossier } from '@zhicheng/series-kit';
import { books, classes, ethics, honours, papers, projects, rural, sections } from './sections.ts';

/** 专业技术资格评审表 of school teachers; core appends opinions, votes and approvals. */
export const reviewForm = (d: Dossier): Block[] => [
  coverPage(d),
  ...instructions,
  ...basicInfo(d),
  ...personalRecord(d),
  heading('七、乡村任教或支教'),
  listing(rural, d.picks(rural), ['period', 'school', 'kind', 'place', 'subject', 'weeklyLessons']),
  heading('八、业绩'),
  note('思想政治'),
  listing(ethics, d.picks(ethics), ['awardedOn', 'name', 'level', 'issuer']),
  note('能力条件：班主任工作经历'),
  listing(classes, d.picks(classes), ['schoolYear', 'school', 'className', 'period']),
  note('业绩条件'),
  listing(honours, d.picks(honours), ['awardedOn', 'name', 'level', 'issuer']),
  heading('九、论文发表情况'),
  listing(papers, d.picks(papers), ['title', 'publishedOn', 'journal', 'level', 'authors', 'rank']),
  note('著(译)作(教材)'),
  listing(books, d.picks(books), ['title', 'kind', 'publisher', 'publishedOn', 'role', 'rank']),
  note('科研(基金)项目'),
  listing(projects, d.picks(projects), ['name', 'period', 'level', 'approver', 'role', 'rank']),
  ...kindBlocks(d),
  ...remaining(d, sections),
  heading('十、个人承诺'),
  promise(d),
];
