import { limitText, type PlannedSection } from '@zhicheng/series-kit';
import type { Group } from './plan-of-page.ts';

type Limits = Pick<PlannedSection, 'required' | 'min' | 'max'>;

/** 必填项, 导入数量不限 (AH-22.05): whether anything must be imported, and how many entries. */
export const limitWords = (planned: Limits): string => `${planned.required ? '必填项' : '选填'}，${limitText(planned)}`;

/** How many entries at least and at most, and what cannot be done here. */
export const pickHint = (planned: Limits): string =>
  `${limitWords(planned)}。只能导入单位审核通过的业绩；导入后不能在此修改。`;

/** 温馨提示 (AH-22.04): how many items there are, and what is asked of a single one. */
export function groupHint({ label, sections }: Pick<Group, 'label' | 'sections'>): string | undefined {
  const picks = sections.filter(({ section }) => section.kind === 'pick');
  const [only] = picks;
  if (picks.length === 0) return sections.length === 1 ? sections[0]?.hint : undefined;
  if (picks.length > 1 || !only) return `温馨提示：${label}共${picks.length}项，见各项说明。`;
  return `温馨提示：${label}共1项，${pickHint(only)}`;
}

/** 1、综述(必填项) (AH-22.05). @param number from 1; null where items are not counted */
export function itemTitle(
  { section, label, required }: Pick<PlannedSection, 'section' | 'label' | 'required'>,
  number: number | null,
): string {
  const mark = required && section.kind === 'pick' ? '(必填项)' : '';
  return `${number === null ? '' : `${number}、`}${label}${mark}`;
}
