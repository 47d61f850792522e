import { printDocx } from '@zhicheng/documents';
import { atRight, paragraph, table, title, type Block } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { issue, notFound, refused } from '../errors.ts';
import { shanghaiDay } from './moments.ts';
import { notice, type Notice } from './notices.ts';
import { sealDate } from './opinion-blocks.ts';

/** How long, as far as anybody has counted. */
const span = ({ from, until, workingDays }: Notice): string =>
  `${sealDate(from)}至${sealDate(until)}${workingDays === null ? '' : `（${workingDays} 个工作日）`}`;

const people = ({ people: listed }: Notice): Block =>
  table(
    ['序号', '姓名', '性别', '申报专业', '申报资格', '申报形式'],
    listed.map((one, index) => [...[String(index + 1), one.name, one.gender, one.specialty, one.title, one.kindLabel]]),
    [1, 2.4, 1.2, 4.6, 3.6, 2.4],
  );

/** 公示 to hang up: who, until when, whom to tell what speaks against it. No ID numbers, nothing of patients. */
export const noticeBlocks = (shown: Notice): Block[] => [
  title(`关于${shown.year}年度申报专业技术资格人员的公示`),
  paragraph(
    `根据职称评审有关规定和“${shown.planName}”的要求，经个人申报、单位审核，拟推荐下列 ${shown.people.length} 人参加${shown.committee}的评审，现将名单和申报材料予以公示。`,
  ),
  people(shown),
  paragraph(`公示时间：${span(shown)}。`),
  paragraph(`公示地点：${shown.place}。`),
  paragraph('公示期间，如对公示人员和申报材料有异议，请实名以书面或者电话方式向单位反映，并提供必要的证据和线索。'),
  paragraph(`联系人：${shown.contact}　　联系电话：${shown.phone}`),
  atRight(`${shown.unitName}（公章）`),
  atRight(sealDate(shown.from)),
];

/** 公示证明: that it hung, how long, and what came of it. */
export const certificateBlocks = (shown: Notice & { result: string }, concludedOn: string): Block[] => [
  title('公示证明'),
  paragraph(
    `我单位于${span(shown)}，在${shown.place}对申报“${shown.planName}”的下列 ${shown.people.length} 名人员的名单和申报材料进行了公示。`,
  ),
  people(shown),
  paragraph(`公示结果：${shown.result}。`.replace('。。', '。')),
  paragraph('特此证明。'),
  paragraph(`联系人：${shown.contact}　　联系电话：${shown.phone}`),
  atRight('单位负责人（签字）：________________'),
  atRight(`${shown.unitName}（公章）`),
  atRight(sealDate(concludedOn)),
];

export interface NoticePapers extends Notice {
  readonly noticeBlocks: readonly Block[];
  /** null until the notice is concluded. */
  readonly certificateBlocks: readonly Block[] | null;
}
type Asked = { core: Core; actor: Actor; id: string };

/** A notice of the unit with its papers as they will be printed. */
export async function noticePapers({ core, actor, id }: Asked): Promise<NoticePapers> {
  const shown = await notice({ core, actor, id });
  const { result } = shown;
  const row = await core.db('unit_notice').where({ id }).first('concluded_at');
  return {
    ...shown,
    noticeBlocks: noticeBlocks(shown),
    certificateBlocks: result === null ? null : certificateBlocks({ ...shown, result }, shanghaiDay(row.concluded_at)),
  };
}

type Printed = { bytes: Uint8Array; name: string };

export async function noticeDocx({ core, actor, id }: Asked): Promise<Printed> {
  if (actor.role !== 'employer') throw notFound('公示');
  const { planName, ...papers } = await noticePapers({ core, actor, id });
  return {
    bytes: await printDocx(papers.noticeBlocks, { title: `单位公示 ${planName}` }),
    name: `单位公示-${planName}.docx`,
  };
}

/** REFUSED until the result has been entered. */
export async function noticeCertificateDocx({ core, actor, id }: Asked): Promise<Printed> {
  if (actor.role !== 'employer') throw notFound('公示');
  const { planName, certificateBlocks: blocks, whyNotConcluded } = await noticePapers({ core, actor, id });
  if (!blocks) throw refused([issue('result', whyNotConcluded ?? '请先填写公示结果，再出具公示证明。')]);
  return { bytes: await printDocx(blocks, { title: `公示证明 ${planName}` }), name: `公示证明-${planName}.docx` };
}
