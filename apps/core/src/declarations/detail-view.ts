import type { DossierData } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { processLog, type LogEntry } from '../tasks/queries.ts';
import { frozen } from './frozen-dossier.ts';
import { loadDraft } from './load-draft.ts';
import type { DeclarationRow } from './model.ts';
import { declarationCard, type DeclarationCard } from './overview.ts';
import { declarationInScope } from './scope.ts';

/** A record with its content and flow log, for its owner (AH-26.02, .03). */
export interface DetailView {
  readonly card: DeclarationCard;
  readonly seriesCode: string;
  readonly data: DossierData;
  readonly submissions: readonly { readonly round: number; readonly at: Date; readonly hash: string }[];
  readonly log: readonly LogEntry[];
}

export async function detailView({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<DetailView> {
  const row = await declarationInScope({ core, actor, id });
  const shown = await contentOf(core, row);
  const snapshots = await core
    .db('declaration_snapshot')
    .where({ declaration_id: id })
    .orderBy('round')
    .select('round', 'created_at as at', 'hash');
  return {
    card: await declarationCard({ core, id }),
    ...shown,
    submissions: snapshots,
    log: await processLog(core.db, 'declaration', id),
  };
}

/** What counts: the draft while it is being worked on, the frozen dossier afterwards. */
async function contentOf(core: Core, row: DeclarationRow): Promise<{ seriesCode: string; data: DossierData }> {
  if (stateOf(declarationFlow, row.state).editable) {
    const { series, data } = await loadDraft({ core, db: core.db, row });
    return { seriesCode: series.code, data };
  }
  return frozen(core, row, row.round);
}
