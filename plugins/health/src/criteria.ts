import { grantedBelow, onlyWhen, passedAssessments, photo, qualification } from '@zhicheng/plugin-common';
import { allOf, anyOf, clause, count, from, months, rule, sum, threshold, yearly } from '@zhicheng/series-kit';
import type { LevelCode, Row, Threshold } from '@zhicheng/series-kit';
import { CASE_YEARS } from './cases.ts';
import type { workload } from './practice.ts';
import { cases, papers, practice, services, topics, workloads, works } from './sections.ts';
import { AT_WORK, INSTITUTIONS, OUTPATIENT, SURGICAL, WITH_WARD } from './specialties.ts';

// The shape is that of 人社部发〔2021〕51号; none of the numbers has been checked against the official text.
const NATIONAL = '人社部发〔2021〕51号，未核实';
const SENIOR: LevelCode[] = ['ASSOCIATE_SENIOR', 'FULL_SENIOR'];
const ASSOCIATE = { level: 'ASSOCIATE_SENIOR' } as const;
const FULL = { level: 'FULL_SENIOR' } as const;
const AT_COUNTY = { institutionCategory: INSTITUTIONS.county };

/** 副高, 正高, and 副高 at county level and below where less is asked there. */
type Asked = readonly [associate: number, full: number, county?: number];
/** A number of the senior levels; one that goes by specialty is not asked in public health, which has no patients. */
const senior = (code: string, label: string, asked: Asked, specialty?: readonly string[], basis = '未核实') => {
  const [associate, full, county = associate] = asked;
  const of = specialty ? { specialty } : {};
  const rows = [
    { when: { ...ASSOCIATE, ...of }, value: associate },
    { when: { ...FULL, ...of }, value: full },
    { when: { ...ASSOCIATE, ...AT_COUNTY, ...of }, value: county },
    ...(specialty ? [{ when: { institutionCategory: INSTITUTIONS.publicHealth }, value: 0 }] : []),
  ];
  return threshold(code, label, 0, rows, basis);
};

type Year = Row<typeof workload.fields>;
type Of = (year: Year) => number | null;
const years = threshold('workload-years', '临床工作量统计年数', 3, [], '未核实');
const perYear = (label: string, unit: string, of: Of, atLeast: Threshold) =>
  yearly(label, from(workloads), { year: (p) => p.row.year, of: (p) => of(p.row) ?? 0, years, atLeast, unit });
const inAll = (label: string, of: Of, atLeast: Threshold) =>
  sum(label, from(workloads), { of: (p) => of(p.row) ?? 0, atLeast, unit: '人次' });

const weeks = senior('clinical-weeks', '年均临床工作周数', [40, 35], AT_WORK, NATIONAL);
const clinics = senior('clinic-units', '年均门诊单元数', [80, 100, 60], OUTPATIENT);
const discharges = senior('discharges', '年均出院人数', [100, 80, 60], WITH_WARD);
// For 副高 an operation counts as 主刀 or 一助, for 正高 as 主刀 alone.
const operations = senior('operations', '年均手术例数（主刀或一助）', [60, 0, 40], SURGICAL);
const chiefOperations = senior('chief-operations', '年均手术例数（主刀）', [0, 60], SURGICAL);
const both = ({ chiefOperations: chief, assistedOperations: assisted }: Year) => (chief ?? 0) + (assisted ?? 0);
const scopies = [
  { when: { level: SENIOR, specialty: '消化内科' }, value: 5000 },
  { when: { level: SENIOR, specialty: '呼吸内科' }, value: 200 },
];
const therapy = senior('therapeutic-endoscopies', '治疗性内镜累计人次', [500, 800], ['消化内科'], NATIONAL);
const clinicalWork = allOf(
  '临床工作量',
  perYear('平均每年参加临床工作', '周', (year) => year.weeks, weeks),
  perYear('平均每年门诊', '单元', (year) => year.clinicUnits, clinics),
  perYear('平均每年出院', '人', (year) => year.discharges, discharges),
  perYear('平均每年手术（主刀或一助）', '例', both, operations),
  perYear('平均每年手术（主刀）', '例', (year) => year.chiefOperations, chiefOperations),
  inAll('内镜诊疗累计', (year) => year.endoscopies, threshold('endoscopies', '内镜诊疗人次', 0, scopies, NATIONAL)),
  inAll('治疗性内镜累计', (year) => year.therapeuticEndoscopies, therapy),
);

// Who works at the grassroots anyway need not be sent there.
const served = [
  { when: ASSOCIATE, value: 12 },
  { when: AT_COUNTY, value: 0 },
];
const grassroots = months('县级以下或对口支援单位服务', from(services, { where: ({ row }) => row.tier !== '其他' }), {
  of: ({ row }) => row.period,
  atLeast: threshold('grassroots-months', '基层服务累计月数', 0, served, '医师法，未核实'),
});

const caseYears = threshold('case-years', '病案年限', CASE_YEARS, [], '操作指南：近5年');
const caseCount = senior('cases', '病案份数', [1, 1], AT_WORK, '操作指南：不少于1份；具体份数未核实');
const recentCases = from(cases, { within: { at: ({ row }) => row.admittedOn, years: caseYears } });
const topicCount = senior('topics', '专题篇数', [1, 1], AT_WORK);
const written = from(papers, {
  where: ({ row }) => row.firstAuthor,
  within: { at: ({ row }) => row.publishedOn, after: grantedBelow },
});
const made = from(works, { within: { at: ({ row }) => row.finishedOn, after: grantedBelow } });
const outcomes = anyOf(
  '论文或成果代表作（其一）',
  count('第一作者论文', written, senior('papers', '第一作者论文篇数', [1, 2]), '篇'),
  count('成果代表作', made, senior('works', '成果代表作项数', [1, 2])),
);

/** 一票否决: nobody with a poor assessment of his ethics is declared. */
const ethics = rule('医德医风', { section: practice.code, field: 'ethics' }, (dossier) => {
  const said = dossier.form(practice).ethics;
  if (dossier.preview) return undefined;
  if (said === undefined) return { state: 'open', detail: '请选择医德医风考评结果' };
  const poor = said === '较差';
  return { state: poor ? 'unmet' : 'met', detail: poor ? '考评结果为较差的，不得申报' : `考评结果：${said}` };
});

const ladder = {
  doctor: { years: { ASSOCIATE_SENIOR: 2 } },
  bachelor: { years: { ASSOCIATE_SENIOR: 5, FULL_SENIOR: 5 } },
  college: { years: { ASSOCIATE_SENIOR: 7 }, when: AT_COUNTY },
};
export const criteria = [
  photo,
  // Degrees are asked of the senior levels; those below are reached by examination.
  clause('学历资历条件', onlyWhen({ level: SENIOR }, qualification(ladder, NATIONAL))),
  passedAssessments,
  clause('医德医风一票否决', ethics),
  clause('临床工作量条件', clinicalWork),
  clause('基层服务条件', grassroots),
  clause('病案条件', count('病案', recentCases, caseCount, '份')),
  clause('专题条件', count('专题', from(topics), topicCount, '篇')),
  clause('业绩成果条件', outcomes),
];
