import {
  addYears,
  LEVEL_LABELS,
  outlook,
  plannedSections,
  previewData,
  type Assessment,
  type DeclarationKind,
  type LevelCode,
  type Mend,
  type Outlook,
  type State,
  type Verdict,
} from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound } from '../errors.ts';
import type { PlanData } from '../plans/plan-data.ts';
import { shanghaiDay } from './moments.ts';
import { knownOf, previewBase, type Asked, type Known } from './preview-dossier.ts';

/** Years looked ahead for a condition that time alone fulfils. */
const YEARS_AHEAD = 15;

/** A condition that is not met, with what a person can do about it. */
export interface EligibilityGap {
  readonly path: string;
  readonly label: string;
  readonly detail: string;
  readonly clause: string | null;
  /** unmet: something is missing; open: cannot be judged from what is known. */
  readonly state: 'unmet' | 'open';
  /** Branches of a choice, one of which is enough. */
  readonly choices: readonly string[];
  readonly mend: readonly { readonly label: string; readonly to: string }[];
  /** Met as soon as the unit approves what stands in the library already. */
  readonly waiting: boolean;
  /** Plan year in which time alone will have met it; null where time does not, or nobody can tell. */
  readonly earliestYear: number | null;
}
export interface Eligibility {
  readonly asked: {
    readonly kind: DeclarationKind;
    readonly titleId: string;
    readonly specialtyId: string;
    readonly institutionCategory: string | null;
  };
  readonly state: State;
  readonly met: readonly string[];
  readonly gaps: readonly EligibilityGap[];
  /** Plan year from which nothing is missing any more if everything that time does not mend is mended; null: unknown. */
  readonly earliestYear: number | null;
}
export interface EligibilityAnswers {
  readonly kind?: DeclarationKind;
  readonly titleId?: string;
  readonly specialtyId?: string;
  readonly institutionCategory?: string;
}

interface PlanRow {
  readonly id: string;
  readonly data: PlanData;
  readonly declare_until: Date;
  readonly plugin_code: string | null;
  readonly series_name: string;
  /** Titles that it offers, in the order of the catalogue. */
  readonly titles: readonly TitleRow[];
  /** Names of the specialties that it offers, by their identity. */
  readonly specialties: Readonly<Record<string, string>>;
}
interface TitleRow {
  readonly id: string;
  readonly name: string;
  readonly level: LevelCode;
}

/** Published plans with the content that a declaration made now would pin. */
const plansOf = ({ db }: Core, ids: readonly string[]): Promise<PlanRow[]> =>
  db('review_plan')
    .join('review_plan_version as frozen', (on) =>
      on.on('frozen.plan_id', 'review_plan.id').andOn('frozen.plan_version', 'review_plan.plan_version'),
    )
    .join('title_series', 'title_series.code', 'review_plan.series_code')
    .whereIn('review_plan.id', [...ids])
    .whereNot('review_plan.state', 'draft')
    .select(
      'review_plan.id',
      'declare_until',
      'frozen.data',
      'title_series.plugin_code',
      'title_series.name as series_name',
      db.raw(
        `(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'level', level) order by ordinal), '[]')
          from title where id in (select jsonb_array_elements_text(frozen.data->'titleIds')::uuid)) as titles`,
      ),
      db.raw(
        `(select coalesce(jsonb_object_agg(id, name), '{}') from specialty
          where id in (select jsonb_array_elements_text(frozen.data->'specialtyIds')::uuid)) as specialties`,
      ),
    );

/**
 * 我能报吗 for one plan: the series' own criteria over the person's library, registration and last declaration. Judged
 * for the given answers; those not given are the person's last ones, or the plan's first. Bound or not makes no
 * difference: that is `mayDeclare`. NOT_FOUND for a plan that is not published, INVALID for answers it does not offer.
 */
