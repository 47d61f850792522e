import type { Database, Transaction } from '@zhicheng/database';
import type { DossierData, LevelCode, Raw, Series } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { personOf } from '../identity/queries.ts';
import { readRevisions } from '../library/pins.ts';
import type { PlanData, PlanRow } from '../plans/plan-data.ts';
import { planFor } from '../plans/plan-dates.ts';
import { pinnedPlan } from '../plans/queries.ts';
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
  const {
    row: published,
    data: planData,
    series,
    seriesName,
  } = await pinnedPlan({
    core,
    db,
    planId: row.plan_id,
    planVersion: row.plan_version,
  });
  // One after the other: a transaction is one connection.
  const whose = { accountId: row.account_id, organisationId: row.organisation_id };
  const plan = await planFor({ db, plan: published, ...whose });
  const specialty = await db('specialty').where({ id: row.specialty_id }).first('id', 'name');
  const title = await db('title').where({ id: row.title_id }).first('id', 'name', 'level');
  const forms = await db('declaration_form').where({ declaration_id: row.id });
  const picks = await db('declaration_pick').where({ declaration_id: row.id }).orderBy(['section', 'ordinal']);
  const clock = await db.select(db.raw('zc_now() as now')).first();
  const bySection: Record<string, { entry: string; extra: Raw }[]> = {};
  for (const pick of picks) (bySection[pick.section] ??= []).push({ entry: pick.entry_id, extra: pick.extra });
  const data: DossierData = {
    applicant: await applicantOf(db, row),
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
    seriesName,
    title: title.name,
    filledOn: shanghaiDay(clock.now),
    preview: false,
    template: planData.template,
    entries: await readRevisions({
      db,
      core,
      holderId: row.id,
      refs: picks.map((pick) => ({ id: pick.entry_id, revision: pick.revision })),
    }),
    picks: bySection,
    forms: Object.fromEntries(forms.map((form) => [form.section, form.data])),
  };
  return { row, plan, planData, series, data, specialty, title };
}

async function applicantOf(db: Database | Transaction, row: DeclarationRow): Promise<DossierData['applicant']> {
  const person = await personOf(db, row.account_id);
  if (!person) throw new Error(`declaration ${row.id} has no person`);
  const unit = await db('organisation')
    .leftJoin('dictionary_item as nature', (on) =>
      on.on('nature.code', 'organisation.unit_nature').andOnVal('nature.dictionary', 'unitNature'),
    )
    .where('organisation.id', row.organisation_id)
    .first('organisation.name', 'nature.name as nature');
  const photo = row.photo_file_id
    ? await db('file').where({ id: row.photo_file_id }).first('id', 'name', 'bytes')
    : undefined;
  return {
    name: person.name,
    gender: person.genderLabel,
    birthDate: person.birthDate,
    idType: person.idTypeName,
    idNumberMasked: person.idNumberMasked,
    unitName: unit.name,
    unitNature: unit.nature ?? '',
    ...(photo && { photo: { id: photo.id, name: photo.name, bytes: Number(photo.bytes) } }),
  };
}
