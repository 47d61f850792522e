import { transaction, type Transaction } from '@zhicheng/database';
import { plannedSections, type PlannedSection } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { conflict, notFound, refused } from '../errors.ts';
import { loadDraft, type Draft } from './load-draft.ts';
import type { DeclarationRow } from './model.ts';
import { whyClosed } from './window.ts';

export interface Editing {
  readonly trx: Transaction;
  readonly draft: Draft;
  /** The section as this plan has it; NOT_FOUND when the plan does not have it. */
  section(code: string): PlannedSection;
}

/**
 * Runs one change of a declaration's content: locks the record (NOT_FOUND for anybody but its owner), refuses
 * when it is not editable, was changed elsewhere, or its time is over, and counts the version up.
 */
export async function editDeclaration<T>({
  core,
  actor,
  id,
  expectedVersion,
  run,
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
  run: (editing: Editing) => Promise<T>;
}): Promise<T & { version: number }> {
  return transaction(core.db, async (trx) => {
    const row: DeclarationRow | undefined = await trx('declaration')
      .where({ id, account_id: actor.accountId })
      .forUpdate()
      .first();
    if (!row || stateOf(declarationFlow, row.state).hidden) throw notFound('申报');
    const state = stateOf(declarationFlow, row.state);
    if (!state.editable) throw conflict(`申报已是“${state.label}”，不能再改。`);
    if (row.version !== expectedVersion)
      throw conflict('另一窗口改过这份申报。刷新后可看到已保存的内容，您刚填写的还在本机。');
    const draft = await loadDraft({ core, db: trx, row });
    const closed = whyClosed(draft.now, draft.plan, row.state);
    if (closed.length > 0) throw refused(closed);
    const sections = plannedSections(draft.series, draft.data.template, draft.data.situation);
    const result = await run({
      trx,
      draft,
      section(code) {
        const found = sections.find((s) => s.section.code === code);
        if (!found) throw notFound('栏目');
        return found;
      },
    });
    const version = row.version + 1;
    await trx('declaration').where({ id }).update({ version });
    return { ...result, version };
  });
}
