import { useFetcher } from '@remix-run/react';
import { useId, useState } from 'react';
import type { loader } from '../../routes/audit-tree.bodies.ts';
import { FieldError, Label } from '../../render/controls/frame.tsx';

export type Body = { readonly organisationId: string; readonly name: string };
type Props = {
  /** Name of the form field; its value is the id of the body. */
  name: string;
  label: string;
  initial?: Body;
  error?: string;
  capacity?: 'employer';
  onChoose?(body: Body): void;
};

/** 机构名称: typed + Enter, fuzzy search, chosen from a list (HN-31.02). */
export function BodyField({ name, label, initial, error, capacity, onChoose }: Props) {
  const id = useId();
  const search = useFetcher<typeof loader>();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(initial);
  const [open, setOpen] = useState(false);
  const run = () => {
    setOpen(true);
    search.load(`/audit-tree/bodies?${new URLSearchParams({ q: words.trim(), ...(capacity && { capacity }) })}`);
  };
  const bodies = open ? search.data?.bodies : undefined;
  return (
    <div className="field">
      <label className="lab" htmlFor={id}>
        <Label required>{label}</Label>
      </label>
      <input type="hidden" name={name} value={chosen?.organisationId ?? ''} />
      <div className="pickline">
        <input
          className="in"
          id={id}
          type="search"
          placeholder="输入机构名称后按回车"
          aria-required
          aria-invalid={error ? true : undefined}
          maxLength={100}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            run();
          }}
        />
        <button type="button" className="btn" onClick={run} aria-busy={search.state !== 'idle' || undefined}>
          查询<span className="vh">：{label}</span>
        </button>
      </div>
      <div aria-live="polite">
        {chosen && <p>已选：{chosen.name}</p>}
        {bodies?.length === 0 && (
          <p className="hint">没有找到“{search.data?.keyword}”。可输入名称的一部分，或统一社会信用代码。</p>
        )}
        {bodies && bodies.length > 0 && (
          <ul className="rows unithits">
            {bodies.map((body) => (
              <li key={body.organisationId}>
                <span>
                  {body.name}
                  <span className="hint">{body.regionName || '属地未完善'}</span>
                </span>
                <button
                  type="button"
                  className="btn btn--s"
                  onClick={() => {
                    setChosen(body);
                    onChoose?.(body);
                    setOpen(false);
                  }}
                >
                  选择<span className="vh">{body.name}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {error && <FieldError message={error} />}
    </div>
  );
}
