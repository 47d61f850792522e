import type { Mend, PlannedSection } from '@zhicheng/series-kit';

/** Where a gap is mended: the step and section of the fill page as the plan has it, and the field or row in it. */
export function mendLink(declarationId: string, sections: readonly PlannedSection[], mend: Mend | undefined): string {
  const base = `/declarations/${declarationId}/fill`;
  if (!mend?.section) return `${base}?step=submit`;
  const step = sections.find(({ section }) => section.code === mend.section)?.step ?? 'personal';
  const target = [mend.section, mend.entry, mend.field].filter(Boolean).join('.');
  return `${base}?step=${step}&section=${mend.section}#${target}`;
}
