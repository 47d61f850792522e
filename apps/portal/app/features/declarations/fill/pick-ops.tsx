import { useState } from 'react';

type Props = { index: number; count: number; onMove(to: number): void; onRemove(): void };

type MoveProps = { label: string; position: number; why: string | null; onMove(): void };

/** Rows are keyed by what they are, so the focus travels with the button of the row that moves. */
function Move({ label, position, why, onMove }: MoveProps) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button
        type="button"
        className="linkbtn"
        aria-disabled={why === null ? undefined : true}
        title={why ?? undefined}
        onClick={() => (why === null ? onMove() : setAsked(true))}
        onBlur={() => setAsked(false)}
      >
        {label}
        <span className="vh">第 {position} 条</span>
      </button>
      {asked && why !== null && (
        <span className="muted small" role="status">
          {why}
        </span>
      )}
    </>
  );
}

const FIRST = '已经是第一条，不能再上移。';
const LAST = '已经是最后一条，不能再下移。';

/** 上移 下移 移除 as words (AH-20.02, AH-20.03). */
export function PickOps({ index, count, onMove, onRemove }: Props) {
  return (
    <>
      <Move label="上移" position={index + 1} why={index > 0 ? null : FIRST} onMove={() => onMove(index - 1)} />
      <Move label="下移" position={index + 1} why={index < count - 1 ? null : LAST} onMove={() => onMove(index + 1)} />
      <button type="button" className="linkbtn" onClick={onRemove}>
        移除<span className="vh">第 {index + 1} 条</span>
      </button>
    </>
  );
}
