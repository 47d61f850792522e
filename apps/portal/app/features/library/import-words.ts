import type { Caller } from '@zhicheng/core';
import type { StateFace } from '../../components/state-tag.tsx';

export type ImportItem = Awaited<ReturnType<Caller['library']['imports']>>['rows'][number];
export type ImportView = Awaited<ReturnType<Caller['library']['importView']>>;

export const MODES = [
  ['good', '只导入正确的行'],
  ['all', '全部正确才导入'],
] as const;
export const modeLabel = (mode: ImportItem['mode']): string => MODES.find(([known]) => known === mode)?.[1] ?? '';

/** Of an import in lists and on its page: mark and word. */
export function faceOf({ phase, stored, bad }: ImportItem): { face: StateFace; word: string } {
  switch (phase) {
    case 'queued':
      return { face: 'draft', word: '排队中' };
    case 'running':
      return { face: 'audit', word: '正在导入' };
    case 'cancelled':
      return { face: 'stop', word: '已取消' };
    case 'failed':
      return { face: 'back', word: '没有导入' };
    case 'done':
      if (bad === 0) return { face: 'pass', word: '导入成功' };
      return stored > 0 ? { face: 'back', word: '部分导入' } : { face: 'back', word: '没有导入' };
  }
}

export const isOpen = ({ phase }: ImportItem): boolean => phase === 'queued' || phase === 'running';
