import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { appendEvent } from '../ledger/append-event.ts';
import type { NewVersion, PinHolder } from '../library/renew-pins.ts';
import { notify } from '../notifications/notify.ts';
import type { DeclarationRow } from './model.ts';

const labelOf = ({ core, entry }: NewVersion): string => core.series.entity(entry.entity).label;

/**
 * What becomes of a declaration when the unit approves a new version of something in it: one that its person may still
 * change follows by itself, one that was handed in keeps what was handed in. Both are said.
 */
export const declarationHolder: PinHolder = {
  async lockEditable(trx, holderIds) {
    const rows: DeclarationRow[] = await trx('declaration')
      .whereIn('id', [...holderIds])
      .orderBy('id')
      .forUpdate();
    return new Set(rows.filter(({ state }) => stateOf(declarationFlow, state).editable === true).map((row) => row.id));
  },

  async renewed(version) {
    const { trx, actor, entry, holderId, holderLabel, from, to, direct } = version;
    if (direct)
      await trx('declaration_pick').where({ declaration_id: holderId, entry_id: entry.id }).update({ revision: to });
    // An open page shows the old version: it must not hand in what it does not show.
    await trx('declaration').where({ id: holderId }).increment('version', 1);
    await appendEvent(trx, {
      subjectKind: declarationFlow.name,
      subjectId: holderId,
      action: 'renewPick',
      actor,
      data: { entryId: entry.id, fromRevision: from, toRevision: to },
    });
    await notify({
      trx,
      accountId: entry.owner_id,
      kind: 'pickRenewed',
      text: `${labelOf(version)}的新版本已审核通过，${holderLabel}中已换为新版本，请检查后提交。`,
      link: `/declarations/${holderId}/fill`,
    });
  },

  async kept(version) {
    const { trx, entry, holderId, holderLabel } = version;
    await notify({
      trx,
      accountId: entry.owner_id,
      kind: 'pickKept',
      text: `${labelOf(version)}的新版本已审核通过。${holderLabel}已经提交，其中仍是原来的版本；申报退回后可以换为新版本。`,
      link: `/declarations/${holderId}`,
    });
  },
};
