import { useFetcher } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import type { loader } from '../../routes/units.search.ts';

export type UnitHit = Awaited<ReturnType<Caller['organisations']['search']>>[number];

type Props = {
  open: boolean;
  onClose(): void;
  onChoose(unit: UnitHit): void;
  /** What to do when the unit is not among them (AH-03.03). */
  nothing: ReactNode;
};

type HitsProps = Pick<Props, 'onChoose' | 'nothing'> & { keyword: string; units: readonly UnitHit[] };

function Hits({ keyword, units, onChoose, nothing }: HitsProps) {
  if (keyword === '') return <p className="hint">请先输入单位名称，再点“查询”。</p>;
  if (units.length === 0)
    return (
      <div>
        <p>
          <b>没有找到“{keyword}”。</b>只列出已在本平台完成注册的单位。
        </p>
        {nothing}
      </div>
    );
  return (
    <ul className="rows unithits">
      {units.map((unit) => (
        <li key={unit.organisationId}>
          <span>
            {unit.name}
            <span className="hint">{unit.regionName || '属地未完善'}</span>
          </span>
          <button type="button" className="btn btn--s" onClick={() => onChoose(unit)}>
            选择<span className="vh">{unit.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The search box of 选择单位: name, 查询, and 选择 after each unit. Stands inside other forms, hence is none itself. */
export function UnitSearch({ open, onClose, onChoose, nothing }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const search = useFetcher<typeof loader>();
  useEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      input.current?.focus();
    }
    if (!open) dialog.current?.close();
  }, [open]);
  const run = () => search.load(`/units/search?q=${encodeURIComponent(words.trim())}`);
  const found = search.data;
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={`${id}-h`} onClose={onClose}>
      <div className="dialog__h">
        <h2 id={`${id}-h`}>选择单位</h2>
        <button type="button" className="dialog__x" aria-label="关闭" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="dialog__b">
        <div className="filter unitsearch" role="search">
          <div className="field filter__q">
            <label htmlFor={id}>单位名称</label>
            <input
              ref={input}
              className="in"
              id={id}
              type="search"
              placeholder="请输入单位名称"
              maxLength={100}
              value={words}
              onChange={({ currentTarget }) => setWords(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                run();
              }}
            />
          </div>
          <button type="button" className="btn" aria-busy={search.state !== 'idle'} onClick={run}>
            查询
          </button>
        </div>
        <div aria-live="polite">{found && <Hits {...found} onChoose={onChoose} nothing={nothing} />}</div>
      </div>
    </dialog>
  );
}
