import type { Caller } from '@zhicheng/core';

export type Phrases = Awaited<ReturnType<Caller['tasks']['phrases']>>;

/** Adds a phrase below what is there; one that is there already is not said twice. */
export function withPhrase(opinion: string, text: string): string {
  if (opinion.trim() === '') return text;
  return opinion.includes(text) ? opinion : `${opinion.trimEnd()}\n${text}`;
}

type Props = { phrases: Phrases; opinion: string; onWrite(opinion: string): void };

/** 常用意见: each press writes one more reason into the text, which stays editable. All reasons go at once. */
export function QuickReasons({ phrases: { standard, own }, opinion, onWrite }: Props) {
  const all = [...standard, ...own.map(({ text }) => ({ label: text, text }))];
  if (all.length === 0) return null;
  return (
    <div className="quick" role="group" aria-label="常用意见">
      <span className="small muted">点一下，加到意见里：</span>
      {all.map(({ label, text }) => (
        <button
          key={text}
          type="button"
          className="btn btn--s quick__b"
          aria-pressed={opinion.includes(text)}
          onClick={() => onWrite(withPhrase(opinion, text))}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
