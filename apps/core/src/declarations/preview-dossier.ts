import type { Database } from '@zhicheng/database';
import type { DossierData, Raw, Series, StoredEntry } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { personOf } from '../identity/queries.ts';
import { knownEntries, type KnownEntries } from '../library/known-entries.ts';
import { APPROVED } from '../organisations/binding-state.ts';
import type { PlanData } from '../plans/plan-data.ts';
import { shanghaiDay } from './moments.ts';

type Entries = Readonly<Record<string, StoredEntry>>;

/** What is known of a person before a declaration exists: registration, library, answers of the last declaration. */
export interface Known extends KnownEntries {
  readonly applicant: DossierData['applicant'];
  readonly forms: Readonly<Record<string, Raw>>;
  readonly last: { readonly specialtyId: string; readonly institutionCategory: string | null } | null;
  readonly today: string;
}

/** A fixed number of queries for a person, whatever the number of plans that are judged with it. */
export async function knownOf(core: Core, accountId: string): Promise<Known> {
  const { db } = core;
  const [person, entries, { now, unit_name: unitName, ...last }] = await Promise.all([
    personOf(db, accountId),
    knownEntries({ core, ownerId: accountId }),
    clockUnitAndLast(db, accountId),
  ]);
  if (!person) throw notFound('人员');
  return {
    applicant: {
      name: person.name,
      gender: person.genderLabel,
      birthDate: person.birthDate,
      idType: person.idTypeName,
      idNumberMasked: person.idNumberMasked,
      unitName: unitName ?? '',
      unitNature: '',
    },
    ...entries,
    forms: last.forms ?? {},
    last: last.specialty_id ? { specialtyId: last.specialty_id, institutionCategory: last.institution_category } : null,
    today: shanghaiDay(now),
  };
}

interface ClockUnitAndLast {
  readonly now: Date;
  /** null: the person is not bound. */
  readonly unit_name: string | null;
  /** null, as the others: the person has not declared yet. */
  readonly specialty_id: string | null;
  readonly institution_category: string | null;
  readonly forms: Readonly<Record<string, Raw>> | null;
}

/** The latest declaration that was not removed: what was typed there is still true of the person. And the time, and the unit. */
async function clockUnitAndLast(db: Database, accountId: string): Promise<ClockUnitAndLast> {
  const { rows } = await db.raw(
    `select zc_now() as now, (
       select unit.name from binding join organisation as unit on unit.id = binding.organisation_id
       where binding.person_id = ? and binding.state = any(?) limit 1) as unit_name, last.*
     from (select) as always left join lateral (
       select specialty_id, institution_category, coalesce(
         (select jsonb_object_agg(section, data) from declaration_form where declaration_id = declaration.id),
         '{}') as forms
       from declaration where account_id = ? and state <> 'removed' order by plan_year desc, created_at desc limit 1
     ) as last on true`,
    [accountId, [...APPROVED], accountId],
  );
  return rows[0];
}

export interface Asked {
  readonly series: Series;
  readonly seriesName: string;
  readonly plan: PlanData;
  /** What years are counted back from: the closing date of declarations, as it stands today. */
  readonly asOf: string;
  readonly situation: DossierData['situation'];
  readonly titleName: string;
}

/** The dossier that this person would have under a plan; `picks` come from `previewData`. */
export const previewBase = (
  { plan, asOf, situation, seriesName, titleName }: Asked,
  { applicant, today }: Known,
  entries: Entries,
): Omit<DossierData, 'preview' | 'picks' | 'forms'> => ({
  applicant,
  plan: {
    year: plan.year,
    name: plan.name,
    committee: plan.committee.name,
    level: plan.levelLabel,
    asOf,
  },
  situation,
  seriesName,
  title: titleName,
  filledOn: today,
  template: plan.template,
  entries,
});
