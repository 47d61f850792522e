import { broken } from './refusal.ts';
import { unescaped, wordsIn } from './xml-text.ts';

/** What the reader of the sheet sees in a cell; with `wrong` where that is nothing one could import. */
export type SeenCell = string | { readonly text: string; readonly wrong: string };

/** What cells refer to. */
export interface BookContext {
  readonly strings: readonly string[];
  /** Styles that show a number as a day. */
  readonly dates: ReadonlySet<number>;
  /** Days between the first day of this book's calendar and 30 December 1899. */
  readonly firstDay: number;
}

export const textIn = (cell: SeenCell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));
export const wrongIn = (cell: SeenCell | undefined): string | undefined =>
  typeof cell === 'object' ? cell.wrong : undefined;

const SIGNIFICANT = 15;
const DAY_MS = 86_400_000;
const LAST_DAY = 2_958_465;

function numberCell(text: string, style: number, { dates, firstDay }: BookContext): SeenCell {
  const value = Number(text);
  if (Number.isNaN(value)) return text;
  if (dates.has(style) && value >= 1 && value <= LAST_DAY)
    return new Date(Date.UTC(1899, 11, 30) + (Math.floor(value) + firstDay) * DAY_MS).toISOString().slice(0, 10);
  if (Number.isInteger(value) && Math.abs(value) >= 10 ** SIGNIFICANT)
    return { text: String(value), wrong: '数字太长，后几位已经丢失。请把单元格格式改为“文本”后重新填写。' };
  return String(Number(value.toPrecision(SIGNIFICANT)));
}

const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</;
const FORMULA = /<(?:\w+:)?f[\s/>]/;
const NO_RESULT = '公式没有结果。请复制后“粘贴为数值”再上传。';

/**
 * Reads one cell. A formula shows its result; one that the program has not computed shows nothing usable.
 * @param type the attribute t, `n` where there is none
 */
export function seenCell(type: string, style: number, inner: string, context: BookContext): SeenCell {
  if (type === 'inlineStr') return wordsIn(inner);
  const value = VALUE.exec(inner)?.[1];
  if (value === undefined || (value === '' && type !== 'str'))
    return FORMULA.test(inner) ? { text: '', wrong: NO_RESULT } : '';
  switch (type) {
    case 's': {
      const text = context.strings[Number(value)];
      if (text === undefined) throw broken();
      return text;
    }
    case 'str':
      return unescaped(value);
    case 'b':
      return value === '1' || value === 'true' ? '是' : '否';
    case 'e':
      return { text: '', wrong: `单元格显示 ${unescaped(value)}，请更正。` };
    case 'd':
      return value.slice(0, 10);
    default:
      return numberCell(value, style, context);
  }
}
