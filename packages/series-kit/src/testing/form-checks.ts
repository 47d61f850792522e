import type { Block, Cell } from '../document.ts';
import { openDossier, type DossierData } from '../dossier.ts';
import type { Section } from '../section.ts';
import { DECLARATION_KINDS, type Series } from '../series.ts';
import { complainIf, dossierWith, HOLES, situationsOf, type Check } from './check.ts';

/** The different numbers of columns of a grid's lines, cells that reach down from earlier lines included. */
function widthsOf(rows: readonly (readonly Cell[])[]): number[] {
  const reaching: number[] = [];
  const widths = rows.map((row, index) => {
    let width = reaching[index] ?? 0;
    for (const cell of row) {
      const { span = 1, rows: down = 1 } = typeof cell === 'string' ? {} : cell;
      width += span;
      for (let i = 1; i < down; i++) reaching[index + i] = (reaching[index + i] ?? 0) + span;
    }
    return width;
  });
  return [...new Set(widths)];
}

const uneven = (block: Block): boolean =>
  block.type === 'table'
    ? widthsOf(block.rows).some((width) => width !== block.head.length)
    : block.type === 'grid' && widthsOf(block.rows).length !== 1;

function wrongBlocks(blocks: readonly Block[]): string[] {
  return [
    ...complainIf(!['cover', 'title'].includes(blocks[0]?.type ?? ''), 'begins with neither a cover nor a title'),
    ...blocks.flatMap((block) => {
      const text = JSON.stringify(block);
      return [
        ...complainIf(HOLES.test(text), `prints a hole: ${text}`),
        ...complainIf(uneven(block), `has lines of different width: ${text.slice(0, 200)}`),
      ];
    }),
  ];
}

const print = (series: Series, data: DossierData): readonly Block[] => series.reviewForm(openDossier(series, data));
const printed = (series: Series, data: DossierData): string => JSON.stringify(print(series, data));

/** Taking a section's content away has to change what is printed, or it never reaches the paper. */
function unprinted(series: Series, section: Section): boolean {
  const kind = section.kinds?.[0] ?? DECLARATION_KINDS[0];
  const full = dossierWith(series, 1, { kind, filled: true });
  const { [section.code]: _picks, ...picks } = full.picks;
  const { [section.code]: _answers, ...forms } = full.forms;
  return printed(series, full) === printed(series, { ...full, picks, forms });
}

/** What holds for the papers of a series: they print whatever there is, and everything that there is. */
export const formChecks = (series: Series): Check[] => [
  ...[0, 1, 40].map((rows): Check => ({
    name: `the review form renders with ${rows} rows, blank and filled in`,
    complaints: () =>
      situationsOf(series).flatMap((situation) =>
        [true, false].flatMap((filled) =>
          wrongBlocks(print(series, dossierWith(series, rows, { ...situation, filled }))),
        ),
      ),
  })),
  {
    name: 'the review form prints every section but the attachments',
    complaints: () =>
      series.sections
        .filter((section) => section.kind !== 'attachments' && unprinted(series, section))
        .map(({ code }) => code),
  },
  {
    name: 'the form of a declaration kind renders, blank and filled in',
    complaints: () =>
      situationsOf(series).flatMap((situation) =>
        [true, false].flatMap((filled) => {
          const form = series.kindForm?.(openDossier(series, dossierWith(series, 1, { ...situation, filled })));
          return form ? [...complainIf(form.name === '', 'it has no name'), ...wrongBlocks(form.blocks)] : [];
        }),
      ),
  },
];
