import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { EagerLink } from '../components/link.tsx';
import { Band } from './band.tsx';
import { Footer } from './footer.tsx';
import { APPLICANT_MENU, currentItem, homeOf } from './menu.ts';
import { Shell } from './shell.tsx';

function ApplicantMenu() {
  const current = currentItem(useLocation().pathname);
  return (
    <nav className="menu" aria-label="主菜单">
      <div className="wrap">
        <ul>
          {APPLICANT_MENU.map(({ key, label, to }) => (
            <li key={key}>
              <EagerLink to={to} aria-current={key === current ? 'page' : undefined}>
                {label}
              </EagerLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

/** The applicant reads: four words, wide margins, one column of text. */
export function ApplicantFrame({ children }: { children: ReactNode }) {
  return (
    <Shell>
      <Band home={homeOf('applicant')} />
      <ApplicantMenu />
      {children}
      <Footer />
    </Shell>
  );
}
