import { transaction, violatedConstraint } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';

export interface StandardPhrase {
  /** On the button. */
  readonly label: string;
  /** What it writes into the opinion. */
  readonly text: string;
}

const EVIDENCE: readonly StandardPhrase[] = [
  { label: '看不清', text: '佐证材料看不清，请重新上传清晰的扫描件。' },
  { label: '缺页', text: '佐证材料缺页，请补齐后重新上传。' },
  { label: '缺签名', text: '佐证材料缺签名，请补签后重新上传。' },
  { label: '缺公章', text: '佐证材料缺公章，请盖章后重新上传。' },
  { label: '与填写不一致', text: '填写内容与佐证材料不一致，请核对后更正。' },
];

/** Assumed: no source lists them. By kind of process; a kind without its own gets those about evidence. */
const STANDARD: Readonly<Record<string, readonly StandardPhrase[]>> = {
  binding: [
    { label: '非本单位人员', text: '经核实不是本单位人员，请重新选择工作单位。' },
    { label: '个人信息有误', text: '个人信息与人事档案不一致，请核对后更正。' },
    { label: '请说明情况', text: '请在申请说明中写明所在部门和岗位。' },
  ],
  declaration: [
    ...EVIDENCE,
    { label: '条件不符', text: '不符合本计划的申报条件，请对照评审计划核对。' },
    { label: '材料不全', text: '申报材料不全，请按评审计划的要求补充。' },
  ],
};

export interface Phrases {
  readonly standard: readonly StandardPhrase[];
  /** The organisation's own, in the order in which they were written. */
  readonly own: readonly { readonly id: string; readonly flowType: string | null; readonly text: string }[];
}

const MOST = 100;

/** What an auditor may put into an opinion with one press: the standard phrases, then those of his organisation. */
export async function listPhrases({
  core,
  actor,
  kind,
  flowType,
}: {
  core: Core;
  actor: Actor;
  /** Kind of process; without it there are no standard phrases. */
  kind?: string;
  /** Without it the own phrases of all flow types. */
  flowType?: string;
}): Promise<Phrases> {
  const own = await core
    .db('audit_phrase')
    .where({ organisation_id: organisationOf(actor) })
    .where((type) => {
      if (flowType !== undefined) void type.where({ flow_type: flowType }).orWhereNull('flow_type');
    })
    .orderBy('id')
    .limit(MOST)
    .select('id', 'flow_type as flowType', 'text');
  return { standard: kind === undefined ? [] : (STANDARD[kind] ?? EVIDENCE), own };
}

/** Keeps a phrase for everybody of the organisation. INVALID without words, CONFLICT when it is there, REFUSED when full. */
export async function savePhrase({
  core,
  actor,
  flowType,
  text,
}: {
  core: Core;
  actor: Actor;
  /** null: for every flow type. */
  flowType: string | null;
  text: string;
}): Promise<{ id: string }> {
  const words = text.trim();
  if (words === '') throw invalid([issue('blank', '请填写常用意见。', { path: 'text' })]);
  const organisation = organisationOf(actor);
  return transaction(core.db, async (trx) => {
    const kept = await trx('audit_phrase').where({ organisation_id: organisation }).select('id');
    if (kept.length >= MOST)
      throw refused([issue('full', `常用意见最多 ${MOST} 条，请先删去不用的。`, { path: 'text' })]);
    const [row] = await trx('audit_phrase')
      .insert({ organisation_id: organisation, flow_type: flowType, text: words, created_by: actor.accountId })
      .returning('id')
      .catch((error: unknown) => {
        if (violatedConstraint(error) === 'audit_phrase_once') throw conflict('已有这条常用意见。');
        throw error;
      });
    const data = { text: words, flowType };
    await appendEvent(trx, { subjectKind: 'auditPhrase', subjectId: row.id, action: 'savePhrase', actor, data });
    return { id: row.id };
  });
}

/** NOT_FOUND for another organisation's. */
export async function removePhrase({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<void> {
  await transaction(core.db, async (trx) => {
    const removed = await trx('audit_phrase')
      .where({ id, organisation_id: organisationOf(actor) })
      .delete();
    if (removed === 0) throw notFound('常用意见');
    await appendEvent(trx, { subjectKind: 'auditPhrase', subjectId: id, action: 'removePhrase', actor });
  });
}
