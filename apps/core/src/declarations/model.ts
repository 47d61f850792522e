import type { DeclarationKind } from '@zhicheng/series-kit';

export interface DeclarationRow {
  readonly id: string;
  readonly account_id: string;
  readonly plan_id: string;
  readonly plan_version: number;
  readonly plan_year: number;
  readonly kind: DeclarationKind;
  readonly series_code: string;
  readonly specialty_id: string;
  readonly title_id: string;
  readonly institution_category: string | null;
  readonly organisation_id: string;
  readonly photo_file_id: string | null;
  readonly state: string;
  readonly round: number;
  readonly record_no: string;
  readonly created_at: Date;
  readonly submitted_at: Date | null;
  readonly version: number;
}

export interface SnapshotRow {
  readonly declaration_id: string;
  readonly round: number;
  readonly schema_version: number;
  readonly dossier: import('@zhicheng/series-kit').DossierData;
  readonly verdict: import('@zhicheng/series-kit').Assessment;
  readonly blocks: readonly import('@zhicheng/series-kit').Block[];
  readonly hash: string;
  readonly created_at: Date;
}
