import { Link } from './link.tsx';

export type FillStep = { readonly label: string; readonly to: string; readonly note?: string; readonly done?: boolean };

/** The four steps of filling: 1. 个人信息 2. 申报业绩 3. 结果一览表 4. 提交审核. */
export function Steps({ steps, current }: { steps: readonly FillStep[]; current: number }) {
  return (
    <ol className="steps">
      {steps.map(({ label, to, note, done }, index) => (
        <li
          key={label}
          className={index === current ? 'now' : done ? 'done' : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <Link to={to}>
            <b>
              <i className="n">{index + 1}. </i>
              {label}
            </b>
            {note && <span>{note}</span>}
          </Link>
        </li>
      ))}
    </ol>
  );
}
