import type { Block } from '@zhicheng/series-kit';
import { coverParts } from './cover-page.ts';
import { gridTable, listTable, type PrintKnowledge } from './grid-table.ts';
import { paragraph, type ParagraphStyle, type RunStyle } from './ooxml.ts';
import { opinionTable, type OpinionBlock } from './opinion-table.ts';
import { paragraphsOf } from './text-runs.ts';
import { FACES, FIRST_LINE, SIZES } from './typography.ts';

type TextBlock = Extract<Block, { type: 'title' | 'heading' | 'paragraph' | 'note' }>;

const TEXTS: Record<TextBlock['type'], { run: RunStyle; paragraph: ParagraphStyle }> = {
  title: {
    run: { face: FACES.title, size: SIZES.title },
    paragraph: { align: 'center', spacing: { before: 200, after: 200 }, keepNext: true },
  },
  heading: {
    run: { face: FACES.black, size: SIZES.heading },
    paragraph: { spacing: { before: 200, after: 100 }, keepNext: true },
  },
  paragraph: {
    run: { face: FACES.fangSong, size: SIZES.body },
    paragraph: { spacing: { line: 400, after: 80 }, indent: FIRST_LINE, align: 'both' },
  },
  note: { run: { face: FACES.song, size: SIZES.note }, paragraph: { spacing: { before: 40, after: 40 } } },
};

/** Two characters from the edge, as below every letter. */
const AT_RIGHT: ParagraphStyle = {
  align: 'right',
  indent: { right: SIZES.body * 20 },
  spacing: { line: 400, after: 80 },
};

const textParts = ({ type, text, align }: TextBlock, pageBreakBefore: boolean): string => {
  const { run, paragraph: usual } = TEXTS[type];
  const style = align === 'right' ? AT_RIGHT : usual;
  const printed = type === 'paragraph' && text.trim() === '' ? '无' : text;
  const [first = '', ...rest] = printed.split('\n');
  const begin = paragraphsOf(first, run, pageBreakBefore ? { ...style, pageBreakBefore } : style);
  return rest.length > 0 ? begin + paragraphsOf(rest.join('\n'), run, style) : begin;
};

/** Hardly visible: keeps two tables apart (Word would join them), or carries a page break that a table cannot. */
const APART: ParagraphStyle = { spacing: { before: 0, after: 0, line: 120, exact: true } };
const ON_NEW_PAGE: ParagraphStyle = { ...APART, pageBreakBefore: true };
const separator = (pageBreakBefore: boolean) => paragraph('', pageBreakBefore ? ON_NEW_PAGE : APART);

export type Group = Exclude<Block, { type: 'opinion' | 'pageBreak' }> | { type: 'opinions'; opinions: OpinionBlock[] };
export type Placed = { readonly group: Group; readonly onNewPage: boolean };

/** Opinions in a row become one group; page breaks become a property of what follows them, so none is left over. */
export const groupBlocks = (blocks: readonly Block[]): Placed[] => {
  const placed: Placed[] = [];
  let breakNext = false;
  for (const block of blocks) {
    if (block.type === 'pageBreak') {
      breakNext = placed.length > 0;
      continue;
    }
    const last = placed.at(-1)?.group;
    if (block.type === 'opinion' && last?.type === 'opinions' && !breakNext) {
      last.opinions.push(block);
      continue;
    }
    const group: Group = block.type === 'opinion' ? { type: 'opinions', opinions: [block] } : block;
    placed.push({ group, onNewPage: breakNext || (block.type === 'cover' && placed.length > 0) });
    breakNext = block.type === 'cover';
  }
  return placed;
};

const tableOf = (group: Extract<Group, { type: 'grid' | 'table' | 'opinions' }>, knowledge: PrintKnowledge): string => {
  if (group.type === 'grid') return gridTable(group, knowledge);
  return group.type === 'table' ? listTable(group, knowledge) : opinionTable(group.opinions, knowledge.room);
};

const isTable = (group: Group | undefined) =>
  group?.type === 'grid' || group?.type === 'table' || group?.type === 'opinions';

/** Everything between the first page's head and the last page's foot, in order; a text for each block or so. */
export const blockParts = (blocks: readonly Block[], knowledge: PrintKnowledge): string[] => {
  const groups = groupBlocks(blocks).filter(({ group }) => group.type !== 'grid' || group.rows.length > 0);
  return groups.map(({ group, onNewPage }, index): string => {
    if (group.type === 'cover') return (onNewPage ? separator(true) : '') + coverParts(group);
    if (group.type === 'grid' || group.type === 'table' || group.type === 'opinions') {
      const apart = onNewPage || isTable(groups[index - 1]?.group);
      return (apart ? separator(onNewPage) : '') + tableOf(group, knowledge);
    }
    return textParts(group, onNewPage);
  });
};
