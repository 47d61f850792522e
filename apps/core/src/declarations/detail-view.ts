import type { DossierData } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { previewFrom, type PathPreview } from '../audit-path/preview.ts';
import type { Actor, Core } from '../context.ts';
import { processLog, type LogEntry } from '../tasks/queries.ts';
import { frozen } from './frozen-dossier.ts';
import { loadDraft } from './load-draft.ts';
import { routeOf } from './may-declare.ts';
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
  /** Who audits it, in which order, as the tree stands; null for what is over. */
  readonly path: PathPreview | null;
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
    path: await pathOf(core, row),
  };
}

async function pathOf(core: Core, row: DeclarationRow): Promise<PathPreview | null> {
  if (stateOf(declarationFlow, row.state).terminal) return null;
  const [plan, title] = await Promise.all([
    core.db('review_plan').where({ id: row.plan_id }).first(),
    core.db('title').where({ id: row.title_id }).first('level'),
  ]);
  const start = { node: 'employer' as const, organisationId: row.organisation_id };
  return previewFrom({ core, db: core.db, start, route: routeOf(plan, title.level) });
}

/** What counts: the draft while it is being worked on, the frozen dossier afterwards. */
async function contentOf(core: Core, row: DeclarationRow): Promise<{ seriesCode: string; data: DossierData }> {
  if (stateOf(declarationFlow, row.state).editable) {
    const { series, data } = await loadDraft({ core, db: core.db, row });
    return { seriesCode: series.code, data };
  }
  return frozen(core, row, row.round);
}
