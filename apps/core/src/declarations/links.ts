import type { Mend, Series } from '@zhicheng/series-kit';

/** Where a gap is mended: the step and section of the fill page, and the field or row in it. */
export function mendLink(declarationId: string, series: Series, mend: Mend | undefined): string {
  const base = `/declarations/${declarationId}/fill`;
  if (!mend?.section) return `${base}?step=submit`;
  const section = series.sections.find((s) => s.code === mend.section);
  const step = section?.step ?? 'personal';
  const target = [mend.section, mend.entry, mend.field].filter(Boolean).join('.');
  return `${base}?step=${step}&section=${mend.section}#${target}`;
}
