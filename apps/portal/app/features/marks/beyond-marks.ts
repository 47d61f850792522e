import type { ChecklistItem } from './checklist.tsx';

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * What the opinion of a return says besides its marks, which the checklist shows one by one: an opinion without words
 * of its own is composed of them, a numbered line each.
 */
export const beyondMarks = (opinion: string, items: readonly Pick<ChecklistItem, 'label' | 'reason'>[]): string =>
  items
    .reduce(
      (text, { label, reason }) => text.replace(new RegExp(`^\\d+\\. ${quoted(`${label}：${reason}`)}$`, 'm'), ''),
      opinion,
    )
    .trim();
