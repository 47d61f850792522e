import { grid, heading, show, title, type Block, type Cell, type Dossier, type KindForm } from '@zhicheng/series-kit';
import { exceptional, transfer } from './kind-sections.ts';
import { educations, profile } from './personal-sections.ts';
import { presentTitle } from './roster-facts.ts';

const label = (text: string): Cell => ({ text, align: 'center', bold: true });
const NONE = '无';
/** Room to write by hand. */
const blank = (cm: number, span = 3): Cell => ({ text: '', span, minHeightCm: cm });

/** Two pairs to a line; the long ones take a line each. */
const line = (a: string, b: string, c: string, d: string): Cell[] => [label(a), b || NONE, label(c), d || NONE];
const wide = (name: string, text: string, minHeightCm?: number): Cell[] => [
  label(name),
  { text: text || NONE, span: 3, ...(minHeightCm !== undefined && { minHeightCm, align: 'left' as const }) },
];
const widths = [2, 4, 2, 4];

function degreeOf(d: Dossier): string {
  const best = d.picks(educations).find(({ extra }) => extra.highest)?.row;
  return [best?.education.name, best?.degree?.name].filter(Boolean).join('／');
}

const person = (d: Dossier): Cell[][] => [
  line('姓名', d.applicant.name, '性别', d.applicant.gender),
  line('出生日期', d.applicant.birthDate, '学历／学位', degreeOf(d)),
  wide('工作单位', d.applicant.unitName),
];

/** Two experts recommend by hand: no account of theirs exists before the committee is called. */
const expert = (which: string): Block[] => [
  heading(`${which}推荐意见`),
  grid(
    [
      [label('姓名'), '', label('职务'), ''],
      [label('单位'), blank(0.9)],
      [label('推荐理由'), blank(1.6)],
      [label('签字'), '', label('日期'), ''],
    ],
    widths,
  ),
];

/** 破格审批表 (AH-19.04) up to the offices' opinions, which core appends. */
function exceptionalForm(d: Dossier): Block[] {
  const form = d.form(exceptional);
  const now = presentTitle(d);
  const of = (name: keyof typeof exceptional.fields): string => show(exceptional.fields[name], form[name]);
  return [
    title('专业技术资格破格审批表'),
    heading('被推荐人'),
    grid(
      [
        ...person(d),
        line('现任专业技术资格', now?.title ?? '', '取得时间', now?.grantedOn ?? ''),
        line('现聘任职务', now?.appointments.at(-1)?.post ?? '', '党政职务', d.form(profile).post ?? ''),
        line('申报系列', d.seriesName, '申报专业', d.situation.specialty),
        line('申报资格', d.title, '受理评委会', d.plan.committee),
      ],
      widths,
    ),
    heading('破格申报'),
    grid(
      [
        wide('破格类别', of('grounds')),
        wide('破格依据', of('basis')),
        wide('破格理由', of('reason'), 2),
        wide('佐证材料', of('evidence')),
      ],
      widths,
    ),
    ...expert('专家一'),
    ...expert('专家二'),
  ];
}

/** 转评申报表 (AH-19.04): the post before, the change, what was done since; opinions are core's. */
function transferForm(d: Dossier): Block[] {
  const form = d.form(transfer);
  const was = presentTitle(d);
  const of = (name: keyof typeof transfer.fields): string => show(transfer.fields[name], form[name]);
  return [
    title('专业技术资格转评申报表'),
    heading('申报人'),
    grid(person(d), widths),
    heading('原专业技术资格'),
    grid(
      [
        line('原系列', was?.series ?? '', '原专业', was?.specialty ?? ''),
        line('原资格', was?.title ?? '', '取得时间', was?.grantedOn ?? ''),
        wide('证书编号', was?.certificateNo ?? ''),
      ],
      widths,
    ),
    heading('转岗情况'),
    grid([line('转岗时间', of('movedOn'), '转岗后工作年限', of('years')), wide('现岗位', of('post'))], widths),
    heading('转评申报'),
    grid(
      [
        line('转评系列', d.seriesName, '转评专业', d.situation.specialty),
        line('转评资格', d.title, '受理评委会', d.plan.committee),
        wide('转岗后业绩', of('achievements'), 5),
        wide('转岗证明材料', of('evidence')),
      ],
      widths,
    ),
  ];
}

/** The companion of the review form that the declaration kind asks for; none for 常规申报. */
export function kindForm(d: Dossier): KindForm | undefined {
  if (d.situation.kind === 'EXCEPTIONAL') return { name: '破格审批表', blocks: exceptionalForm(d) };
  if (d.situation.kind === 'TRANSFER') return { name: '转评申报表', blocks: transferForm(d) };
  return undefined;
}
