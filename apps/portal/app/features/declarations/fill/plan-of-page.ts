import type { Caller } from '@zhicheng/core';
import { plannedSections, type PlannedSection, type Step } from '@zhicheng/series-kit';
import { seriesOf } from '../../../series.ts';

export type FillView = Awaited<ReturnType<Caller['declarations']['fill']>>;
export type Candidates = Awaited<ReturnType<Caller['declarations']['candidates']>>;

/** AH-19.01 */
export const STEPS = [
  { key: 'personal', label: '个人信息' },
  { key: 'achievements', label: '申报业绩' },
  { key: 'overview', label: '结果一览表' },
  { key: 'submit', label: '提交审核' },
] as const;
export type StepKey = (typeof STEPS)[number]['key'];

export const stepOf = (text: string | null): StepKey => STEPS.find(({ key }) => key === text)?.key ?? 'personal';
export const stepLabel = (key: string): string => STEPS.find((step) => step.key === key)?.label ?? '';
export const nextStep = (step: StepKey): StepKey | undefined =>
  STEPS[STEPS.findIndex(({ key }) => key === step) + 1]?.key;

/** A sub-menu of the page: one section, or several under a common heading (业绩条件). */
export type Group = { readonly label: string; readonly step: Step; readonly sections: readonly PlannedSection[] };

/** Sections in page order; neighbours with the same heading stand together. */
export function groupsOf(sections: readonly PlannedSection[]): Group[] {
  const groups: { label: string; step: Step; sections: PlannedSection[] }[] = [];
  for (const section of sections) {
    const label = section.group ?? section.label;
    const known = groups.find((group) => group.label === label && group.step === section.step);
    if (known && section.group) known.sections.push(section);
    else groups.push({ label, step: section.step, sections: [section] });
  }
  return groups;
}

export const sectionsOf = ({ seriesCode, data }: Pick<FillView, 'seriesCode' | 'data'>): PlannedSection[] =>
  plannedSections(seriesOf(seriesCode), data.template, data.situation);
