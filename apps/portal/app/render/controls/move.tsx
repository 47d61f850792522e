type Props = { index: number; count: number; onMove(to: number): void; onRemove?(): void };

/** @returns the list with two neighbours exchanged */
export const swapped = <T,>(items: readonly T[], from: number, to: number): T[] =>
  items.map((item, index) => (index === from ? (items[to] ?? item) : index === to ? (items[from] ?? item) : item));

type MoveProps = { label: string; position: number; possible: boolean; onMove(): void };

/** Keeps the focus on the same words of the row that moved. */
function Move({ label, position, possible, onMove }: MoveProps) {
  return (
    <button
      type="button"
      className="linkbtn"
      aria-disabled={possible ? undefined : true}
      onClick={({ currentTarget }) => {
        if (!possible) return;
        const list = currentTarget.closest('ol, tbody');
        const from = currentTarget.closest('li, tr');
        const rows = list ? [...list.children] : [];
        const at = from ? rows.indexOf(from) : -1;
        onMove();
        const target = rows[label === '上移' ? at - 1 : at + 1];
        const buttons = target ? [...target.querySelectorAll<HTMLButtonElement>('.move button')] : [];
        buttons.find((button) => button.textContent?.startsWith(label))?.focus();
      }}
    >
      {label}
      <span className="vh">第 {position} 条</span>
    </button>
  );
}

/** 上移 下移 移除 as words; dragging is never the only way. */
export function MoveButtons({ index, count, onMove, onRemove }: Props) {
  return (
    <span className="move small">
      <Move label="上移" position={index + 1} possible={index > 0} onMove={() => onMove(index - 1)} />
      <Move label="下移" position={index + 1} possible={index < count - 1} onMove={() => onMove(index + 1)} />
      {onRemove && (
        <button type="button" className="linkbtn" onClick={onRemove}>
          移除<span className="vh">第 {index + 1} 条</span>
        </button>
      )}
    </span>
  );
}
