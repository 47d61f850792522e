import type { Block } from '@zhicheng/series-kit';

/** Ids of the pictures that a form shows. */
export const fileIds = (blocks: readonly Block[]): string[] => {
  const ids = new Set<string>();
  for (const block of blocks) {
    if (block.type !== 'grid' && block.type !== 'table') continue;
    for (const row of block.rows)
      for (const cell of row) if (typeof cell !== 'string' && cell.image !== undefined) ids.add(cell.image);
  }
  return [...ids];
};
