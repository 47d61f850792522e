import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Counts } from '../context.ts';
import { Icon } from '../components/icon.tsx';
import { PlaceLink } from '../components/link.tsx';
import { Band } from './band.tsx';
import { workMenu, type MenuItem } from './menu.ts';
import { Shell } from './shell.tsx';
import { useFrame } from './use-frame.ts';
import { useLiveCounts } from './use-live-counts.ts';

function SideItem({ item, count }: { item: MenuItem; count: number }) {
  return (
    <PlaceLink to={item.to} end={item.key === 'home'}>
      <span>{item.label}</span>
      {count > 0 && (
        <span className="c">
          <b>{count}</b>
          <span className="vh"> 件待办</span>
        </span>
      )}
    </PlaceLink>
  );
}

const placeIn = (menu: readonly MenuItem[], path: string): MenuItem | undefined =>
  menu.findLast((item) => path === item.to || path.startsWith(`${item.to}/`));

/** On phones the side navigation folds behind one button that names the place; works without scripts. */
function FoldedMenu({ menu, counts }: { menu: readonly MenuItem[]; counts: Counts }) {
  const { pathname } = useLocation();
  return (
    <details className="foldmenu only-s" key={pathname}>
      <summary className="btn btn--s">
        <span>
          <Icon name="menu" /> 菜单{`：${placeIn(menu, pathname)?.label ?? ''}`}
        </span>
      </summary>
      <nav className="side" aria-label="主菜单">
        {menu.map((item) => (
          <SideItem key={item.key} item={item} count={counts[item.key] ?? 0} />
        ))}
      </nav>
    </details>
  );
}

/** Organisation and capacity, in the band of everybody who works for one. */
export function Capacity() {
  const { active } = useFrame();
  if (!active) return null;
  return <span className="hide-s">{[active.organisationName, active.capacityLabel].filter(Boolean).join('，')}</span>;
}

/** The auditor scans: side navigation with open work, tables over the full width. */
export function WorkFrame({ children }: { children: ReactNode }) {
  const { active } = useFrame();
  const menu = active ? workMenu(active.role) : [];
  const counts = useLiveCounts(menu.some(({ key }) => key === 'tasks'));
  return (
    <Shell>
      <Band wide home="/work">
        <Capacity />
      </Band>
      <div className="frame">
        <nav className="frame__side side" aria-label="主菜单">
          {menu.map((item) => (
            <SideItem key={item.key} item={item} count={counts[item.key] ?? 0} />
          ))}
        </nav>
        <main id="main" className="frame__main" tabIndex={-1}>
          <FoldedMenu menu={menu} counts={counts} />
          {children}
        </main>
      </div>
    </Shell>
  );
}
