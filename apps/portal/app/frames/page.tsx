import type { ReactNode } from 'react';
import { Link } from '../components/link.tsx';

export type Crumb = { readonly label: string; readonly to?: string };

/** AH-04.03: the way here, and 返回上一页 on the right. The last crumb is the page itself. */
export function Breadcrumbs({ trail, back }: { trail: readonly Crumb[]; back?: string }) {
  const parent = back ?? trail.findLast((crumb) => crumb.to)?.to ?? '/';
  return (
    <nav className="crumbs" aria-label="当前位置">
      <ol>
        {trail.map(({ label, to }) => (
          <li key={label}>{to ? <Link to={to}>{label}</Link> : <span aria-current="page">{label}</span>}</li>
        ))}
      </ol>
      <Link to={parent}>返回上一页</Link>
    </nav>
  );
}

type PageProps = { trail?: readonly Crumb[]; back?: string; children: ReactNode };

/** The body of an applicant's page: breadcrumbs, then `main`. */
export function Page({ trail, back, children }: PageProps) {
  return (
    <>
      {trail && (
        <div className="wrap">
          <Breadcrumbs trail={trail} back={back} />
        </div>
      )}
      <main id="main" className={trail ? 'wrap page page--deep' : 'wrap page'} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

type HeadProps = { title: ReactNode; lead?: ReactNode; aside?: ReactNode };

/** H1 with what it is about below and, on the right, what is due. */
export function PageHead({ title, lead, aside }: HeadProps) {
  return (
    <div className="fillhead">
      <div>
        <h1>{title}</h1>
        {lead && <p className="muted lead-p">{lead}</p>}
      </div>
      {aside}
    </div>
  );
}