export async function eligibility({
  core,
  actor,
  planId,
  ...answers
}: { core: Core; actor: Actor; planId: string } & EligibilityAnswers): Promise<Eligibility> {
  const [[plan], known] = await Promise.all([plansOf(core, [planId]), knownOf(core, actor.accountId)]);
  if (!plan) throw notFound('评审计划');
  const chosen = choose(plan, answers, known);
  const specialty = plan.specialties[chosen.specialtyId];
  const title = plan.titles.find(({ id }) => id === chosen.titleId);
  if (specialty === undefined || !title) throw invalid([issue('choice', '本计划没有这个专业或职称，请重新选择。')]);
  const asked = askedOf(core, plan, { ...chosen, title, specialty });
  if (!asked) throw notFound('评审计划');
  const ahead = judge(asked, known, known.approved);
  const { now } = ahead;
  const soon = now.gaps.length > 0 ? judge(asked, known, await known.entered()).now : now;
  const yearOf = yearsAhead(asked, ahead);
  const gaps = now.gaps.map((gap) => gapOf(core, asked, gap, soon, yearOf));
  return { asked: chosen, state: now.state, met: metOf(now), gaps, earliestYear: earliestOf(gaps) };
}

export interface EligibilityTag {
  readonly planId: string;
  readonly state: State;
  /** Conditions that are unmet, or cannot be judged where none is. */
  readonly missing: number;
  /** Of which level this is said, where the plan has several. */
  readonly level: string | null;
}

/**
 * The same for a list of plans, in a word each: for the level of the plan that is nearest. Plans that cannot be judged
 * (not published, series not installed) have no answer. A fixed number of queries, one evaluation per level and plan.
 */
export async function eligibilityTags({
  core,
  actor,
  planIds,
}: {
  core: Core;
  actor: Actor;
  planIds: readonly string[];
}): Promise<EligibilityTag[]> {
  if (planIds.length === 0) return [];
  const [plans, known] = await Promise.all([plansOf(core, planIds), knownOf(core, actor.accountId)]);
  return plans.flatMap((plan) => {
    const tags = plan.data.levels.flatMap((level) => {
      const title = plan.titles.find((one) => one.level === level);
      if (!title) return [];
      const chosen = choose(plan, { titleId: title.id }, known);
      const asked = askedOf(core, plan, { ...chosen, title, specialty: plan.specialties[chosen.specialtyId] ?? '' });
      return asked ? [tagOf(plan, level, judge(asked, known, known.approved).now)] : [];
    });
    const [nearest] = [...tags].sort(byNearness);
    return nearest ? [nearest] : [];
  });
}

const ORDER: Readonly<Record<State, number>> = { met: 0, open: 1, unmet: 2 };
const byNearness = (a: EligibilityTag, b: EligibilityTag): number =>
  ORDER[a.state] - ORDER[b.state] || a.missing - b.missing;

const tagOf = (plan: PlanRow, level: LevelCode, { state, gaps }: Assessment): EligibilityTag => ({
  planId: plan.id,
  state,
  missing: gaps.filter((gap) => gap.state === state).length,
  level: plan.data.levels.length > 1 ? LEVEL_LABELS[level] : null,
});

const specialtyFor = ({ specialtyIds }: PlanData, { last }: Known): string | undefined =>
  specialtyIds.find((id) => id === last?.specialtyId) ?? specialtyIds[0];

interface Chosen {
  readonly kind: DeclarationKind;
  readonly titleId: string;
  readonly specialtyId: string;
  readonly institutionCategory: string | null;
}

/** What is judged: the answers where the plan offers them, else what is likeliest. */
function choose({ data, titles }: PlanRow, answers: EligibilityAnswers, known: Known): Chosen {
  const offered = <T>(value: T | undefined, all: readonly T[]): T | undefined =>
    value !== undefined && all.includes(value) ? value : undefined;
  const inFirst = new Set(titles.filter(({ level }) => level === data.levels[0]).map(({ id }) => id));
  const nearest = data.titleIds.find((id) => inFirst.has(id)) ?? data.titleIds[0];
  return {
    kind:
      offered(answers.kind, data.kinds) ??
      offered<DeclarationKind>('REGULAR', data.kinds) ??
      data.kinds[0] ??
      'REGULAR',
    titleId: offered(answers.titleId, data.titleIds) ?? nearest ?? '',
    specialtyId: offered(answers.specialtyId, data.specialtyIds) ?? specialtyFor(data, known) ?? '',
    institutionCategory: answers.institutionCategory ?? known.last?.institutionCategory ?? null,
  };
}

