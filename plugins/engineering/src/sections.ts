import * as common from '@zhicheng/plugin-common';
import { choice } from '@zhicheng/series-kit';

const { block } = common;
const [performance, results, writings] = ['业绩条件', '技术成果', '学术成果'] as const;

export const abilities = block('能力条件', 'abilities', common.ability);
/** The size of a project follows the criteria's own scale, so it is said in the declaration, not in the library. */
export const projects = block(performance, 'engineering-projects', common.engineeringProject, {
  hint: '规模等级按本专业评审标准条件中工程规模的划分选择，并能从佐证材料中看出。',
  extras: { scale: choice('规模等级', ['大型', '中型', '小型']) },
});
export const researches = block(performance, 'research-projects', common.researchProject);
export const adoptions = block(performance, 'adoptions', common.adoption);
export const awards = block(performance, 'technology-awards', common.technologyAward);
export const honours = block(performance, 'honours', common.honour);
export const standards = block(results, 'standards', common.standardDrafting);
export const methods = block(results, 'construction-methods', common.constructionMethod);
export const patents = block(results, 'patents', common.patent);
export const software = block(results, 'software-copyrights', common.softwareCopyright);
export const reports = block(writings, 'technical-reports', common.technicalReport);
export const summaries = block(writings, 'summary-reports', common.summaryReport);
export const papers = block(writings, 'papers', common.paper);
export const books = block(writings, 'books', common.book);
export const aid = block('对外援助', 'foreign-aid', common.foreignAid);

export const attachments = common.attachmentsWith({});
const { profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer } = common;
export const sections = [
  ...[profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer, attachments],
  ...[abilities, projects, researches, adoptions, awards, honours, standards, methods, patents, software],
  ...[reports, summaries, papers, books, aid],
];
