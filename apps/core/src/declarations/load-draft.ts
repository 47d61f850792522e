import type { Database, Transaction } from '@zhicheng/database';
import type { DossierData, LevelCode, Raw, Series } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { GENDER_LABEL } from '../identity/queries.ts';
import { withKept, type Content } from '../library/pins.ts';
import { notFound } from '../errors.ts';
import type { PlanData, PlanRow } from '../plans/plan-data.ts';
import { GRANTED, withGranted, type Granted } from '../plans/plan-dates.ts';
import { shanghaiDay } from './moments.ts';
import type { DeclarationRow } from './model.ts';

export interface Draft {
  readonly row: DeclarationRow;
  readonly plan: PlanRow;
  readonly planData: PlanData;
  readonly series: Series;
  readonly data: DossierData;
  readonly specialty: { readonly id: string; readonly name: string };
  readonly title: { readonly id: string; readonly name: string; readonly level: LevelCode };
  /** By the database's clock; of a transaction its beginning, as every window in it is judged. */
  readonly now: Date;
  /** Sections with imported entries that have lost their approval since. */
  readonly stale: readonly string[];
  /** What was imported, and how the library stands to it. */
  readonly picked: readonly PickedEntry[];
}

/** An imported entry as it is in the library; `revision` is the imported one. */
export interface PickedEntry extends Content {
  readonly section: string;
  readonly extra: Raw;
  readonly state: string;
  readonly source: string;
  readonly approved_revision: number | null;
  readonly revision: number;
}

/** The declaration as it stands, as a dossier: what readiness judges, the preview prints and submission freezes. */
export async function loadDraft({
  core,
  db,
  row,
}: {
  core: Core;
  db: Database | Transaction;
  row: DeclarationRow;
}): Promise<Draft> {
  const { published, frame } = await frameOf(db, row);
  const series = core.series.find(frame.plugin_code);
  if (!series) throw new Error(`plan ${row.plan_id}: no plugin for series ${published.series_code}`);
  const plan = withGranted(published, frame.granted);
  // One after the other: a transaction is one connection.
  const picks = await picksOf(db, row.id);
  const bySection: Record<string, { entry: string; extra: Raw }[]> = {};
  for (const { section, id, extra } of picks) (bySection[section] ??= []).push({ entry: id, extra });
  const specialty = { id: row.specialty_id, name: frame.specialty_name };
  const title = { id: row.title_id, name: frame.title_name, level: frame.title_level };
  const data: DossierData = {
    applicant: applicantOf(frame, row),
    plan: {
      year: plan.year,
      name: plan.name,
      committee: plan.committee_name,
      level: plan.level_label,
      // An extension gives time, not another day by which years are counted.
      asOf: shanghaiDay(published.declare_until),
    },
    situation: {
      level: title.level,
      specialty: specialty.name,
      kind: row.kind,
      ...(row.institution_category && { institutionCategory: row.institution_category }),
    },
    seriesName: frame.series_label,
    title: title.name,
    filledOn: shanghaiDay(frame.clock),
    preview: false,
    template: frame.frozen.template,
    entries: await withKept({ core, db, rows: picks, holderId: row.id }),
    picks: bySection,
    forms: frame.forms ?? {},
  };
  const stale = picks.flatMap(({ section, approved_revision }) => (approved_revision === null ? [section] : []));
  return { row, plan, planData: frame.frozen, series, data, specialty, title, now: frame.clock, stale, picked: picks };
}

