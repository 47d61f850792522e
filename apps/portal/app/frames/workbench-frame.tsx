import type { ReactNode } from 'react';
import { Link } from '../components/link.tsx';
import { Band } from './band.tsx';
import { Shell } from './shell.tsx';
import { Capacity } from './work-frame.tsx';

type Neighbours = { position?: number; total?: number; previous?: string | null; next?: string | null };

type Props = {
  /** Where the case was opened from, e.g. 返回任务中心. */
  back: { to: string; label: string };
  neighbours?: Neighbours;
  title: ReactNode;
  /** Round, who claimed it and when. */
  claim?: ReactNode;
  /** Who declares what, in one line. */
  subject: ReactNode;
  tabs?: ReactNode;
  /** Sections, rows, evidence: children of the three columns (`wb__nav`, `wb__mid`, `wb__doc`). */
  children: ReactNode;
  /** Decision bar at the bottom. */
  decide?: ReactNode;
};

function Place({ back, neighbours }: Pick<Props, 'back' | 'neighbours'>) {
  return (
    <div className="crumbs wbhead__place">
      <Link to={back.to}>{back.label}</Link>
      {neighbours && (
        <span className="links">
          {neighbours.position !== undefined && `第 ${neighbours.position} 件，共 ${neighbours.total} 件`}
          {neighbours.previous && <Link to={neighbours.previous}>上一件</Link>}
          {neighbours.next && <Link to={neighbours.next}>下一件</Link>}
        </span>
      )}
    </div>
  );
}

/** One case: head, sections, rows, evidence, decision bar; no side navigation. */
export function WorkbenchFrame({ back, neighbours, title, claim, subject, tabs, children, decide }: Props) {
  return (
    <Shell>
      <Band wide home="/work">
        <Capacity />
      </Band>
      <main id="main" className="wbmain" tabIndex={-1}>
        <div className="wbhead">
          <Place back={back} neighbours={neighbours} />
          <div className="wbhead__t">
            <h1>{title}</h1>
            {claim && <span className="muted">{claim}</span>}
          </div>
          <p className="wbhead__s">{subject}</p>
          {tabs}
        </div>
        {children}
        {decide && <div className="decide">{decide}</div>}
      </main>
    </Shell>
  );
}
