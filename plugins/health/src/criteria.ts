import { grantedBelow, onlyWhen, passedAssessments, photo, qualification } from '@zhicheng/plugin-common';
import {
  allOf,
  anyOf,
  clause,
  count,
  from,
  months,
  rule,
  sum,
  threshold,
  yearly,
  type LevelCode,
  type Row,
  type Threshold,
} from '@zhicheng/series-kit';
import { CASE_YEARS } from './cases.ts';
import type { workload } from './practice.ts';
import { cases, papers, practice, services, topics, workloads, works } from './sections.ts';
import { AT_WORK, INSTITUTIONS, OUTPATIENT, SURGICAL, WITH_WARD } from './specialties.ts';

// The shape is that of 人社部发〔2021〕51号; none of the numbers has been checked against the official text.
const NATIONAL = '人社部发〔2021〕51号，未核实';
const UNVERIFIED = '未核实';
const SENIOR: LevelCode[] = ['ASSOCIATE_SENIOR', 'FULL_SENIOR'];
const ASSOCIATE = { level: 'ASSOCIATE_SENIOR' } as const;
const FULL = { level: 'FULL_SENIOR' } as const;
const AT_COUNTY = { institutionCategory: INSTITUTIONS.county };

type Asked = {
  readonly associate: number;
  readonly full: number;
  /** 副高 at county level and below, where less is asked. */
  readonly county?: number;
  readonly specialty?: readonly string[];
  readonly basis?: string;
};

/** A number of the senior levels, by specialty and institution. Institutions of public health have no patients. */
const senior = (code: string, label: string, { associate, full, county = associate, specialty, basis }: Asked) => {
  const of = specialty ? { specialty } : {};
  return threshold(
    code,
    label,
    0,
    [
      { when: { ...ASSOCIATE, ...of }, value: associate },
      { when: { ...FULL, ...of }, value: full },
      ...(county === associate ? [] : [{ when: { ...ASSOCIATE, ...AT_COUNTY, ...of }, value: county }]),
      ...(specialty ? [{ when: { institutionCategory: INSTITUTIONS.publicHealth }, value: 0 }] : []),
    ],
    basis ?? UNVERIFIED,
  );
};

type Year = Row<typeof workload.fields>;
const countedYears = threshold('workload-years', '临床工作量统计年数', 3, [], UNVERIFIED);
const perYear = (label: string, unit: string, of: (year: Year) => number | null, atLeast: Threshold) =>
  yearly(label, from(workloads), {
    year: ({ row }) => row.year,
    of: ({ row }) => of(row) ?? 0,
    years: countedYears,
    atLeast,
    unit,
  });
const inAll = (label: string, of: (year: Year) => number | null, atLeast: Threshold) =>
  sum(label, from(workloads), { of: ({ row }) => of(row) ?? 0, atLeast, unit: '人次' });

const surgery = { associate: 60, full: 60, county: 40, specialty: SURGICAL };
const clinicalWork = allOf(
  '临床工作量',
  perYear(
    '平均每年参加临床工作',
    '周',
    ({ weeks }) => weeks,
    senior('clinical-weeks', '年均临床工作周数', { associate: 40, full: 35, specialty: AT_WORK, basis: NATIONAL }),
  ),
  perYear(
    '平均每年门诊',
    '单元',
    ({ clinicUnits }) => clinicUnits,
    senior('clinic-units', '年均门诊单元数', { associate: 80, full: 100, county: 60, specialty: OUTPATIENT }),
  ),
  perYear(
    '平均每年出院',
    '人',
    ({ discharges }) => discharges,
    senior('discharges', '年均出院人数', { associate: 100, full: 80, county: 60, specialty: WITH_WARD }),
  ),
  // For 副高 an operation counts as 主刀 or 一助, for 正高 as 主刀 alone.
  onlyWhen(
    ASSOCIATE,
    perYear(
      '平均每年手术（主刀或一助）',
      '例',
      ({ chiefOperations, assistedOperations }) => (chiefOperations ?? 0) + (assistedOperations ?? 0),
      senior('operations', '年均手术例数（主刀或一助）', { ...surgery, full: 0 }),
    ),
  ),
  onlyWhen(
    FULL,
    perYear(
      '平均每年手术（主刀）',
      '例',
      ({ chiefOperations }) => chiefOperations,
      senior('chief-operations', '年均手术例数（主刀）', { ...surgery, associate: 0, county: 0 }),
    ),
  ),
  inAll(
    '内镜诊疗累计',
    ({ endoscopies }) => endoscopies,
    threshold(
      'endoscopies',
      '内镜诊疗累计人次',
      0,
      [
        { when: { level: SENIOR, specialty: '消化内科' }, value: 5000 },
        { when: { level: SENIOR, specialty: '呼吸内科' }, value: 200 },
      ],
      NATIONAL,
    ),
  ),
  inAll(
    '治疗性内镜累计',
    ({ therapeuticEndoscopies }) => therapeuticEndoscopies,
    senior('therapeutic-endoscopies', '治疗性内镜累计人次', {
      associate: 500,
      full: 800,
      specialty: ['消化内科'],
      basis: NATIONAL,
    }),
  ),
);

