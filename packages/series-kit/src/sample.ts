import { type Entity, type RowContext, type StoredEntry } from './entity.ts';
import type { DossierData } from './dossier.ts';
import type { Raw } from './field.ts';
import type { DeclarationKind, Series } from './series.ts';
import { plainTemplate, type Template } from './template.ts';

export const TODAY = '2026-10-31';
/** A row context without a library behind it. */
export const offline: RowContext = { today: TODAY, linked: () => [] };

export type Sample = {
  picks?: Record<string, readonly (Raw & { extra?: Raw })[]>;
  forms?: Record<string, Raw>;
  entries?: Record<string, StoredEntry>;
  level?: Series['levels'][number]['code'];
  kind?: DeclarationKind;
  template?: Partial<Template>;
  preview?: boolean;
  specialty?: string;
  institutionCategory?: string;
};

export const storedSample = (entity: Entity, changes: Raw = {}): StoredEntry => ({
  entity: entity.code,
  version: entity.version,
  data: { ...entity.sample, ...changes },
});

/** A dossier in one expression: rows are the entity's sample with changes. */
export function dossierOf(
  series: Series,
  { picks = {}, forms = {}, entries = {}, template, preview = false, level, kind = 'REGULAR', ...rest }: Sample = {},
): DossierData {
  const stored: Record<string, StoredEntry> = { ...entries };
  const picked = Object.entries(picks).map(([code, rows]) => {
    const section = series.sections.find((s) => s.code === code);
    if (section?.kind !== 'pick') throw new Error(`no pick section ${code}`);
    return [
      code,
      rows.map(({ extra, ...changes }, index) => {
        const entry = `${code}-${index}`;
        stored[entry] = storedSample(section.entity, changes);
        return { entry, extra };
      }),
    ] as const;
  });
  const first = series.levels[0];
  return {
    applicant: {
      name: '示例一',
      gender: '男',
      birthDate: '1985-01-01',
      idType: '居民身份证',
      idNumberMasked: '999**************1',
      unitName: '示例市第一中学',
      unitNature: '事业单位',
    },
    plan: { year: 2026, name: '2026年度示例计划', committee: '示例评审委员会', level: '高级', asOf: TODAY },
    situation: {
      level: level ?? first?.code ?? 'INTERMEDIATE',
      specialty: rest.specialty ?? series.specialties[0] ?? '',
      kind,
      institutionCategory: rest.institutionCategory,
    },
    seriesName: series.label,
    title: series.levels.find((l) => l.code === level)?.label ?? first?.label ?? '',
    filledOn: TODAY,
    template: { ...plainTemplate, ...template },
    preview,
    entries: stored,
    picks: Object.fromEntries(picked),
    forms,
  };
}
