import {
  categoryMark,
  commitmentText,
  cover,
  grid,
  heading,
  listing,
  note,
  opinion,
  rowsTable,
  show,
  table,
  title,
  KIND_LABELS,
  type Block,
  type Cell,
  type Dossier,
  type Field,
} from '@zhicheng/series-kit';
import {
  appointmentFields,
  assessments,
  educations,
  experiences,
  heldTitleFields,
  heldTitles,
  profile,
  trainings,
} from './personal-sections.ts';
import { presentTitle } from './roster-facts.ts';

const held = (d: Dossier) => d.form(heldTitles).titles ?? [];

/** Cover. The ID number never stands here (GP.95). */
export const coverPage = (d: Dossier): Block =>
  cover({
    mark: categoryMark(d),
    title: '专业技术资格评审表',
    lines: [
      { label: '单位', value: d.applicant.unitName },
      { label: '姓名', value: d.applicant.name },
      { label: '现任专业技术资格', value: presentTitle(d)?.title ?? '无' },
      { label: '申报系列', value: d.seriesName },
      { label: '申报专业', value: d.situation.specialty },
      { label: '申报资格', value: d.title },
      { label: '申报形式', value: KIND_LABELS[d.situation.kind] },
      { label: '填表日期', value: d.filledOn },
    ],
  });

const INSTRUCTIONS = [
  '一、本表用A4纸双面打印，一式两份。',
  '二、本表内容由申报人在系统中填报并由系统生成，填写应真实、准确，打印后不得涂改。',
  '三、没有的项目填写“无”，表内空间不足时由系统自动增页。',
  '四、各级意见由相应单位签署并加盖公章，缺少签章的无效。',
  '五、本表经评审通过并审批后，一份存入本人人事档案，一份由评委会组建单位留存。',
];

export const instructions: Block[] = [title('填表说明'), ...INSTRUCTIONS.map(note), { type: 'pageBreak' }];

const label = (text: string): Cell => ({ text, align: 'center' });

/** 一、基本情况 with the photo; the only place that prints the ID number. */
export function basicInfo(d: Dossier): Block[] {
  const form = d.form(profile);
  const of = (name: keyof typeof profile.fields): string => {
    const field: Field = profile.fields[name];
    return show(field, form[name]) || '无';
  };
  const years = (name: 'workYears' | 'specialtyYears'): string => (form[name] === undefined ? '无' : `${of(name)}年`);
  const { applicant } = d;
  const best = d.picks(educations).find(({ extra }) => extra.highest);
  const degree = [best?.row.education.name, best?.row.degree?.name].filter(Boolean).join('／') || '无';
  const school = best ? `${best.row.school}／${best.row.major}／${best.row.period.to ?? ''}` : '无';
  const now = presentTitle(d);
  const appointed = now?.appointments.at(-1)?.period;
  const wide = (...[a, b, c, e]: [string, string, string, string]): Cell[] => [
    label(a),
    { text: b, span: 2 },
    label(c),
    { text: e, span: 3 },
  ];
  const lines: Cell[][] = [
    [
      ...[
        label('姓名'),
        applicant.name,
        label('性别'),
        applicant.gender,
        label('出生年月'),
        applicant.birthDate.slice(0, 7),
      ],
      {
        text: applicant.photo ? '' : '照片',
        rows: 4,
        align: 'center',
        ...(applicant.photo && { image: applicant.photo.id }),
      },
    ],
    [label('民族'), of('ethnicity'), label('曾用名'), of('formerName'), label('出生地'), of('birthplace')],
    [
      label('政治面貌'),
      of('politicalStatus'),
      label('参加工作时间'),
      of('workStart'),
      label('工资级别'),
      of('wageGrade'),
    ],
    [
      label('工作年限'),
      years('workYears'),
      label('专业年限'),
      years('specialtyYears'),
      label('身体状况'),
      of('health'),
    ],
    [
      ...[label('证件类型'), applicant.idType, label('证件号码')],
      { text: applicant.idNumberMasked, span: 4, reveal: 'idNumber' },
    ],
    wide('单位性质', applicant.unitNature || '无', '党政职务', of('post')),
    [label('参加何学术团体任何职'), { text: of('academicPosts'), span: 6 }],
    wide('最高学历／学位', degree, '毕业院校／专业／时间', school),
    wide('现资格名称', now?.title ?? '无', '系列／专业', now ? `${now.series}／${now.specialty}` : '无'),
    wide('取得时间／方式', now ? `${now.grantedOn}／${now.mode.name}` : '无', '证书编号', now?.certificateNo ?? '无'),
    wide('批准机关', now?.approver ?? '无', '聘任时间', appointed ? show(appointmentFields.period, appointed) : '无'),
  ];
  const side: Cell = { text: '基本情况', vertical: true, rows: lines.length, align: 'center' };
  return [
    heading('一、基本情况'),
    grid(
      lines.map((line, index) => (index === 0 ? [side, ...line] : line)),
      [1, 3, 3, 3, 3, 3, 3, 3],
    ),
  ];
}

/** 二 to 六: education, work, titles held, assessments, continuing education. */
export const personalRecord = (d: Dossier): Block[] => [
  heading('二、学历教育'),
  listing(
    educations,
    d.picks(educations),
    ['period', 'school', 'major', 'schooling', 'education', 'degree', 'certificateNo'],
    ['highest'],
  ),
  heading('三、工作经历'),
  listing(experiences, d.picks(experiences), ['period', 'unit', 'specialty', 'position', 'duties']),
  heading('四、现有职称及评聘情况'),
  rowsTable(heldTitleFields, held(d), [
    ...(['title', 'level', 'series', 'specialty', 'grantedOn', 'mode', 'certificateNo', 'unit'] as const),
  ]),
  table(
    ['资格名称', '聘任单位', '聘任职务', '聘任起止'],
    held(d).flatMap(({ title: name, appointments }) =>
      appointments.map(({ unit, post, period }) => [name, unit, post, show(appointmentFields.period, period)]),
    ),
  ),
  heading('五、任现职以来年度考核'),
  listing(assessments, d.picks(assessments), ['year', 'grade'], ['result']),
  heading('六、继续教育'),
  listing(trainings, d.picks(trainings), ['year', 'type', 'item', 'organiser', 'hours', 'certificateNo']),
];

/** The commitment (MS.07), to be signed by hand on the printed form. */
export const promise = ({ applicant, situation, title: asked }: Dossier): Block =>
  opinion('个人承诺', commitmentText(applicant.unitName, `${situation.specialty}-${asked}`), [
    '承诺人（签名）',
    '年 月 日',
  ]);