const grassroots = months('县级以下或对口支援单位服务', from(services, { where: ({ row }) => row.tier !== '其他' }), {
  of: ({ row }) => row.period,
  atLeast: threshold(
    'grassroots-months',
    '基层服务累计月数',
    0,
    // Who works there anyway need not be sent there.
    [
      { when: ASSOCIATE, value: 12 },
      { when: AT_COUNTY, value: 0 },
    ],
    '医师法，未核实',
  ),
});

const recentCases = count(
  '病案',
  from(cases, {
    within: {
      at: ({ row }) => row.admittedOn,
      years: threshold('case-years', '病案年限', CASE_YEARS, [], '操作指南：近5年'),
    },
  }),
  senior('cases', '病案份数', {
    associate: 1,
    full: 1,
    specialty: AT_WORK,
    basis: '操作指南：不少于1份；具体份数未核实',
  }),
  '份',
);

const outcomes = anyOf(
  '论文或成果代表作（其一）',
  count(
    '第一作者论文',
    from(papers, {
      where: ({ row }) => row.firstAuthor,
      within: { at: ({ row }) => row.publishedOn, after: grantedBelow },
    }),
    senior('papers', '第一作者论文篇数', { associate: 1, full: 2 }),
    '篇',
  ),
  count(
    '成果代表作',
    from(works, { within: { at: ({ row }) => row.finishedOn, after: grantedBelow } }),
    senior('works', '成果代表作项数', { associate: 1, full: 2 }),
  ),
);

/** 一票否决: nobody with a poor assessment of his ethics is declared. */
const ethics = rule('医德医风', { section: practice.code, field: 'ethics' }, (dossier) => {
  if (dossier.preview) return undefined;
  const said = dossier.form(practice).ethics;
  if (said === undefined) return { state: 'open', detail: '请选择医德医风考评结果' };
  const poor = said === '较差';
  return { state: poor ? 'unmet' : 'met', detail: poor ? '考评结果为较差的，不得申报' : `考评结果：${said}` };
});

export const criteria = [
  photo,
  clause(
    '学历资历条件',
    qualification(
      {
        doctor: { years: { ASSOCIATE_SENIOR: 2 } },
        bachelor: { years: { ASSOCIATE_SENIOR: 5, FULL_SENIOR: 5 } },
        college: { years: { ASSOCIATE_SENIOR: 7 }, when: AT_COUNTY },
      },
      NATIONAL,
    ),
  ),
  passedAssessments,
  clause('医德医风一票否决', ethics),
  clause('临床工作量条件', clinicalWork),
  clause('基层服务条件', grassroots),
  clause('病案条件', recentCases),
  clause(
    '专题条件',
    count('专题', from(topics), senior('topics', '专题篇数', { associate: 1, full: 1, specialty: AT_WORK }), '篇'),
  ),
  clause('业绩成果条件', outcomes),
];
