import type { StoredEntry, Raw } from '@zhicheng/series-kit';

export interface EntryRow {
  readonly id: string;
  readonly owner_id: string;
  readonly entity: string;
  readonly state: string;
  readonly revision: number;
  readonly source: 'user' | 'auto';
  readonly organisation_id: string | null;
  readonly search: string;
  readonly submitted_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly version: number;
  /** The latest revision that was approved and counts for declarations; a newer one may be written or audited. */
  readonly approved_revision: number | null;
  /** Number of the row in an official register. */
  readonly register_no: string | null;
}

export interface RevisionRow {
  readonly entry_id: string;
  readonly revision: number;
  readonly entity_version: number;
  readonly data: Raw;
  readonly created_at: Date;
  /** First time this content went to audit; from then on it is never overwritten. */
  readonly submitted_at: Date | null;
}

/** An entry with the content of one of its revisions. */
export type EntryWithData = EntryRow & Pick<RevisionRow, 'entity_version' | 'data'>;

export const stored = (row: Pick<EntryWithData, 'entity' | 'entity_version' | 'data'>): StoredEntry => ({
  entity: row.entity,
  version: row.entity_version,
  data: row.data,
});
