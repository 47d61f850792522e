import type { Raw, Shape } from '@zhicheng/series-kit';
import { useEffect, useState } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { Turn } from '../../components/turn.tsx';
import { useSources, type LinkPage, type LinkRow } from '../sources.tsx';
import { entityColumns, linkFacts } from './link-columns.tsx';

export { Turn };

const SIZE = 10;
const NOTHING: LinkPage = { rows: [], total: 0, waiting: 0, ids: [] };

/** One page of what may be linked, asked of the server; null while it has not answered. */
function useLinkable(entity: string, keyword: string, page: number) {
  const search = useSources().searchLinks;
  const [found, setFound] = useState<LinkPage | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    setFailed(false);
    search?.(entity, { keyword, page })
      .then((answer) => current && setFound(answer))
      .catch(() => current && setFailed(true));
    return () => {
      current = false;
    };
  }, [search, entity, keyword, page]);
  return { found, failed };
}

type Props = {
  shape: Shape<'links'>;
  linked: ReadonlySet<string>;
  /** What the chosen ones get: answers of the extras that are choices. */
  onAdd(ids: readonly string[], extra: Raw, rows: readonly LinkRow[]): void;
};

/** What all rows that are added together get, asked once. */
function Said({ shape, said, onSay }: { shape: Shape<'links'>; said: Raw; onSay(name: string, value: string): void }) {
  return (
    <>
      {Object.entries(shape.extras).map(([name, field]) =>
        field.shape.kind === 'choice' ? (
          <label key={name} className="inline">
            加入为{' '}
            <select
              className="sel sel--s"
              aria-label={`加入的${shape.entity.label}的${field.label}`}
              value={String(said[name] ?? '')}
              onChange={({ currentTarget }) => onSay(name, currentTarget.value)}
            >
              <option value="">稍后选择{field.label}</option>
              {field.shape.options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </select>
          </label>
        ) : null,
      )}
    </>
  );
}

const given = (said: Raw): Raw => Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));

/** Searches the library page by page; rows are added one by one, by the page, or all that are found. */
export function LinkPicker({ shape, linked, onAdd }: Props) {
  const search = useSources().searchLinks;
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState({ keyword: '', page: 1 });
  const [ticked, setTicked] = useState<ReadonlyMap<string, LinkRow>>(new Map());
  const [said, setSaid] = useState<Raw>({});
  const [busy, setBusy] = useState(false);
  const { found, failed } = useLinkable(shape.entity.code, asked.keyword, asked.page);
  const { rows, total, waiting } = found ?? NOTHING;
  const open = rows.filter(({ id }) => !linked.has(id));
  const last = Math.max(1, Math.ceil(total / SIZE));
  const tick = (some: readonly LinkRow[], on: boolean) => {
    const next = new Map(ticked);
    for (const row of some)
      if (on) next.set(row.id, row);
      else next.delete(row.id);
    setTicked(next);
  };
  const add = (ids: readonly string[], known: readonly LinkRow[]) => {
    onAdd(ids, given(said), known);
    setTicked(new Map());
  };
  const addAll = async () => {
    if (!search || busy) return;
    setBusy(true);
    const all = await search(shape.entity.code, { keyword: asked.keyword, page: 1, everything: true }).catch(
      () => null,
    );
    setBusy(false);
    if (all) add(all.ids, all.rows);
  };
  const find = () => setAsked({ keyword: words.trim(), page: 1 });
  return (
    <div className="picker">
      <div className="picker__f">
        <input
          className="in in--s"
          type="search"
          aria-label={`查找${shape.entity.label}`}
          placeholder={shape.entity.searchHint ?? '请输入关键字进行查询'}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            find();
          }}
        />
        <button type="button" className="btn btn--s" onClick={find}>
          查找
        </button>
      </div>
      {failed && <p className="err">没有读到业绩库，请检查网络后再查找。</p>}
      {!found && !failed && <p role="status">正在读取…</p>}
      {found && (
        <DataTable
          caption={`可选的${shape.entity.label}`}
          dense
          columns={entityColumns<LinkRow>(shape)}
          rows={rows}
          rowKey={({ id }) => id}
          phoneSummary={linkFacts<LinkRow>(shape)}
          picking={{
            isPicked: ({ id }) => ticked.has(id),
            mayPick: ({ id }) => !linked.has(id),
            toggle: (row, on) => tick([row], on),
            toggleAll: (on) => tick(open, on),
            all: open.length > 0 && open.every(({ id }) => ticked.has(id)),
            why: '已经在列表中的不能再选',
          }}
          empty={<p className="hint">没有符合条件、且单位已审核通过的{shape.entity.label}。</p>}
        />
      )}
      {waiting > 0 && (
        <p className="hint">
          另有 {waiting} 条{shape.entity.label}单位还没有审核通过，通过后才能选择。
        </p>
      )}
      <Turn page={asked.page} last={last} total={total} onTurn={(page) => setAsked({ ...asked, page })} />
      <div className="acts">
        <Said shape={shape} said={said} onSay={(name, value) => setSaid({ ...said, [name]: value })} />
        <button
          type="button"
          className="btn btn--s"
          disabled={ticked.size === 0}
          onClick={() => add([...ticked.keys()], [...ticked.values()])}
        >
          加入所选 {ticked.size} 条
        </button>
        <button
          type="button"
          className="btn btn--s"
          disabled={total === 0}
          aria-busy={busy || undefined}
          onClick={() => void addAll()}
        >
          加入找到的全部 {total} 条
        </button>
      </div>
    </div>
  );
}
