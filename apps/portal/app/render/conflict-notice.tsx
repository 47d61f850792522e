import { isBlank, show, type Fields, type Raw } from '@zhicheng/series-kit';
import { useState } from 'react';
import { clockOf } from '../beijing-time.ts';

type Saved<V> = { readonly raw: Raw; readonly version: V; readonly at?: string };
type Props<V> = { fields: Fields; mine: Raw; saved: Saved<V>; onResolve(raw: Raw, version: V): void };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const differing = (fields: Fields, mine: Raw, theirs: Raw): string[] =>
  Object.keys(fields).filter((name) => !same(mine[name], theirs[name]));

/** Whether there is an answer to choose. */
export const differs = (fields: Fields, mine: Raw, theirs: Raw): boolean => differing(fields, mine, theirs).length > 0;

/** Typed text may not be readable by its field yet; then it is shown as typed. */
function printed(fields: Fields, name: string, value: unknown): string {
  const field = fields[name];
  if (!field || isBlank(value)) return '（空）';
  const parsed = field.parse(value);
  return parsed.ok ? show(field, parsed.value) : String(value);
}

type RowProps = {
  name: string;
  label: string;
  mine: string;
  saved: string;
  keep: boolean;
  onKeep(keep: boolean): void;
};

function Choice({ name, label, mine, saved, keep, onKeep }: RowProps) {
  return (
    <tr role="row">
      <th scope="row">{label}</th>
      <td role="cell" data-l="我的">
        <label className="v pickone">
          <input type="radio" name={`keep-${name}`} checked={keep} onChange={() => onKeep(true)} />
          <span>{mine}</span>
        </label>
      </td>
      <td role="cell" data-l="已保存的">
        <label className="v pickone">
          <input type="radio" name={`keep-${name}`} checked={!keep} onChange={() => onKeep(false)} />
          <span>{saved}</span>
        </label>
      </td>
    </tr>
  );
}

/** Changed elsewhere meanwhile: mine and the saved one side by side, a choice per field, nothing overwritten silently. */
export function ConflictNotice<V extends number | null>({ fields, mine, saved, onResolve }: Props<V>) {
  const names = differing(fields, mine, saved.raw);
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set(names));
  const choose = (name: string, keep: boolean) => {
    const next = new Set(kept);
    if (keep) next.add(name);
    else next.delete(name);
    setKept(next);
  };
  const resolve = () => {
    const mineKept = Object.fromEntries([...kept].map((name) => [name, mine[name]]));
    onResolve({ ...saved.raw, ...mineKept }, saved.version);
  };
  return (
    <section className="note note--back conflict" role="alert" aria-label="内容在另一处被修改过">
      <h2>这份内容在另一处被修改过{saved.at && `（${clockOf(saved.at)}）`}</h2>
      <p>请选择每一处保留哪一份。现在什么都还没有覆盖。</p>
      <table className="tbl rt" role="table">
        <thead>
          <tr role="row">
            <th scope="col">内容</th>
            <th scope="col">我的</th>
            <th scope="col">已保存的</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {names.map((name) => (
            <Choice
              key={name}
              name={name}
              label={fields[name]?.label ?? name}
              mine={printed(fields, name, mine[name])}
              saved={printed(fields, name, saved.raw[name])}
              keep={kept.has(name)}
              onKeep={(keep) => choose(name, keep)}
            />
          ))}
        </tbody>
      </table>
      <div className="acts">
        <button type="button" className="btn btn--go" onClick={resolve}>
          按选择继续
        </button>
      </div>
    </section>
  );
}
