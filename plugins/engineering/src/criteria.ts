import * as common from '@zhicheng/plugin-common';
import { anyOf, clause, count, either, from, mix, type LevelCode } from '@zhicheng/series-kit';
import { awards, methods, papers, patents, projects, reports, researches, standards } from './sections.ts';

// 工程师: the shape published for construction engineering in Anhui; the years of the other levels: 人社部发〔2019〕16号.
// Nobody has checked either against the official text: a plan overrides them.
const REVIEWED: LevelCode[] = ['INTERMEDIATE', 'ASSOCIATE_SENIOR', 'FULL_SENIOR'];
const { isPublished, onlyWhen, passedAssessments, photo, qualification, sinceTitle } = common;

/** A number of the level 工程师, the same for the senior levels unless said. */
const amount = (code: string, label: string, value: number, senior = value, full = senior) =>
  common.byLevel(code, label, { INTERMEDIATE: value, ASSOCIATE_SENIOR: senior, FULL_SENIOR: full });

const awardClass = ({ level, grade }: { level: string; grade: string }) => {
  if (level === '国家级' || level === '省部级') return '市厅级二等奖及以上';
  if (level !== '市厅级' || grade === '其他') return null;
  return grade === '三等奖' ? '市厅级三等奖' : '市厅级二等奖及以上';
};

const achievements = anyOf(
  '业绩（其一）',
  mix('科技奖励', from(awards, { within: sinceTitle(({ row }) => row.awardedOn) }), {
    classes: ['市厅级二等奖及以上', '市厅级三等奖'],
    of: ({ row }) => awardClass(row),
    ways: [
      { 市厅级二等奖及以上: amount('awards-second', '市厅级二等奖及以上项数', 1) },
      { 市厅级三等奖: amount('awards-third', '市厅级三等奖项数', 2) },
    ],
  }),
  mix(
    '科研项目',
    from(researches, { where: ({ row }) => row.status === '已结题', within: sinceTitle(({ row }) => row.period.to) }),
    {
      classes: ['市厅级及以上', '本单位'],
      of: ({ row }) => (['国家级', '省部级', '市厅级'].includes(row.level) ? '市厅级及以上' : '本单位'),
      ways: [
        { 市厅级及以上: amount('researches-city', '市厅级及以上科研项目数', 1) },
        { 本单位: amount('researches-unit', '本单位科研项目数', 2) },
      ],
    },
  ),
  mix(
    '标准与工法',
    either(
      from(standards, { within: sinceTitle(({ row }) => row.issuedOn) }),
      from(methods, { within: sinceTitle(({ row }) => row.approvedOn) }),
    ),
    {
      classes: ['省级或行业标准（工法）', '企业标准（工法）'],
      of: ({ row }) => ('kind' in row ? standardClass(row.kind) : methodClass(row.level)),
      ways: [
        { '省级或行业标准（工法）': amount('standards-province', '省级或行业标准、工法项数', 1) },
        { '企业标准（工法）': amount('standards-company', '企业标准、工法项数', 2) },
      ],
    },
  ),
  mix('工程项目', from(projects, { within: sinceTitle(({ row }) => row.period.to) }), {
    classes: ['大型', '中型', '小型'],
    of: ({ extra }) => extra.scale,
    ways: [
      { 大型: amount('projects-large', '大型项目数', 1) },
      { 中型: amount('projects-medium', '中型项目数', 2) },
      {
        中型: amount('projects-mixed-medium', '中型加小型：中型项目数', 1),
        小型: amount('projects-mixed-small', '中型加小型：小型项目数', 2),
      },
      { 小型: amount('projects-small', '小型项目数', 4) },
    ],
  }),
  mix(
    '有效益的专利',
    from(patents, {
      where: ({ row }) => row.use === '已转化应用',
      within: sinceTitle(({ row }) => row.grantedOn),
    }),
    {
      classes: ['发明专利', '实用新型专利'],
      of: ({ row }) => (row.kind === '外观设计' ? null : (`${row.kind}专利` as const)),
      ways: [
        { 发明专利: amount('patents-invention', '发明专利项数', 1) },
        { 实用新型专利: amount('patents-utility', '实用新型专利项数', 2) },
      ],
    },
  ),
);

function standardClass(kind: string) {
  if (kind === '团体标准') return null;
  return kind === '企业标准' ? '企业标准（工法）' : '省级或行业标准（工法）';
}
function methodClass(level: string) {
  return level === '企业级' ? '企业标准（工法）' : '省级或行业标准（工法）';
}

const writings = anyOf(
  '技术报告或论文（其一）',
  count(
    '技术报告',
    from(reports, { within: sinceTitle(({ row }) => row.finishedOn) }),
    amount('technical-reports', '技术报告篇数', 3),
    '篇',
  ),
  count(
    '正式发表的论文',
    from(papers, { where: isPublished, within: sinceTitle(({ row }) => row.publishedOn) }),
    amount('papers', '论文篇数', 1),
    '篇',
  ),
);

export const criteria = [
  photo,
  clause(
    '学历资历条件',
    qualification({
      doctor: { years: { INTERMEDIATE: 0, ASSOCIATE_SENIOR: 2 } },
      master: { years: { INTERMEDIATE: 2 } },
      bachelor: { years: { ASSOCIATE_SENIOR: 5, FULL_SENIOR: 5 }, practice: { JUNIOR_ASSISTANT: 12 } },
      college: { years: { INTERMEDIATE: 4, JUNIOR_ASSISTANT: 2 } },
      secondary: { years: { INTERMEDIATE: 5, JUNIOR_ASSISTANT: 4 }, practice: { JUNIOR_TECHNICIAN: 12 } },
    }),
  ),
  passedAssessments,
  clause('业绩条件', onlyWhen({ level: REVIEWED }, achievements)),
  clause('学术成果条件', onlyWhen({ level: REVIEWED }, writings)),
];
