import type {
  AddedSection,
  Adjustment,
  FieldAdjustment,
  Fields,
  Series,
  Slot,
  Step,
  Template,
} from '@zhicheng/series-kit';
import { files } from '@zhicheng/series-kit';

/** One section as the editor lists it: of the series, or of this plan alone. */
export type SectionRow = {
  readonly code: string;
  readonly label: string;
  readonly kind: 'pick' | 'form' | 'attachments';
  readonly step: Step;
  readonly added: boolean;
  readonly off: boolean;
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly order: number;
  /** Questions or upload slots, as the series has them. */
  readonly fields: Fields;
};

const STEP_ORDER: Readonly<Record<Step, number>> = { personal: 0, achievements: 1 };

const slotFields = (slots: readonly Slot[]): Fields =>
  Object.fromEntries(
    slots.map(({ code, label, required = true, ...limits }) => [code, { ...files(label, limits), required }]),
  );

/** All sections that a plan of this series could ask for, in the order that applicants meet them. */
export function sectionRows(series: Series, template: Template): SectionRow[] {
  const own = series.sections.map((section) => ({
    ...{ code: section.code, label: section.label, kind: section.kind, step: section.step, added: false },
    required: section.required ?? (section.kind === 'pick' && (section.min ?? 0) > 0),
    ...(section.kind === 'pick'
      ? { min: section.min, max: section.max, fields: {} }
      : { min: undefined, max: undefined, fields: section.fields }),
  }));
  const added = template.add.map((section) => ({
    ...{ code: section.code, label: section.label, kind: section.kind, added: true },
    step: section.step ?? (section.kind === 'pick' ? ('achievements' as const) : ('personal' as const)),
    required: section.required ?? false,
    ...(section.kind === 'pick'
      ? { min: section.min, max: section.max, fields: {} }
      : { min: undefined, max: undefined, fields: slotFields(section.slots) }),
  }));
  return [...own, ...added]
    .map((row, index) => {
      const change = template.adjust[row.code] ?? {};
      return {
        ...row,
        label: change.label ?? row.label,
        off: change.off ?? false,
        required: change.required ?? row.required,
        min: change.min ?? row.min,
        max: change.max ?? row.max,
        order: change.order ?? (index + 1) * 10,
      };
    })
    .sort((a, b) => STEP_ORDER[a.step] - STEP_ORDER[b.step] || a.order - b.order);
}

/** A section changed; what says nothing any more is left out. */
export function adjusted(template: Template, code: string, change: Partial<Adjustment>): Template {
  const merged = Object.entries({ ...template.adjust[code], ...change }).filter(([, value]) => value !== undefined);
  const { [code]: _old, ...others } = template.adjust;
  return { ...template, adjust: merged.length > 0 ? { ...others, [code]: Object.fromEntries(merged) } : others };
}

/** One question or slot of a section changed. */
export function adjustedField(template: Template, code: string, field: string, change: FieldAdjustment): Template {
  const fields = template.adjust[code]?.fields ?? {};
  return adjusted(template, code, { fields: { ...fields, [field]: { ...fields[field], ...change } } });
}

/** Moves a section past its neighbour of the same step. */
export function moved(series: Series, template: Template, code: string, by: -1 | 1): Template {
  const rows = sectionRows(series, template);
  const at = rows.findIndex((row) => row.code === code);
  const here = rows[at];
  const there = rows[at + by];
  if (!here || !there || here.step !== there.step) return template;
  const codes = rows.map((row) => row.code);
  codes[at] = there.code;
  codes[at + by] = here.code;
  return codes.reduce((all, one, index) => adjusted(all, one, { order: (index + 1) * 10 }), template);
}

/** A code that neither the series nor the plan has yet. */
export function freshCode(prefix: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`${prefix}${n}`)) return `${prefix}${n}`;
}

const codesOf = (series: Series, template: Template): string[] =>
  [...series.sections, ...template.add].map(({ code }) => code);

/** A section of this plan's own: further upload slots, or further achievements of one kind. */
export function withSection(
  series: Series,
  template: Template,
  section: { readonly label: string; readonly entity: string | null },
): Template {
  const code = freshCode('extra', codesOf(series, template));
  const { label, entity } = section;
  const added: AddedSection = entity
    ? { code, label, kind: 'pick', entity, step: 'achievements' }
    : { code, label, kind: 'attachments', step: 'personal', slots: [newSlot('file1', label)] };
  return { ...template, add: [...template.add, added] };
}

/** What a new slot takes unless said otherwise (AH-04.10). */
export const newSlot = (code: string, label: string): Slot => ({
  ...{ code, label, required: true, types: ['jpg', 'png', 'pdf'], maxMB: 2, maxCount: 5 },
});

/** Takes a section of this plan's own away, and what was said about it. */
export function withoutSection(template: Template, code: string): Template {
  const { [code]: _gone, ...adjust } = template.adjust;
  return { ...template, adjust, add: template.add.filter((section) => section.code !== code) };
}

/** The slots of an added section replaced. */
export const withSlots = (template: Template, code: string, slots: readonly Slot[]): Template => ({
  ...template,
  add: template.add.map((section) =>
    section.code === code && section.kind === 'attachments' ? { ...section, slots } : section,
  ),
});
