type Props = { index: number; count: number; onMove(to: number): void; onRemove(): void };

type MoveProps = { label: string; position: number; possible: boolean; onMove(): void };

/** Rows are keyed by what they are, so the focus travels with the button of the row that moves. */
function Move({ label, position, possible, onMove }: MoveProps) {
  return (
    <button
      type="button"
      className="linkbtn"
      aria-disabled={possible ? undefined : true}
      onClick={() => possible && onMove()}
    >
      {label}
      <span className="vh">第 {position} 条</span>
    </button>
  );
}

/** 上移 下移 移除 as words (AH-20.02, AH-20.03). */
export function PickOps({ index, count, onMove, onRemove }: Props) {
  return (
    <>
      <Move label="上移" position={index + 1} possible={index > 0} onMove={() => onMove(index - 1)} />
      <Move label="下移" position={index + 1} possible={index < count - 1} onMove={() => onMove(index + 1)} />
      <button type="button" className="linkbtn" onClick={onRemove}>
        移除<span className="vh">第 {index + 1} 条</span>
      </button>
    </>
  );
}
