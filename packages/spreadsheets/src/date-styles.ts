import { attribute, tagsOf } from './xml-text.ts';

/** Formats of their own number that show a day; the others write theirs down. 27..36, 50..58 are Chinese ones. */
const DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58]);
/** Without quoted words, escaped characters, colours and conditions: what is left of a date has a y, m or d. */
const isDay = (code: string): boolean =>
  /[ymd]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')[0] ?? '');

/**
 * Which cell styles show a number as a day.
 * @param xml styles.xml
 */
export function dateStyles(xml: string): ReadonlySet<number> {
  const codes = new Map(
    tagsOf(xml, 'numFmt').map((tag) => [Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '']),
  );
  const shown = (format: number) => {
    const code = codes.get(format);
    return code === undefined ? DAYS.has(format) : isDay(code);
  };
  const formats = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? '';
  return new Set(
    tagsOf(formats, 'xf').flatMap((tag, index) => (shown(Number(attribute(tag, 'numFmtId') ?? 0)) ? [index] : [])),
  );
}
