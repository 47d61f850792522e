import { allOf, gaps, judgeK, type Mend, type State, type Verdict } from './criterion.ts';
import { openDossier, type Dossier, type DossierData } from './dossier.ts';
import { parseFields } from './row.ts';
import { parseForm, type AnyPick, type FormSection } from './section.ts';
import type { Series } from './series.ts';
import type { PlannedSection } from './template.ts';
import { isBlank, type Field, type Fields, type Issue } from './field.ts';

const all = (path: string, label: string, parts: readonly Verdict[]): Verdict => judgeK(path, label, Infinity, parts);

const leaf = (path: string, label: string, state: State, detail: string, mend: Mend): Verdict => ({
  path,
  state,
  label,
  detail,
  mend: [mend],
  parts: [],
});

/** Label of the outermost field of an issue's path; nested messages name the sub-row themselves. */
const labelOf = (fields: Fields, name = ''): string => {
  const field: Field | undefined = fields[name.split('.')[0] ?? ''];
  return field?.label ?? '';
};

const stateOf = (issue: Issue): State => (issue.blank ? 'open' : 'unmet');

function pickVerdict(section: AnyPick, { label, min, max, required }: PlannedSection, data: DossierData): Verdict {
  const path = `sections/${section.code}`;
  const picks = data.picks[section.code] ?? [];
  const mend = { section: section.code, entity: section.entity.code };
  const parts: Verdict[] = [];
  if (picks.length < min && (required || picks.length > 0)) {
    const lack = `至少${min}项，已导入${picks.length}项，还差${min - picks.length}项`;
    parts.push(leaf(`${path}/min`, '项数', 'unmet', lack, mend));
  }
  if (data.preview) return all(path, label, parts);
  if (max !== undefined && picks.length > max)
    parts.push(leaf(`${path}/max`, '项数', 'unmet', `最多${max}项，已导入${picks.length}项`, mend));
  const extras: Fields = section.extras ?? {};
  for (const { entry, extra = {} } of picks) {
    const parsed = parseFields(extras, extra);
    for (const issue of parsed.ok ? [] : parsed.issues) {
      const at = `${path}/extra/${issue.field ?? ''}/${entry}`;
      const where = { ...mend, entry, field: issue.field };
      parts.push(leaf(at, labelOf(extras, issue.field), stateOf(issue), issue.message, where));
    }
  }
  for (const name of picks.length > 0 ? (section.exactlyOne ?? []) : []) {
    const ticked = picks.filter((pick) => pick.extra?.[name] === true).length;
    const detail = `须且仅须勾选1项，已勾选${ticked}项`;
    if (ticked !== 1)
      parts.push(leaf(`${path}/one/${name}`, labelOf(extras, name), 'unmet', detail, { ...mend, field: name }));
  }
  return all(path, label, parts);
}

function formVerdict(section: FormSection, planned: PlannedSection, data: DossierData): Verdict {
  const path = `sections/${section.code}`;
  const raw = data.forms[section.code];
  if (raw === undefined && !planned.required) return all(path, planned.label, []);
  const { issues, draft } = parseForm(section, raw ?? {}, { today: data.filledOn, fields: planned.fields });
  const parts = issues.map((issue, index) =>
    leaf(
      `${path}/${issue.field ? `field/${issue.field}` : `check/${index}`}`,
      labelOf(planned.fields, issue.field) || planned.label,
      stateOf(issue),
      issue.message,
      { section: section.code, field: issue.field },
    ),
  );
  // Every question may be left out, but not all of them (GP.04: a plan may ask for existing titles).
  const nothing = Object.values(draft).every((answer) => isBlank(answer) || answer === false);
  if (planned.required && parts.length === 0 && nothing)
    parts.push(leaf(`${path}/check/none`, planned.label, 'open', `请填写${planned.label}`, { section: section.code }));
  return all(path, planned.label, parts);
}

export type Assessment = Verdict & { readonly ready: boolean; readonly gaps: readonly Verdict[] };

/**
 * The one evaluation. On a draft it is the live readiness list, inside `submit` it is the check that decides
 * (over the very data that is frozen), on previewData() it is the eligibility preview. Throws only on a defect:
 * an unknown level, or an entry that is missing or cannot be read.
 */
export const assess = (series: Series, data: DossierData): Assessment =>
  assessOpened(series, data, openDossier(series, data));

/** An assessment, and what time alone would make of its gaps. */
export interface Outlook {
  readonly now: Assessment;
  /** Whether a gap of `now` would still be one on another reference date of the plan (YYYY-MM-DD). */
  isMissing(path: string, asOf: string): boolean;
}

/** The same evaluation for looking ahead: rows are read once, and only the criterion with the gap is asked again. */
export function outlook(series: Series, data: DossierData): Outlook {
  const dossier = openDossier(series, data);
  const now = assessOpened(series, data, dossier);
  return {
    now,
    isMissing(path, asOf) {
      const then = { ...dossier, plan: { ...dossier.plan, asOf } };
      const asked = series.criteria.filter(({ label }) => `${path}/`.startsWith(`criteria/${label}/`));
      // Sections know no reference date.
      const found =
        asked.length === 0
          ? now.gaps
          : asked.flatMap((criterion) => {
              const verdict = criterion.evaluate(then, `criteria/${criterion.label}`);
              return verdict ? gaps(verdict) : [];
            });
      return found.some((gap) => gap.path === path);
    },
  };
}

function assessOpened(series: Series, data: DossierData, dossier: Dossier): Assessment {
  const sections = dossier.sections.flatMap((planned) =>
    planned.section.kind === 'pick'
      ? pickVerdict(planned.section, planned, data)
      : data.preview
        ? []
        : formVerdict(planned.section, planned, data),
  );
  const criteria = series.criteria.length > 0 ? allOf('申报条件', ...series.criteria) : undefined;
  const verdict = all('assessment', data.preview ? '资格预览' : '申报检测', [
    all('sections', '材料完整性', sections),
    criteria?.evaluate(dossier, 'criteria') ?? all('criteria', '申报条件', []),
  ]);
  return { ...verdict, ready: verdict.state === 'met' && !data.preview, gaps: gaps(verdict) };
}

/** Criteria that this plan has made impossible by switching off the section they need. Asked when a plan is saved. */
export function deadEnds(series: Series, data: DossierData): string[] {
  const on = new Set(openDossier(series, data).sections.map((s) => s.section.code));
  const dead = ({ section }: Mend) => section !== undefined && !on.has(section);
  return assess(series, { ...data, picks: {} })
    .gaps.filter(({ choose, mend }) => choose === undefined && mend.length > 0 && mend.every(dead))
    .map(({ label }) => label);
}
