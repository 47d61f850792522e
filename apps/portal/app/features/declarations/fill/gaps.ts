import type { Assessment, Mend, PlannedSection, Verdict } from '@zhicheng/series-kit';
import type { ReadinessItem } from '../../../components/readiness-list.tsx';
import { fieldId } from '../../../render/field-path.ts';
import { stepLabel } from './plan-of-page.ts';

/** The photo belongs to every declaration and is no question of a section, whatever section its rule names. */
export const PHOTO = 'photo';
const isPhoto = (mend: Mend | undefined): boolean => mend?.field === PHOTO;

type Place = { readonly step: string; readonly label: string };

const placeOf = (sections: readonly PlannedSection[], mend: Mend | undefined): Place | undefined => {
  if (isPhoto(mend)) return { step: 'personal', label: '电子照片' };
  const found = sections.find(({ section }) => section.code === mend?.section);
  if (!found) return undefined;
  const label = found.group && found.group !== found.label ? `${found.group} > ${found.label}` : found.label;
  return { step: found.step, label };
};

/** The very field: step of the page and element. */
export function mendAddress(
  base: string,
  sections: readonly PlannedSection[],
  mend: Mend | undefined,
): string | undefined {
  const place = placeOf(sections, mend);
  if (!place || !mend?.section) return undefined;
  const path = isPhoto(mend) ? PHOTO : [mend.section, mend.entry, mend.field].filter(Boolean).join('.');
  return `${base}?step=${place.step}#${fieldId(path)}`;
}

const RULE_SEGMENTS = ['field', 'extra', 'check'];

/** The part of a section's verdict path that says what kind of rule it is: sections/<code>/<rule>/… */
const ruleOf = ({ path }: Verdict): string => (path.startsWith('sections/') ? (path.split('/')[2] ?? '') : '');

/** What to do, verb first, and the rule behind it. */
function wordsOf(gap: Verdict, section: string): { label: string; rule?: string } {
  const rule = ruleOf(gap);
  if (isPhoto(mendOf(gap)) || RULE_SEGMENTS.includes(rule)) return { label: gap.detail };
  if (rule === 'min') return { label: `导入${section}`, rule: gap.detail };
  if (rule === 'one') return { label: `勾选${gap.label}`, rule: gap.detail };
  return gap.parts.length > 0 ? { label: gap.label } : { label: gap.label, rule: gap.detail };
}

/** A missing answer is something to do; only a rule that cannot be judged yet is open. */
const isMissing = (gap: Verdict): boolean =>
  gap.state === 'unmet' || isPhoto(mendOf(gap)) || gap.path.startsWith('sections/');

/** Where the first mend of a gap, or of its branches, leads. */
const mendOf = (gap: Verdict): Mend | undefined => gap.mend[0] ?? gap.parts.flatMap(({ mend }) => mend)[0];

/** The branches of a choice: each says what it lacks and leads there. */
function waysOf(gap: Verdict, address: (mend: Mend | undefined) => string | undefined): ReadinessItem['ways'] {
  if (gap.parts.length === 0) return undefined;
  return gap.parts.map((part) => {
    const to = address(mendOf(part));
    return { label: part.label, detail: part.detail, ...(to && { to }) };
  });
}

export type GapItem = ReadinessItem & { readonly section?: string; readonly step?: string };

/** The readiness list, in page order. */
export function gapItems(assessment: Assessment, sections: readonly PlannedSection[], base: string): GapItem[] {
  const order = [PHOTO, ...sections.map(({ section }) => section.code)];
  const rank = ({ section }: GapItem): number => {
    const at = order.indexOf(section ?? '');
    return at < 0 ? order.length : at;
  };
  return assessment.gaps
    .map((gap): GapItem => {
      const mend = mendOf(gap);
      const place = placeOf(sections, mend);
      const found = sections.find(({ section }) => section.code === mend?.section);
      const address = (to: Mend | undefined) => mendAddress(base, sections, to);
      const ways = waysOf(gap, address);
      return {
        key: gap.path,
        ...wordsOf(gap, found?.label ?? ''),
        state: isMissing(gap) ? 'unmet' : 'open',
        ...(gap.clause && { clause: gap.clause }),
        ...(ways && { ways }),
        ...(place && { ...(!ways && { where: `${stepLabel(place.step)} > ${place.label}` }), step: place.step }),
        ...(mend?.section && { section: isPhoto(mend) ? PHOTO : mend.section }),
        to: ways ? undefined : address(mend),
      };
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Everything that was judged and holds, for the folded part of the list. */
export function metLabels(verdict: Verdict): string[] {
  if (verdict.parts.length === 0) return verdict.state === 'met' ? [verdict.label] : [];
  if (verdict.choose !== undefined) return verdict.state === 'met' ? [verdict.label] : [];
  return verdict.parts.flatMap(metLabels);
}
