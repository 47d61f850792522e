import { concealDossier, plannedUnitSlots, type DossierData, type Fields } from '@zhicheng/series-kit';
import { auditedDossier, firstPages, type Asked, type FrozenTotals } from './audit-pages.ts';
import { declarationCard, type DeclarationCard } from './overview.ts';
import type { QuotaAtAudit } from '../post-quotas/queries.ts';
import { quotaOf } from './post-at-audit.ts';
import { publicityOf, type PublicityAtAudit } from './publicity.ts';

/** What an auditor sees: the frozen dossier of the round, never the library (AH-39.11). */
export interface AuditView {
  readonly processId: string;
  readonly card: DeclarationCard;
  readonly seriesCode: string;
  /** Sections and lists of links with their first page each. */
  readonly data: DossierData;
  readonly totals: FrozenTotals;
  readonly round: number;
  readonly hash: string;
  /** Codes of the employer's upload slots; the portal takes the fields from the series and template. */
  readonly slots: readonly string[];
  /** The employer's; after it took its pass back, what it had uploaded, to go on from (AH-36.01). */
  readonly recommendation: {
    readonly uploads: Readonly<Record<string, unknown>>;
    readonly opinion: string | null;
  } | null;
  /** 推荐人员情况 (AH-35.14); null where no post quota counts. */
  readonly quota: QuotaAtAudit | null;
  /** 单位公示 (R15); null where the plan asks for none. */
  readonly publicity: PublicityAtAudit | null;
}

export async function auditView({ core, actor, processId }: Asked): Promise<AuditView> {
  const { process, row, series, plan, ...shown } = await auditedDossier({ core, actor, processId });
  const { data, totals } = firstPages(series, shown.data);
  const snapshot = await core
    .db('declaration_snapshot')
    .where({ declaration_id: row.id, round: process.round })
    .first('hash');
  const step = await core
    .db('step')
    .where({ process_id: processId, node: 'employer' })
    .whereIn('state', ['passed', 'open'])
    .whereRaw(`(state = 'passed' or extra->'recommendation' is not null)`)
    .orderBy('seq', 'desc')
    .first('extra', 'opinion');
  const slots: Fields = plannedUnitSlots(series, shown.data.template);
  const card = await declarationCard({ core, id: row.id });
  return {
    // What others said of a later round was said to the person.
    card: process.round < row.round ? { ...card, returned: null } : card,
    processId,
    seriesCode: shown.seriesCode,
    data: concealDossier(series, data),
    totals,
    round: process.round,
    hash: snapshot.hash,
    slots: Object.keys(slots),
    recommendation: step ? { uploads: step.extra.recommendation ?? {}, opinion: step.opinion } : null,
    quota: await quotaOf({ db: core.db, declarationId: row.id }),
    publicity: await publicityOf({ db: core.db, row, days: plan.policies.noticeDays }),
  };
}
