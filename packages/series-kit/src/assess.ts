import { allOf, gaps, judgeK, type Mend, type State, type Verdict } from './criterion.ts';
import { openDossier, type DossierData } from './dossier.ts';
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
export const assess = (series: Series, data: DossierData): Assessment => assessor(series, data)();

/**
 * The same evaluation on one reference date of the plan after the other (`asOf`, YYYY-MM-DD; the dossier's own unless
 * given): its rows, numbers and sections are read once.
 */
export function assessor(series: Series, data: DossierData): (asOf?: string) => Assessment {
  const dossier = openDossier(series, data);
  const judged = dossier.sections.flatMap((planned) =>
    planned.section.kind === 'pick'
      ? pickVerdict(planned.section, planned, data)
      : data.preview
        ? []
        : formVerdict(planned.section, planned, data),
  );
  const criteria = series.criteria.length > 0 ? allOf('申报条件', ...series.criteria) : undefined;
  const sections = all('sections', '材料完整性', judged);
  return (asOf = data.plan.asOf) => {
    const then = { ...dossier, plan: { ...dossier.plan, asOf } };
    const met = criteria?.evaluate(then, 'criteria') ?? all('criteria', '申报条件', []);
    const verdict = all('assessment', data.preview ? '资格预览' : '申报检测', [sections, met]);
    return { ...verdict, ready: verdict.state === 'met' && !data.preview, gaps: gaps(verdict) };
  };
}

/** Criteria that this plan has made impossible by switching off the section they need. Asked when a plan is saved. */
export function deadEnds(series: Series, data: DossierData): string[] {
  const on = new Set(openDossier(series, data).sections.map((s) => s.section.code));
  const dead = ({ section }: Mend) => section !== undefined && !on.has(section);
  return assess(series, { ...data, picks: {} })
    .gaps.filter(({ choose, mend }) => choose === undefined && mend.length > 0 && mend.every(dead))
    .map(({ label }) => label);
}