/** undefined where the series is not installed here, or does not have the level. */
function askedOf(
  core: Core,
  plan: PlanRow,
  { kind, title, specialty, institutionCategory }: Chosen & { title: TitleRow; specialty: string },
): Asked | undefined {
  const series = core.series.find(plan.plugin_code);
  if (!series?.levels.some(({ code }) => code === title.level)) return undefined;
  const category = series.institutionCategories?.find((one) => one === institutionCategory);
  return {
    series,
    seriesName: plan.series_name,
    plan: plan.data,
    asOf: shanghaiDay(plan.declare_until),
    situation: { level: title.level, specialty, kind, ...(category && { institutionCategory: category }) },
    titleName: title.name,
  };
}

function judge(asked: Asked, known: Known, entries: Known['approved']): Outlook {
  const data = previewData(asked.series, previewBase(asked, known, entries));
  return outlook(asked.series, { ...data, forms: known.forms });
}

/** Labels of the conditions that are met: the top of the tree of criteria. */
const metOf = (assessment: Assessment): string[] =>
  (assessment.parts.find(({ path }) => path === 'criteria')?.parts ?? [])
    .filter(({ state }) => state === 'met')
    .map(({ label, detail }) => `${label}：${detail}`);

function gapOf(
  core: Core,
  asked: Asked,
  gap: Verdict,
  soon: Assessment,
  yearOf: (path: string) => number | null,
): EligibilityGap {
  const mends = [...gap.mend, ...gap.parts.flatMap(({ mend }) => mend)];
  return {
    path: gap.path,
    label: sectionOf(asked, gap) ?? gap.label,
    detail: gap.choose === undefined ? gap.detail : `${gap.detail}，以下满足${gap.choose}项即可`,
    clause: gap.clause ?? null,
    state: gap.state === 'open' ? 'open' : 'unmet',
    choices: gap.choose === undefined ? [] : gap.parts.map(({ label, detail }) => `${label}：${detail}`),
    mend: linksOf(core, asked, mends),
    waiting: !soon.gaps.some(({ path }) => path === gap.path),
    earliestYear: gap.state === 'unmet' ? yearOf(gap.path) : null,
  };
}

/** “项数” of a section says nothing without the section. */
function sectionOf({ series, plan, situation }: Asked, { path, label }: Verdict): string | undefined {
  const [root, code] = path.split('/');
  if (root !== 'sections') return undefined;
  const section = plannedSections(series, plan.template, situation).find((one) => one.section.code === code);
  return section && `${section.label}（${label}）`;
}

/** Library entities are mended in the library; answers of a form are given in the declaration itself. */
function linksOf(core: Core, { series }: Asked, mends: readonly Mend[]): EligibilityGap['mend'] {
  const entities = [...new Set(mends.flatMap(({ entity }) => (entity ? [entity] : [])))];
  return entities.flatMap((code) => {
    const entity = series.library.find((one) => one.code === code) ?? core.series.findEntity(code);
    return entity ? [{ label: entity.label, to: `/library/${code}` }] : [];
  });
}

/** For a condition, the first plan year whose reference date meets it with what is known today. */
const yearsAhead =
  ({ asOf, plan }: Asked, ahead: Outlook) =>
  (path: string): number | null => {
    for (let years = 1; years <= YEARS_AHEAD; years += 1)
      if (!ahead.isMissing(path, addYears(asOf, years))) return plan.year + years;
    return null;
  };

const earliestOf = (gaps: readonly EligibilityGap[]): number | null => {
  const years = gaps.flatMap(({ earliestYear }) => earliestYear ?? []);
  return years.length > 0 ? Math.max(...years) : null;
};
