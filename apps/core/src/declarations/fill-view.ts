import { assess, type Assessment, type DossierData } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { checklistOf, type ChecklistItem } from './checklist.ts';
import { loadDraft } from './load-draft.ts';
import { declarationCard, type DeclarationCard } from './overview.ts';
import { pickVersions, type PickVersion } from './pick-versions.ts';
import { declarationInScope } from './scope.ts';
import { whyClosed } from './window.ts';

/** Everything the fill page shows (AH-19..AH-24). */
export interface FillView {
  readonly card: DeclarationCard;
  readonly seriesCode: string;
  readonly specialtyId: string;
  readonly titleId: string;
  readonly data: DossierData;
  readonly assessment: Assessment;
  /** How the library stands to each imported entry, by its id. */
  readonly versions: Readonly<Record<string, PickVersion>>;
  /** Why it can no longer be worked on; empty while it can. */
  readonly closed: readonly string[];
  /** What auditors marked when they returned it, and what has become of it. */
  readonly checklist: readonly ChecklistItem[];
}

export async function fillView({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<FillView> {
  const row = await declarationInScope({ core, actor, id });
  const [draft, card] = await Promise.all([loadDraft({ core, db: core.db, row }), declarationCard({ core, id })]);
  const state = stateOf(declarationFlow, row.state);
  const closed = state.editable ? whyClosed(draft.now, draft.plan, row.state) : [];
  return {
    card,
    seriesCode: draft.series.code,
    specialtyId: row.specialty_id,
    titleId: row.title_id,
    data: draft.data,
    assessment: assess(draft.series, draft.data),
    checklist: await checklistOf(core.db, draft),
    versions: pickVersions(draft),
    closed: state.editable ? closed.map((i) => i.message) : [`申报已是“${state.label}”，不能再改。`],
  };
}
