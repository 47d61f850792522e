import type { Entity } from './entity.ts';
import type { Field, Fields } from './field.ts';
import { files } from './nested-kinds.ts';
import type { Section, Step } from './section.ts';
import type { Series, Situation } from './series.ts';
import type { Threshold, ThresholdRow } from './threshold.ts';

/** What the convening unit may change about a series for one plan. JSON: stored, versioned, frozen with the snapshot. */
export interface Template {
  readonly adjust: Readonly<Record<string, Adjustment>>;
  readonly add: readonly AddedSection[];
  readonly thresholds: Readonly<Record<string, readonly ThresholdRow[]>>;
  /** Upload slots of the employer's recommendation (GP.80). */
  readonly unitSlots: Readonly<Record<string, FieldAdjustment>>;
  /** Further slots of the employer's, of this plan only. */
  readonly addUnitSlots?: readonly Slot[];
}

/** One question of a form or one upload slot: asked or not, required or not, with other limits (GP.03, GP.05). */
export type FieldAdjustment = {
  readonly off?: boolean;
  readonly required?: boolean;
  readonly types?: readonly string[];
  readonly maxMB?: number;
  readonly maxCount?: number;
};

export type Adjustment = {
  readonly off?: boolean;
  readonly required?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly order?: number;
  readonly label?: string;
  readonly group?: string;
  readonly hint?: string;
  readonly fields?: Readonly<Record<string, FieldAdjustment>>;
};

export type Slot = Omit<FieldAdjustment, 'off'> & { readonly code: string; readonly label: string };
/** A section born as data has no type, and needs none: only generic code reads it. */
export type AddedSection = {
  readonly code: string;
  readonly label: string;
  readonly group?: string;
  readonly step?: Step;
  readonly required?: boolean;
} & (
  | { readonly kind: 'pick'; readonly entity: string; readonly min?: number; readonly max?: number }
  | { readonly kind: 'attachments'; readonly slots: readonly Slot[] }
);

export const plainTemplate: Template = { adjust: {}, add: [], thresholds: {}, unitSlots: {} };

/** A section as this plan has it. `section` stays the object the series was typed with. */
export type PlannedSection = {
  readonly section: Section;
  readonly label: string;
  readonly step: Step;
  readonly group?: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly min: number;
  readonly max?: number;
  /** Questions of a form or attachment section as the plan has them; {} for picks. */
  readonly fields: Fields;
};

const adjustField = (field: Field, { required, types, maxMB, maxCount }: FieldAdjustment): Field => {
  const { shape } = field;
  const limited =
    shape.kind === 'files' && (types ?? maxMB ?? maxCount) !== undefined
      ? {
          ...files(field.label, {
            types: types ?? shape.types,
            maxMB: maxMB ?? shape.maxMB,
            maxCount: maxCount ?? shape.maxCount,
          }),
          note: field.note,
          placeholder: field.placeholder,
          once: field.once,
          required: field.required,
        }
      : field;
  return { ...limited, required: required ?? limited.required };
};

/** Most plans change nothing about most sections, and every section of every plan in a list is asked. */
const adjustFields = (fields: Fields, changes: Readonly<Record<string, FieldAdjustment>> = {}): Fields =>
  Object.keys(changes).length === 0
    ? fields
    : Object.fromEntries(
        Object.entries(fields)
          .filter(([name]) => !changes[name]?.off)
          .map(([name, field]) => [name, changes[name] ? adjustField(field, changes[name]) : field]),
      );

/** The employer's upload slots for this plan. */
export const plannedUnitSlots = (series: Series, template: Template): Fields => ({
  ...adjustFields(series.unitSlots, template.unitSlots),
  ...slotFields(template.addUnitSlots ?? []),
});

const slotField = ({ label, required = true, ...limits }: Slot): Field => ({ ...files(label, limits), required });
const slotFields = (slots: readonly Slot[]): Fields =>
  Object.fromEntries(slots.map((slot) => [slot.code, slotField(slot)]));

function fromData(added: AddedSection, library: readonly Entity[]): Section[] {
  if (added.kind === 'attachments') {
    return [{ ...added, step: added.step ?? 'personal', fields: slotFields(added.slots) }];
  }
  const entity = library.find((e) => e.code === added.entity);
  return entity ? [{ ...added, step: added.step ?? 'achievements', entity }] : [];
}

