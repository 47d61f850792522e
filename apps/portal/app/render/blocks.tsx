import type { Block, Cell } from '@zhicheng/series-kit';
import type { CSSProperties, ReactNode } from 'react';

type CellData = Exclude<Cell, string>;
type Rows = readonly (readonly Cell[])[];

const dataOf = (cell: Cell): CellData => (typeof cell === 'string' ? { text: cell } : cell);

const DAY = /(\d{4}-\d{2}-\d{2})/;

/** A date is never broken in the middle. */
function Unbroken({ text }: { text: string }) {
  return (
    <>
      {text.split(DAY).map((part, index) =>
        index % 2 === 1 ? (
          <span key={index} className="nw">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}

function CellBody({ cell }: { cell: CellData }) {
  if (cell.image) return <img src={`/files/${encodeURIComponent(cell.image)}?view=thumb`} alt={cell.text || '照片'} />;
  return <Unbroken text={cell.text} />;
}

const styleOf = ({ minHeightCm, align }: CellData): CSSProperties => ({
  ...(minHeightCm !== undefined && { height: `${minHeightCm}cm` }),
  ...(align && { textAlign: align }),
});

function GridCell({ cell }: { cell: Cell }) {
  const data = dataOf(cell);
  const classes = [data.vertical && 'paper__v', data.bold && 'paper__l'].filter(Boolean).join(' ');
  return (
    <td colSpan={data.span} rowSpan={data.rows} className={classes || undefined} style={styleOf(data)}>
      <CellBody cell={data} />
    </td>
  );
}

type Sized = CSSProperties & { readonly '--columns': number };
/** How many columns a table has, for the styles: a few of them fit a phone. */
const sized = (columns: number): Sized => ({ '--columns': columns });

const columnsIn = (rows: Rows): number =>
  Math.max(1, ...rows.map((row) => row.reduce((sum, cell) => sum + (dataOf(cell).span ?? 1), 0)));

function Widths({ widths }: { widths?: readonly number[] }) {
  if (!widths) return null;
  const sum = widths.reduce((a, b) => a + b, 0);
  return (
    <colgroup>
      {widths.map((width, index) => (
        <col key={index} style={{ width: `${(width / sum) * 100}%` }} />
      ))}
    </colgroup>
  );
}

function Body({ rows }: { rows: Rows }) {
  return (
    <tbody>
      {rows.map((row, index) => (
        <tr key={index}>
          {row.map((cell, at) => (
            <GridCell key={at} cell={cell} />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

type Of<T extends Block['type']> = Extract<Block, { type: T }>;

function Cover({ block }: { block: Of<'cover'> }) {
  return (
    <div className="paper__cover">
      {block.mark && <p className="paper__mark">{block.mark}</p>}
      <h2>{block.title}</h2>
      <dl>
        {block.lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {block.foot && <p>{block.foot}</p>}
    </div>
  );
}

function Table({ block }: { block: Of<'table'> }) {
  return (
    <div className="paper__scroll" tabIndex={0} role="region" aria-label={block.head.join('，')}>
      <table className="paper__t" style={sized(block.head.length)}>
        <Widths widths={block.widths} />
        <thead>
          <tr>
            {block.head.map((head, index) => (
              <th key={index} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <Body rows={block.rows} />
      </table>
    </div>
  );
}

function Grid({ block }: { block: Of<'grid'> }) {
  return (
    <div className="paper__scroll" tabIndex={0} role="region" aria-label="表格">
      <table className="paper__t" role="presentation" style={sized(columnsIn(block.rows))}>
        <Widths widths={block.widths} />
        <Body rows={block.rows} />
      </table>
    </div>
  );
}

function Opinion({ block }: { block: Of<'opinion'> }) {
  return (
    <table className="paper__t" role="presentation">
      <tbody>
        <tr>
          <td className="paper__v paper__l">{block.label}</td>
          <td className="paper__o">
            <p>{block.text}</p>
            <ul>
              {block.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Total over the types of block: a new one is a compile error here. */
function rendered(block: Block): ReactNode {
  switch (block.type) {
    case 'cover':
      return <Cover block={block} />;
    case 'title':
      return <h2 className="paper__title">{block.text}</h2>;
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'paragraph':
      return <p className={block.align === 'right' ? 'pre paper__right' : 'pre'}>{block.text}</p>;
    case 'note':
      return <p className="paper__note pre">{block.text}</p>;
    case 'grid':
      return <Grid block={block} />;
    case 'table':
      return <Table block={block} />;
    case 'opinion':
      return <Opinion block={block} />;
    case 'pageBreak':
      return <hr className="paper__break" />;
  }
}

/**
 * The review form as it will be printed. Masked texts stay masked here: only the printed file may reveal them.
 * @param watermark across the sheet, e.g. 未提交
 */
export function Blocks({ blocks, watermark }: { blocks: readonly Block[]; watermark?: string }) {
  return (
    <div className="paper" data-watermark={watermark}>
      {blocks.map((block, index) => (
        <div key={index} className={`paper__b paper__b--${block.type}`}>
          {rendered(block)}
        </div>
      ))}
    </div>
  );
}
