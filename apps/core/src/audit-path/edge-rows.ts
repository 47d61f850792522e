import type { AuditorRole } from '@zhicheng/workflow';
import type { Node } from '../tasks/process-kind.ts';

/** An edge as it stands in its table. */
export interface EdgeRow {
  readonly id: string;
  readonly from_organisation_id: string;
  readonly from_capacity: AuditorRole;
  readonly to_organisation_id: string;
  readonly to_capacity: AuditorRole;
  readonly levels: readonly string[] | null;
  readonly modes: readonly string[] | null;
  readonly series_codes: readonly string[] | null;
  readonly version: number;
  readonly cancelled_at: Date | null;
}

/** What an edge says; null: for all levels, ways of acquisition or series. */
export interface EdgeInput {
  readonly from: Node;
  readonly to: Node;
  readonly levels: readonly string[] | null;
  readonly modes: readonly string[] | null;
  readonly seriesCodes: readonly string[] | null;
}

/** In one order, and nothing instead of everything: the same edge is written one way only. */
export const columnsOf = ({ from, to, levels, modes, seriesCodes }: EdgeInput) => ({
  from_organisation_id: from.organisationId,
  from_capacity: from.node,
  to_organisation_id: to.organisationId,
  to_capacity: to.node,
  levels: ordered(levels),
  modes: ordered(modes),
  series_codes: ordered(seriesCodes),
});

const ordered = (codes: readonly string[] | null): string[] | null =>
  codes === null || codes.length === 0 ? null : [...new Set(codes)].sort();