/** Everything about a declaration but what it picked. */
interface Frame {
  readonly frozen: PlanData;
  readonly series_label: string;
  readonly plugin_code: string | null;
  readonly granted: Granted;
  readonly specialty_name: string;
  readonly title_name: string;
  readonly title_level: LevelCode;
  readonly clock: Date;
  readonly forms: DossierData['forms'] | null;
  readonly person_name: string;
  readonly person_gender: keyof typeof GENDER_LABEL;
  readonly person_birth_date: string;
  readonly id_type_name: string;
  readonly id_number_masked: string;
  readonly unit_label: string;
  readonly unit_nature_name: string | null;
  readonly photo_name: string | null;
  readonly photo_bytes: number | null;
}
type FrameRow = PlanRow &
  Omit<Frame, 'granted'> & { granted_declare: Date | null } & {
    granted_repair: Date | null;
    granted_audit: Date | null;
  };

/** One round trip; the plan is the one of today, its content that of the pinned version. */
const FRAME = `
  select plan.*, pinned.data as frozen, s.name as series_label, s.plugin_code,
    granted.declare as granted_declare, granted.repair as granted_repair, granted.audit as granted_audit,
    specialty.name as specialty_name, title.name as title_name, title.level as title_level, zc_now() as clock,
    (select jsonb_object_agg(f.section, f.data) from declaration_form f where f.declaration_id = :id) as forms,
    person.name as person_name, person.gender as person_gender, person.birth_date as person_birth_date,
    coalesce(id_type.name, person.id_type) as id_type_name, person.id_number_masked,
    unit.name as unit_label, nature.name as unit_nature_name, photo.name as photo_name, photo.bytes as photo_bytes
  from review_plan plan
    join review_plan_version pinned on pinned.plan_id = plan.id and pinned.plan_version = :planVersion
    join title_series s on s.code = plan.series_code
    cross join lateral (${GRANTED}) granted
    join specialty on specialty.id = :specialtyId
    join title on title.id = :titleId
    join person on person.account_id = :accountId
    left join dictionary_item id_type on id_type.dictionary = 'idType' and id_type.code = person.id_type
    join organisation unit on unit.id = :organisationId
    left join dictionary_item nature on nature.dictionary = 'unitNature' and nature.code = unit.unit_nature
    left join file photo on photo.id = :photoId
  where plan.id = :planId`;

async function frameOf(db: Database, row: DeclarationRow): Promise<{ published: PlanRow; frame: Frame }> {
  const { rows } = await db.raw<{ rows: FrameRow[] }>(FRAME, {
    ...{ id: row.id, planId: row.plan_id, planVersion: row.plan_version, accountId: row.account_id },
    ...{ specialtyId: row.specialty_id, titleId: row.title_id, organisationId: row.organisation_id },
    photoId: row.photo_file_id,
  });
  const [found] = rows;
  if (!found) throw notFound('评审计划');
  const { granted_declare: declare, granted_repair: repair, granted_audit: audit, ...frame } = found;
  return { published: found, frame: { ...frame, granted: { declare, repair, audit } } };
}

/** What was imported, with its content at the pinned revisions. */
const picksOf = (db: Database, declarationId: string): Promise<readonly PickedEntry[]> =>
  db('declaration_pick as k')
    .join('library_entry as e', 'e.id', 'k.entry_id')
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'k.entry_id').on('r.revision', 'k.revision'))
    .where('k.declaration_id', declarationId)
    .orderBy(['k.section', 'k.ordinal'])
    .select('k.section', 'k.extra', 'k.revision', 'e.id', 'e.entity', 'e.state', 'e.source', 'e.approved_revision')
    .select('r.entity_version', 'r.data');

const applicantOf = (frame: Frame, { photo_file_id }: DeclarationRow): DossierData['applicant'] => ({
  name: frame.person_name,
  gender: GENDER_LABEL[frame.person_gender],
  birthDate: frame.person_birth_date,
  idType: frame.id_type_name,
  idNumberMasked: frame.id_number_masked,
  unitName: frame.unit_label,
  unitNature: frame.unit_nature_name ?? '',
  ...(photo_file_id &&
    frame.photo_name !== null && {
      photo: { id: photo_file_id, name: frame.photo_name, bytes: Number(frame.photo_bytes) },
    }),
});
