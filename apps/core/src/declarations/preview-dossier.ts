import type { Database } from '@zhicheng/database';
import type { DossierData, Raw, Series, StoredEntry } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { personOf } from '../identity/queries.ts';
import { knownEntries, type KnownEntries } from '../library/known-entries.ts';
import { boundUnitOf } from '../organisations/queries.ts';
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
  const [person, unit, clock, entries, last] = await Promise.all([
    personOf(db, accountId),
    boundUnitOf({ db, personId: accountId }),
    db.select(db.raw('zc_now() as now')).first(),
    knownEntries({ core, ownerId: accountId }),
    lastDeclaration(db, accountId),
  ]);
  if (!person) throw notFound('人员');
  return {
    applicant: {
      name: person.name,
      gender: person.genderLabel,
      birthDate: person.birthDate,
      idType: person.idTypeName,
      idNumberMasked: person.idNumberMasked,
      unitName: unit?.name ?? '',
      unitNature: '',
    },
    ...entries,
    forms: last?.forms ?? {},
    last: last ? { specialtyId: last.specialty_id, institutionCategory: last.institution_category } : null,
    today: shanghaiDay(clock.now),
  };
}

interface Last {
  readonly specialty_id: string;
  readonly institution_category: string | null;
  readonly forms: Readonly<Record<string, Raw>>;
}

/** The latest declaration that was not removed: what was typed there is still true of the person. */
const lastDeclaration = (db: Database, accountId: string): Promise<Last | undefined> =>
  db('declaration')
    .where({ account_id: accountId })
    .whereNot({ state: 'removed' })
    .orderBy([
      { column: 'plan_year', order: 'desc' },
      { column: 'created_at', order: 'desc' },
    ])
    .first(
      'specialty_id',
      'institution_category',
      db.raw(
        `coalesce((select jsonb_object_agg(section, data) from declaration_form
          where declaration_id = declaration.id), '{}') as forms`,
      ),
    );

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
