import { grouped, printDocx, stampCode } from '@zhicheng/documents';
import { grid, heading, note, paragraph, title, type Block, type Cell } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { issue, notFound, refused } from '../errors.ts';
import { personOf } from '../identity/queries.ts';
import { interviewView, type Arrangement } from './interview.ts';
import { declarationCard, type DeclarationCard } from './overview.ts';
import { pictureOf } from './pictures.ts';
import { declarationInScope } from './scope.ts';

export interface AdmissionTicket {
  readonly ticketNo: string;
  readonly name: string;
  readonly blocks: readonly Block[];
  /** Number and content hash of the submission that was admitted, as on the cover of its review form. */
  readonly stamp: Stamp;
}
type Stamp = { readonly recordNo: string; readonly hash: string };
type Asked = { core: Core; actor: Actor; id: string };

/** One number for the whole declaration: the ticket's is the record's, so that nobody has two to mix up. */
const ticketNoOf = (recordNo: string): string => recordNo.replace('ZC', 'MS');

const label = (text: string): Cell => ({ text, align: 'center', bold: true });
const wide = (name: string, text: string): Cell[] => [label(name), { text, span: 4 }];

interface Holder {
  readonly name: string;
  readonly genderLabel: string;
  readonly idTypeName: string;
  readonly idNumberMasked: string;
}

const RULES = [
  '凭本准考证和有效身份证件原件参加面试，两证不全不能参加。',
  '请按规定时段到候考室报到，迟到视为放弃。',
  '候考和面试期间不得使用通讯工具。',
];

/** Stands for the QR code where pictures are known by the ids of files; only the printed ticket has it. */
const CODE = 'stamp';

const stampRow = ({ recordNo, hash }: Stamp, code: boolean): Cell[] => {
  const words = `申报编号：${recordNo}\n校验码：${grouped(hash)}`;
  return code
    ? [label('校验'), { text: words, span: 3 }, { text: '', align: 'center', image: CODE }]
    : wide('校验', words);
};

type Printed = {
  readonly card: DeclarationCard;
  readonly person: Holder;
  readonly photo: string | null;
  readonly at: Arrangement;
  readonly stamp: Stamp;
};

function ticketBlocks({ card, person, photo, at, stamp }: Printed, code: boolean): Block[] {
  const picture: Cell = photo
    ? { text: '', rows: 4, align: 'center', image: photo }
    : { text: '照片', rows: 4, align: 'center' };
  return [
    title('面试准考证'),
    grid(
      [
        [label('准考证号'), { text: ticketNoOf(card.recordNo), span: 3 }, picture],
        [label('姓名'), person.name, label('性别'), person.genderLabel],
        [label(person.idTypeName), { text: person.idNumberMasked, span: 3 }],
        [label('申报专业'), { text: card.specialty, span: 3 }],
        wide('申报职称', `${card.title}（${card.levelLabel}）`),
        wide('评审计划', card.planName),
        wide('评委会', card.committee),
        wide('面试日期', at.heldOn),
        wide('面试时段', at.period),
        wide('面试地点', at.place),
        ...(at.waitingRoom ? [wide('候考室', at.waitingRoom)] : []),
        stampRow(stamp, code),
      ],
      [2, 3, 2, 3, 3],
    ),
    heading('注意事项'),
    ...(at.notice
      ? at.notice.split('\n').filter(Boolean).map(paragraph)
      : RULES.map((rule, at_) => paragraph(`${at_ + 1}. ${rule}`))),
    note('本准考证由系统生成，证件号码部分隐藏。'),
  ];
}

async function ticketOf({ core, actor, id }: Asked): Promise<Printed> {
  const row = await declarationInScope({ core, actor, id });
  const { arrangement, whyNoTicket } = await interviewView({ core, actor, id });
  if (whyNoTicket || !arrangement) throw refused([issue('ticket', whyNoTicket ?? '面试还没有安排。')]);
  const person = await personOf(core.db, row.account_id);
  if (!person) throw notFound('人员');
  const card = await declarationCard({ core, id });
  const admitted = { declaration_id: id, round: row.round };
  const { hash } = await core.db('declaration_snapshot').where(admitted).first('hash');
  return { card, person, photo: row.photo_file_id, at: arrangement, stamp: { recordNo: card.recordNo, hash } };
}

/** 打印准考证 (AH-15.07, GP.21): for the owner; REFUSED in words while there is nothing to print. */
export async function admissionTicket(asked: Asked): Promise<AdmissionTicket> {
  const ticket = await ticketOf(asked);
  const { card, person, stamp } = ticket;
  return { ticketNo: ticketNoOf(card.recordNo), name: person.name, stamp, blocks: ticketBlocks(ticket, false) };
}

/** The same as DOCX, with number and hash as a QR code that any telephone reads. */
export async function admissionTicketDocx(asked: Asked): Promise<{ bytes: Uint8Array; name: string }> {
  const ticket = await ticketOf(asked);
  const { name } = ticket.person;
  const bytes = await printDocx(ticketBlocks(ticket, true), {
    title: `面试准考证 ${name}`,
    image: async (id) => (id === CODE ? stampCode(ticket.stamp) : pictureOf(asked.core, id)),
  });
  return { bytes, name: `面试准考证-${name}.docx` };
}
