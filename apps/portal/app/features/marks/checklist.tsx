import type { Caller } from '@zhicheng/core';
import type { PlannedSection } from '@zhicheng/series-kit';
import { useId, useState, type ReactNode } from 'react';
import { Link } from '../../components/link.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { mendAddress } from '../declarations/fill/gaps.ts';

export type ChecklistItem = Awaited<ReturnType<Caller['declarations']['checklist']>>[number];

const STATES = {
  open: { face: 'back', word: '待修改' },
  changed: { face: 'pass', word: '已修改' },
  explained: { face: 'pass', word: '已说明' },
} as const;

type AnswerProps = { item: ChecklistItem; busy: boolean; onAnswer(answer: string): void };

/** 说明, for what stays as it is. */
function Answer({ item, busy, onAnswer }: AnswerProps) {
  const id = useId();
  const [text, setText] = useState(item.answer ?? '');
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <button type="button" className="linkbtn" onClick={() => setOpen(true)}>
        {item.answer ? '修改说明' : '不改，写说明'}
        <span className="vh">{item.label}</span>
      </button>
    );
  return (
    <div className="field">
      <label htmlFor={id}>说明：{item.label}</label>
      <textarea
        id={id}
        className="in in--area"
        rows={2}
        maxLength={500}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button
        type="button"
        className="btn btn--s"
        aria-busy={busy || undefined}
        onClick={() => {
          onAnswer(text);
          setOpen(false);
        }}
      >
        保存说明
      </button>
    </div>
  );
}

type Props = {
  items: readonly ChecklistItem[];
  sections: readonly PlannedSection[];
  declarationId: string;
  /** Absent where it is only shown. */
  answering?: { readonly busy: boolean; send(markId: string, answer: string): void };
  /** What can be done about an imported entry, here and now. */
  mending?(entry: string, label: string): ReactNode;
};

/** 退回清单: each mark with its reason, the way to the very place, and what has become of it. */
export function Checklist({ items, sections, declarationId, answering, mending }: Props) {
  if (items.length === 0) return null;
  const left = items.filter(({ state }) => state === 'open').length;
  const base = `/declarations/${declarationId}/fill`;
  return (
    <section className="note note--back" aria-label="退回清单" id="returned-marks">
      <p>
        <b>
          退回清单：共 {items.length} 处，{left > 0 ? `还有 ${left} 处待修改` : '已全部处理'}
        </b>
      </p>
      <ol className="marklist">
        {items.map((item) => {
          const { face, word } = STATES[item.state];
          return (
            <li key={item.id}>
              <StateTag face={face}>{word}</StateTag>{' '}
              <Link to={mendAddress(base, sections, item.mend) ?? `${base}?step=personal`}>{item.label}</Link>：
              {item.reason} <span className="small muted">（{item.by}）</span>
              {item.answer && item.state === 'explained' && <p>说明：{item.answer}</p>}
              {item.state !== 'changed' && (
                <div className="links">
                  {mending && item.mend.entry && mending(item.mend.entry, item.label)}
                  {answering && (
                    <Answer item={item} busy={answering.busy} onAnswer={(answer) => answering.send(item.id, answer)} />
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <p className="hint">改过的，系统自动识别为“已修改”；不需要改的，请写说明。全部处理后才能提交。</p>
    </section>
  );
}
