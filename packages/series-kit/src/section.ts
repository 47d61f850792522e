import type { Entity, Linked } from './entity.ts';
import type { Fields, Issue, NoFields, Raw, Row } from './field.ts';
import { parseFields, partial } from './row.ts';
import type { DeclarationKind } from './series.ts';

/** Step of the fill page: 个人信息 or 申报业绩 (AH-19.01). */
export type Step = 'personal' | 'achievements';

interface SectionBase {
  readonly code: string;
  readonly label: string;
  readonly step: Step;
  /** Sub-menu heading that holds several sections, e.g. 业绩条件; without it the section is a sub-menu of its own. */
  readonly group?: string;
  readonly required?: boolean;
  readonly hint?: string;
  /** Present only for these declaration kinds (破格, 转评). */
  readonly kinds?: readonly DeclarationKind[];
}

/** Rows of one library entity, each with extra answers that belong to this declaration only. */
export interface PickSection<F extends Fields = Fields, P extends Fields = NoFields> extends SectionBase {
  readonly kind: 'pick';
  readonly entity: Entity<F>;
  readonly extras?: P;
  readonly min?: number;
  readonly max?: number;
  /** Check boxes among `extras` to be ticked on exactly one row (最高学历). */
  readonly exactlyOne?: readonly string[];
}

/** What a form puts right by itself, and the line that tells the person so. */
export type Settled<F extends Fields> = { readonly changes: Partial<Row<F>>; readonly notes: readonly string[] };

/** One-off fields; an attachment section is a form whose fields are file slots. */
export interface FormSection<F extends Fields = Fields> extends SectionBase {
  readonly kind: 'form' | 'attachments';
  readonly fields: F;
  /** Rules across fields. The row is partial: it is asked on drafts too, and a plan may switch fields off. */
  check?(row: Partial<Row<F>>, context: { readonly today: string }): readonly Issue[];
  /** Corrections made without asking (AH-25.08). */
  settle?(row: Partial<Row<F>>): Settled<F>;
}

export type AnyPick = PickSection<Fields, Fields>;
export type Section = AnyPick | FormSection;

/** `extra` is partial: a draft has holes, and an eligibility preview has no extras at all. */
export type Picked<F extends Fields, P extends Fields> = Omit<Linked<F, P>, 'extra'> & {
  readonly extra: Partial<Row<P>>;
};

type PickDefinition<F extends Fields, P extends Fields> = Omit<PickSection<F, P>, 'kind' | 'exactlyOne'> & {
  readonly exactlyOne?: readonly (keyof P & string)[];
};

export const pickSection = <F extends Fields, const P extends Fields = NoFields>(
  s: PickDefinition<F, P>,
): PickSection<F, P> => ({ kind: 'pick', ...s });
export const formSection = <const F extends Fields>(s: Omit<FormSection<F>, 'kind'>): FormSection<F> => ({
  kind: 'form',
  ...s,
});
export const attachments = <const F extends Fields>(s: Omit<FormSection<F>, 'kind'>): FormSection<F> => ({
  kind: 'attachments',
  ...s,
});

export type ParsedForm<F extends Fields> = {
  readonly ok: boolean;
  /** What can be relied on; complete if `ok`, but for fields that the plan relaxed and that were left blank. */
  readonly row: Partial<Row<F>>;
  /** What a draft stores. */
  readonly draft: Raw;
  readonly issues: readonly Issue[];
  readonly notes: readonly string[];
};

/** Parser of a form section. `fields` are the section's as the plan has them (see PlannedSection.fields). */
export function parseForm<F extends Fields>(
  section: FormSection<F>,
  raw: Raw,
  { today, fields = section.fields }: { readonly today: string; readonly fields?: Fields },
): ParsedForm<F> {
  const settled = section.settle?.(relied(section, fields, raw)) ?? { changes: {}, notes: [] };
  const answers = { ...raw, ...settled.changes };
  const parsed = parseFields(fields, answers);
  const row = relied(section, fields, answers);
  const issues = [...(parsed.ok ? [] : parsed.issues), ...(section.check?.(row, { today }) ?? [])];
  return { ok: issues.length === 0, row, draft: parsed.ok ? parsed.row : parsed.draft, issues, notes: settled.notes };
}

/** A field that the plan relaxed may be null where its type says it is not: it is left out instead. */
function relied<F extends Fields>(section: FormSection<F>, fields: Fields, raw: Raw): Partial<Row<F>> {
  const known = Object.entries(partial(parseFields(fields, raw)) as Raw);
  const typed = known.filter(([name, value]) => value !== null || section.fields[name]?.required === false);
  return Object.fromEntries(typed) as Partial<Row<F>>;
}