function planned(section: Section, change: Adjustment): PlannedSection {
  const own = section.kind === 'pick' ? section : { min: undefined, max: undefined };
  const required = change.required ?? section.required ?? (own.min ?? 0) > 0;
  const min = change.min ?? own.min ?? 0;
  return {
    section,
    label: change.label ?? section.label,
    step: section.step,
    group: change.group ?? section.group,
    hint: change.hint ?? section.hint,
    required,
    min: required ? Math.max(min, 1) : min,
    max: change.max ?? own.max,
    fields: section.kind === 'pick' ? {} : adjustFields(section.fields, change.fields),
  };
}

/** The sections of one declaration, in order: the series' own, as the plan changed them, and the plan's additions. */
export function plannedSections(series: Series, template: Template, situation: Situation): PlannedSection[] {
  return [...series.sections, ...template.add.flatMap((added) => fromData(added, series.library))]
    .map((section, index) => ({ section, change: template.adjust[section.code] ?? {}, index }))
    .filter(({ section, change }) => !change.off && (section.kinds?.includes(situation.kind) ?? true))
    .map((it) => ({ ...it, order: it.change.order ?? (it.index + 1) * 10 }))
    .sort((a, b) => a.order - b.order)
    .map(({ section, change }) => planned(section, change));
}

/** 导入数量不限, 至少2项，最多5项 … (AH-22.04). */
export const limitText = ({ min, max }: Pick<PlannedSection, 'min' | 'max'>): string =>
  min <= 1 && max === undefined
    ? '导入数量不限'
    : [min > 0 ? `至少${min}项` : '', max === undefined ? '' : `最多${max}项`].filter(Boolean).join('，');

export const thresholdsOf = (series: Series): Threshold[] => [...new Set(series.criteria.flatMap((c) => c.thresholds))];

/** Template data is written by people: names that mean nothing are refused when the plan is saved. */
export function templateErrors(series: Series, template: Template): string[] {
  const added = template.add.flatMap((a) => fromData(a, series.library));
  const sections = new Map([...series.sections, ...added].map((s) => [s.code, s]));
  const thresholds = new Set(thresholdsOf(series).map((t) => t.code));
  const fieldsOf = (section: Section | undefined): Fields =>
    section === undefined || section.kind === 'pick' ? {} : section.fields;
  const codes = [...series.sections, ...template.add].map((s) => s.code);
  return [
    ...Object.keys(template.adjust)
      .filter((code) => !codes.includes(code))
      .map((code) => `没有栏目 ${code}`),
    ...Object.entries(template.adjust).flatMap(([code, { fields = {} }]) =>
      Object.keys(fields)
        .filter((name) => codes.includes(code) && !fieldsOf(sections.get(code))[name])
        .map((name) => `栏目 ${code} 没有填写项 ${name}`),
    ),
    ...Object.keys(template.unitSlots)
      .filter((code) => !series.unitSlots[code])
      .map((code) => `没有单位上传项 ${code}`),
    ...Object.keys(template.thresholds)
      .filter((code) => !thresholds.has(code))
      .map((code) => `没有条件参数 ${code}`),
    ...template.add
      .filter((a) => a.kind === 'pick' && !series.library.some((e) => e.code === a.entity))
      .map((a) => `栏目 ${a.code} 的业绩类型不存在`),
    ...template.add
      .filter((a, i) => codes.indexOf(a.code) !== series.sections.length + i)
      .map((a) => `栏目 ${a.code} 重复`),
    ...template.add
      .filter((a) => a.kind === 'attachments' && new Set(a.slots.map((s) => s.code)).size < a.slots.length)
      .map((a) => `栏目 ${a.code} 的上传项重复`),
    ...(template.addUnitSlots ?? [])
      .filter(({ code }, i, all) => series.unitSlots[code] || all.findIndex((s) => s.code === code) !== i)
      .map(({ code }) => `单位上传项 ${code} 重复`),
    ...Object.entries(template.adjust)
      .filter(([code, change]) => {
        const own = sections.get(code);
        const limits = own?.kind === 'pick' ? own : { min: undefined, max: undefined };
        return (change.min ?? limits.min ?? 0) > (change.max ?? limits.max ?? Infinity);
      })
      .map(([code]) => `栏目 ${code} 的最少项数大于最多项数`),
  ];
}
