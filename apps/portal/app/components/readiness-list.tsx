import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

export type ReadinessItem = {
  readonly key: string;
  /** Verb first: 再导入 1 篇论文. */
  readonly label: string;
  /** Leads to the very field; a fragment may name it. */
  readonly to?: string;
  /** 个人信息 > 年度考核 */
  readonly where?: string;
  readonly rule?: string;
  readonly clause?: string;
  /** Ways to meet it, any of which will do; each leads to its own place. */
  readonly ways?: readonly { readonly label: string; readonly detail: string; readonly to?: string }[];
  /** open: cannot be judged yet. */
  readonly state: 'unmet' | 'open';
};

type Props = { items: readonly ReadinessItem[]; met?: readonly string[]; id?: string };

function Item({ item }: { item: ReadinessItem }) {
  const small = [item.where, item.rule].filter(Boolean).join('。');
  return (
    <li>
      {item.to ? <Link to={item.to}>{item.label}</Link> : <b>{item.label}</b>}
      {small && <small>{small}</small>}
      {item.ways && (
        <ul className="ways">
          {item.ways.map(({ label, detail, to }) => (
            <li key={label}>
              {to ? <Link to={to}>{label}</Link> : <b>{label}</b>}
              <small>{detail}</small>
            </li>
          ))}
        </ul>
      )}
      {item.clause && <small>依据：{item.clause}</small>}
    </li>
  );
}

function Met({ met }: { met: readonly string[] }) {
  return (
    <details className="need__met">
      <summary>
        <span className="ok">
          <Icon name="check" />
        </span>{' '}
        已符合 {met.length} 项，<span className="linklike">查看</span>
      </summary>
      <ul>
        {met.map((label, index) => (
          <li key={index}>{label}</li>
        ))}
      </ul>
    </details>
  );
}

/** 还差 4 项才能提交 / 可以提交: what is missing, where, by which rule. Order is page order. */
export function ReadinessList({ items, met = [], id = 'need' }: Props) {
  const missing = items.filter(({ state }) => state === 'unmet');
  const open = items.filter(({ state }) => state === 'open');
  const heading =
    missing.length > 0 ? `还差 ${missing.length} 项才能提交` : open.length > 0 ? '尚不能判断' : '可以提交';
  return (
    <aside className={missing.length > 0 ? 'need' : 'need need--ready'} id={id} aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`} aria-live="polite">
        {heading}
      </h2>
      <p className="hint">边填边核对，以提交时检测为准。</p>
      {missing.length > 0 && (
        <ol>
          {missing.map((item) => (
            <Item key={item.key} item={item} />
          ))}
        </ol>
      )}
      {open.length > 0 && (
        <>
          <h3>尚不能判断（{open.length}）</h3>
          <ol>
            {open.map((item) => (
              <Item key={item.key} item={item} />
            ))}
          </ol>
        </>
      )}
      {met.length > 0 && <Met met={met} />}
    </aside>
  );
}
