import { byLevel, isPublished, passedAssessments, photo, sinceTitle, tenure } from '@zhicheng/plugin-common';
import { anyOf, clause, count, from, months } from '@zhicheng/series-kit';
import { classes, honours, lessons, papers, projects, rural } from './sections.ts';

const senior = (associate: number, full = associate) => ({ ASSOCIATE_SENIOR: associate, FULL_SENIOR: full });
const ruralMonths = byLevel('rural-months', '乡村任教或支教月数', senior(12));
const classMonths = byLevel('class-teacher-months', '班主任工作月数', { INTERMEDIATE: 24, ...senior(36) });
const lessonCount = byLevel('open-lessons', '县级及以上公开课、竞赛次数（0为不要求）', {});
const paperCount = byLevel('papers', '论文篇数', senior(1, 2));
const honourCount = byLevel('city-honours', '市级及以上荣誉项数', senior(1, 2));
const projectCount = byLevel('finished-projects', '市厅级及以上结题课题项数', senior(1, 2));

const CITY: readonly string[] = ['国家级', '省级', '省部级', '市级', '市厅级'];
const heldLessons = from(lessons, {
  where: ({ row }) => row.level !== '校级',
  within: sinceTitle(({ row }) => row.heldOn),
});
const published = from(papers, { where: isPublished, within: sinceTitle(({ row }) => row.publishedOn) });
const highHonours = from(honours, {
  where: ({ row }) => CITY.includes(row.level),
  within: sinceTitle(({ row }) => row.awardedOn),
});
const finished = from(projects, {
  where: ({ row }) => row.status === '已结题' && CITY.includes(row.level),
  within: sinceTitle(({ row }) => row.period.to),
});

export const criteria = [
  photo,
  clause('学历资历条件', tenure({ INTERMEDIATE: 4, ...senior(5) })),
  passedAssessments,
  clause(
    '乡村任教或支教条件',
    months('乡村任教或支教时间', from(rural), { of: ({ row }) => row.period, atLeast: ruralMonths }),
  ),
  clause('能力条件', months('班主任工作时间', from(classes), { of: ({ row }) => row.period, atLeast: classMonths })),
  clause('能力条件', count('县级及以上公开课、竞赛', heldLessons, lessonCount, '次')),
  clause(
    '业绩与教研科研条件',
    anyOf(
      '论文、荣誉或课题（其一）',
      count('正式发表的论文', published, paperCount, '篇'),
      count('市级及以上荣誉', highHonours, honourCount),
      count('结题的市厅级及以上课题', finished, projectCount),
    ),
  ),
];
