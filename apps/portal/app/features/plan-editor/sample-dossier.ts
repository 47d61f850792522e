import {
  plannedSections,
  type DeclarationKind,
  type DossierData,
  type LevelCode,
  type Series,
  type StoredEntry,
} from '@zhicheng/series-kit';
import { dayOf } from '../../beijing-time.ts';
import type { PreviewView } from './preview.tsx';

/** An invented person with one sample entry in every section that this plan asks for. */
export function sampleDossier(
  series: Series,
  { plan, template }: PreviewView,
  { level, kind }: { level: LevelCode; kind: DeclarationKind },
): DossierData {
  const specialty = plan.specialties[0]?.name ?? '';
  const institutionCategory = plan.institutionCategories[0];
  const situation = { level, kind, specialty, ...(institutionCategory && { institutionCategory }) };
  const entries: Record<string, StoredEntry> = {};
  const picks: Record<string, { entry: string; extra: Record<string, never> }[]> = {};
  for (const { section } of plannedSections(series, template, situation)) {
    if (section.kind !== 'pick') continue;
    const { entity } = section;
    entries[section.code] = { entity: entity.code, version: entity.version, data: entity.sample };
    picks[section.code] = [{ entry: section.code, extra: {} }];
  }
  const day = dayOf(plan.declareUntil);
  return {
    applicant: {
      name: '示例一',
      gender: '男',
      birthDate: '1985-01-01',
      idType: '居民身份证',
      idNumberMasked: '999**************1',
      unitName: '示例单位',
      unitNature: '事业单位',
    },
    plan: { year: plan.year, name: plan.name, committee: plan.committee, level: plan.levelLabel, asOf: day },
    situation,
    seriesName: plan.seriesName,
    title: plan.titles.find((title) => title.level === level)?.name ?? '',
    filledOn: day,
    preview: false,
    template,
    entries,
    picks,
    forms: {},
  };
}
