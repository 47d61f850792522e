import type { ReactNode } from 'react';
import { secondOf } from '../beijing-time.ts';
import { Tel } from '../frames/footer.tsx';
import { Icon } from './icon.tsx';
import { KeyValues, type Pair } from './key-values.tsx';

type Props = {
  recordNo: string;
  /** ISO instant of the server. */
  at: string;
  /** Hex of the snapshot's hash. */
  hash?: string;
  /** What was sent, with counts: 工作经历 3 条 … */
  sent: readonly Pair[];
  holder: { name: string; phone?: string };
  /** What comes next. */
  next: ReactNode;
  children?: ReactNode;
};

function Hash({ hash }: { hash: string }) {
  return (
    <details className="hash">
      <summary>
        {hash.slice(0, 8)} … {hash.slice(-8)}
      </summary>
      <code>{hash}</code>
    </details>
  );
}

/** A page, not a dialog: it can be reloaded and printed, and shows the same again. */
export function Receipt({ recordNo, at, hash, sent, holder, next, children }: Props) {
  return (
    <article className="receipt">
      <h1>
        <span className="receipt__ok">
          <Icon name="check" />
        </span>
        已提交
      </h1>
      <KeyValues
        columns={1}
        items={[
          ['申报编号', <b key="no">{recordNo}</b>],
          ['提交时间', `${secondOf(at)}（北京时间）`],
          ['现在由谁审核', <Holder key="holder" {...holder} />],
          ['接下来', next],
          ...(hash ? [['内容校验码', <Hash key="hash" hash={hash} />] as const] : []),
        ]}
      />
      <h2>提交的内容</h2>
      <KeyValues items={sent} />
      <div className="acts">
        <button type="button" className="btn" onClick={() => window.print()}>
          <Icon name="printer" />
          打印回执
        </button>
        {children}
      </div>
    </article>
  );
}

function Holder({ name, phone }: { name: string; phone?: string }) {
  return (
    <>
      {name}
      {phone && (
        <>
          ，<Tel number={phone} />
        </>
      )}
    </>
  );
}
