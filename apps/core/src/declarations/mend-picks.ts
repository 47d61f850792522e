import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, issue, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { openRevision } from '../library/mend-entry.ts';
import { renewHolder } from '../library/renew-pins.ts';
import { editDeclaration } from './edit.ts';

interface Mending {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly entryId: string;
  readonly expectedVersion: number;
}

/**
 * 修改并重新送审 of an imported entry, or of one behind its links: opens a new version in the library; the declaration
 * keeps the approved one until the unit has approved the new. REFUSED unless the declaration was returned; CONFLICT
 * while a new version is under way already.
 */
export const revisePick = ({ entryId, ...mending }: Mending): Promise<{ version: number; entity: string }> =>
  editDeclaration({
    ...mending,
    run: ({ trx, draft }) => {
      if (!stateOf(declarationFlow, draft.row.state).returned)
        throw refused([
          issue('notReturned', '申报还没有退回过，请先“移除”，再到个人业绩库撤回修改。', {
            path: entryId,
            mendAt: '/library',
          }),
        ]);
      const { core, actor, id } = mending;
      return openRevision({ core, trx, actor, entryId, holderId: id });
    },
  });

/** What the unit approved while the declaration could not be changed takes the place of the imported version. */
export const renewPick = ({ entryId, ...mending }: Mending): Promise<{ version: number }> =>
  editDeclaration({
    ...mending,
    run: async ({ trx }) => {
      const { actor, id } = mending;
      const renewed = await renewHolder(trx, { holderId: id, entryId, ownerId: actor.accountId });
      if (!renewed) throw conflict('申报中已经是审核通过的最新版本，请刷新。');
      const { from, to } = renewed;
      await trx('declaration_pick').where({ declaration_id: id, entry_id: entryId }).update({ revision: to });
      await appendEvent(trx, {
        subjectKind: declarationFlow.name,
        subjectId: id,
        action: 'renewPick',
        actor,
        data: { entryId, fromRevision: from, toRevision: to },
      });
      return {};
    },
  });
