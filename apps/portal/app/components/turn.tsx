type TurnProps = { page: number; last: number; total: number; onTurn(page: number): void };

/** Pages inside a form or a part of a page: the address belongs to the whole. */
export function Turn({ page, last, total, onTurn }: TurnProps) {
  if (last <= 1) return null;
  return (
    <p className="turn small">
      共 {total} 条，第 {page} / {last} 页{' '}
      <button type="button" className="linkbtn" disabled={page <= 1} onClick={() => onTurn(page - 1)}>
        上一页
      </button>{' '}
      <button type="button" className="linkbtn" disabled={page >= last} onClick={() => onTurn(page + 1)}>
        下一页
      </button>
    </p>
  );
}
