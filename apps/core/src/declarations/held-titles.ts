import { isRaw, LEVEL_LABELS, type LevelCode, type Raw } from '@zhicheng/series-kit';
import { declarationFlow, statesThat } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';

/** A title the person holds, as entered under 现有职称 of a declaration. */
export interface HeldTitle {
  readonly title: string;
  readonly series: string;
  readonly specialty: string;
  readonly level: string;
  readonly grantedOn: string;
  readonly mode: string;
  readonly certificateNo: string;
  readonly unit: string;
  /** Where it was entered. */
  readonly declarationId: string;
  readonly planName: string;
}
/** A declaration on this platform that was admitted; the committee's result and the certificate come after it. */
export interface AdmittedTitle {
  readonly declarationId: string;
  readonly year: number;
  readonly planName: string;
  readonly title: string;
  readonly specialty: string;
  readonly levelLabel: string;
  readonly recordNo: string;
}

/** Section of every series that asks for 现有职称 (common to all: AH-19.23). */
const SECTION = 'held-titles';
const ADMITTED = statesThat(declarationFlow, (state) => state.approved === true);

const text = (row: Raw, name: string): string => {
  const value = row[name];
  if (typeof value === 'string') return value;
  return isRaw(value) && typeof value.name === 'string' ? value.name : '';
};

/** 我的职称 (AH-06.01, GP.21): each title once, as entered last; and what was admitted here. Two queries. */
export async function heldTitles({ core: { db }, actor }: { core: Core; actor: Actor }): Promise<{
  held: HeldTitle[];
  admitted: AdmittedTitle[];
}> {
  const forms: { id: string; name: string; data: Raw }[] = await db('declaration_form')
    .join('declaration', 'declaration.id', 'declaration_form.declaration_id')
    .join('review_plan', 'review_plan.id', 'declaration.plan_id')
    .where({ account_id: actor.accountId, section: SECTION })
    .whereNot('declaration.state', 'removed')
    .orderBy([
      { column: 'plan_year', order: 'desc' },
      { column: 'declaration.created_at', order: 'desc' },
    ])
    .select('declaration.id', 'review_plan.name', 'declaration_form.data');
  const held = new Map<string, HeldTitle>();
  for (const { id, name, data } of forms)
    for (const row of Array.isArray(data.titles) ? data.titles.filter(isRaw) : []) {
      const key = `${text(row, 'certificateNo')} ${text(row, 'title')}`;
      if (!held.has(key)) held.set(key, heldFrom(row, id, name));
    }
  const admitted: (Omit<AdmittedTitle, 'levelLabel'> & { level: LevelCode })[] = await db('declaration')
    .join('review_plan', 'review_plan.id', 'declaration.plan_id')
    .join('title', 'title.id', 'declaration.title_id')
    .join('specialty', 'specialty.id', 'declaration.specialty_id')
    .where({ account_id: actor.accountId })
    .whereIn('declaration.state', ADMITTED)
    .orderBy('plan_year', 'desc')
    .select(
      ...['declaration.id as declarationId', 'plan_year as year', 'review_plan.name as planName', 'title.level'],
      ...['title.name as title', 'specialty.name as specialty', 'record_no as recordNo'],
    );
  return {
    held: [...held.values()].sort((a, b) => (a.grantedOn < b.grantedOn ? 1 : -1)),
    admitted: admitted.map(({ level, ...row }) => ({ ...row, levelLabel: LEVEL_LABELS[level] })),
  };
}

const heldFrom = (row: Raw, declarationId: string, planName: string): HeldTitle => ({
  title: text(row, 'title'),
  series: text(row, 'series'),
  specialty: text(row, 'specialty'),
  level: text(row, 'level'),
  grantedOn: text(row, 'grantedOn'),
  mode: text(row, 'mode'),
  certificateNo: text(row, 'certificateNo'),
  unit: text(row, 'unit'),
  declarationId,
  planName,
});
