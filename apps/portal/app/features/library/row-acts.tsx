import { useHref, useSearchParams } from '@remix-run/react';
import { lastingSearch } from '../../passing-query.ts';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import type { Entry } from './entry-list.tsx';

/** What the owner does to an entry as a whole (AH-07.09). */
export type Move = 'withdraw' | 'adjust' | 'discard' | 'remove';
export const MOVE_WORDS: Readonly<Record<Move, string>> = {
  withdraw: '撤回',
  adjust: '调整',
  discard: '放弃修改',
  remove: '删除',
};
export const MOVES = ['withdraw', 'adjust', 'discard', 'remove'] as const satisfies readonly Move[];

const reasonId = (entry: Entry, move: Move): string => `why-${move}-${entry.id}`;

type MoveProps = { entry: Entry; move: Move; name: string; onAsk(move: Move): void };

function MoveButton({ entry, move, name, onAsk }: MoveProps) {
  const { allowed, why } = entry.can[move];
  if (!allowed && !why) return null;
  return (
    <button
      type="button"
      className="linkbtn"
      aria-disabled={allowed ? undefined : true}
      aria-describedby={allowed ? undefined : reasonId(entry, move)}
      onClick={() => (allowed ? onAsk(move) : document.getElementById(reasonId(entry, move))?.focus())}
    >
      {MOVE_WORDS[move]}
      <span className="vh">{name}</span>
    </button>
  );
}

type Props = { entry: Entry; name: string; onAsk(move: Move): void };

/** 修改 查看 撤回 调整 删除, those that the state has; one that is held stays, with its reason in the row below. */
export function RowActs({ entry, name, onAsk }: Props) {
  const [query] = useSearchParams();
  const search = lastingSearch(query);
  const list = useHref('.');
  return (
    <span className="links">
      {entry.can.edit.allowed && (
        <Link to={`${list}/${entry.id}/edit${search}`} preventScrollReset>
          修改<span className="vh">{name}</span>
        </Link>
      )}
      <Link to={`${list}/${entry.id}${search}`} preventScrollReset>
        查看<span className="vh">{name}</span>
      </Link>
      {MOVES.map((move) => (
        <MoveButton key={move} entry={entry} move={move} name={name} onAsk={onAsk} />
      ))}
    </span>
  );
}

/** Why a held entry cannot be moved, under its row. */
export function HeldReasons({ entry }: { entry: Entry }) {
  const held = MOVES.filter((move) => !entry.can[move].allowed && entry.can[move].why);
  return (
    <>
      {held.map((move) => (
        <p key={move} className="why" id={reasonId(entry, move)} tabIndex={-1}>
          <Icon name="lock" />
          <span>{entry.can[move].why}</span>
        </p>
      ))}
    </>
  );
}
