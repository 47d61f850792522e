import * as common from '@zhicheng/plugin-common';
import { choice, pickSection } from '@zhicheng/series-kit';

const step = 'achievements';
const ability = { step, group: '能力条件' } as const;
const performance = { step, group: '业绩条件' } as const;
const results = { step, group: '技术成果' } as const;
const writings = { step, group: '学术成果' } as const;

export const abilities = pickSection({
  ...ability,
  code: 'abilities',
  label: '专业能力情况',
  entity: common.ability,
});
/** The size of a project is judged by the criteria's own scale, so it is said in the declaration, not in the library. */
export const projects = pickSection({
  ...performance,
  code: 'engineering-projects',
  label: '主持参与工程技术项目',
  entity: common.engineeringProject,
  hint: '规模等级按本专业评审标准条件中工程规模的划分选择，并在佐证材料中能够看出。',
  extras: { scale: choice('规模等级', ['大型', '中型', '小型']) },
});
export const researches = pickSection({
  ...performance,
  code: 'research-projects',
  label: '科研(基金)项目',
  entity: common.researchProject,
});
export const adoptions = pickSection({
  ...performance,
  code: 'adoptions',
  label: '成果采纳运用推广',
  entity: common.adoption,
});
export const awards = pickSection({
  ...performance,
  code: 'technology-awards',
  label: '科技奖励',
  entity: common.technologyAward,
});
export const honours = pickSection({ ...performance, code: 'honours', label: '获得荣誉', entity: common.honour });
export const standards = pickSection({
  ...results,
  code: 'standards',
  label: '制定标准',
  entity: common.standardDrafting,
});
export const methods = pickSection({
  ...results,
  code: 'construction-methods',
  label: '工法',
  entity: common.constructionMethod,
});
export const patents = pickSection({ ...results, code: 'patents', label: '专利', entity: common.patent });
export const software = pickSection({
  ...results,
  code: 'software-copyrights',
  label: '软件著作权',
  entity: common.softwareCopyright,
});
export const reports = pickSection({
  ...writings,
  code: 'technical-reports',
  label: '技术报告',
  entity: common.technicalReport,
});
export const summaries = pickSection({
  ...writings,
  code: 'summary-reports',
  label: '工作(技术)总结报告',
  entity: common.summaryReport,
});
export const papers = pickSection({ ...writings, code: 'papers', label: '论文发表情况', entity: common.paper });
export const books = pickSection({ ...writings, code: 'books', label: '著(译)作(教材)', entity: common.book });
export const aid = pickSection({
  step,
  group: '对外援助',
  code: 'foreign-aid',
  label: '对外援助',
  entity: common.foreignAid,
});

const { profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer } = common;
export const attachments = common.attachmentsWith({});
export const sections = [
  ...[profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer, attachments],
  ...[abilities, projects, researches, adoptions, awards, honours, standards, methods, patents, software],
  ...[reports, summaries, papers, books, aid],
];
