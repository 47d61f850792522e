import { PrefetchPageLinks, useLocation, useNavigate } from '@remix-run/react';
import { useEffect, useState, type ComponentProps, type MouseEvent } from 'react';

type LinkProps = Omit<ComponentProps<'a'>, 'href' | 'ref'> & {
  /** An address from the root (`/plans/7`) or another query of this page (`?page=2`). */
  to: string;
  preventScrollReset?: boolean;
};

const isPlain = ({ button, metaKey, altKey, ctrlKey, shiftKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !altKey && !ctrlKey && !shiftKey;

/**
 * A link of which a page has many: in rows, menus, pagers. The same as Remix's `Link`, which finds out for each anew
 * where it stands among the routes, three times over, and costs more than the row around it. For addresses that are
 * relative to a route, and for a `ref`, take that one.
 */
export function Link({ to, preventScrollReset, onClick, ...props }: LinkProps) {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const href = to.startsWith('?') ? pathname + (to === '?' ? '' : to) : to;
  return (
    <a
      {...props}
      href={href}
      data-discover="true"
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event) || (props.target && props.target !== '_self')) return;
        event.preventDefault();
        navigate(href, { replace: href === pathname + search + hash, preventScrollReset });
      }}
    />
  );
}

const INTENT_MS = 100;

/** A link whose page is fetched as soon as it is pointed at. */
export function EagerLink(props: LinkProps) {
  const [pointed, setPointed] = useState(false);
  const [meant, setMeant] = useState(false);
  useEffect(() => {
    if (!pointed) return setMeant(false);
    const timer = setTimeout(() => setMeant(true), INTENT_MS);
    return () => clearTimeout(timer);
  }, [pointed]);
  const [on, off] = [() => setPointed(true), () => setPointed(false)];
  return (
    <>
      <Link {...props} onFocus={on} onBlur={off} onMouseEnter={on} onMouseLeave={off} onTouchStart={on} />
      {meant && <PrefetchPageLinks page={props.to} />}
    </>
  );
}

/**
 * An entry of a menu, marked where one is.
 * @param end only on that very page, not on those under it
 */
export function PlaceLink({ end = false, className, ...props }: LinkProps & { end?: boolean }) {
  const { pathname } = useLocation();
  const [here, there] = [pathname.toLowerCase(), props.to.toLowerCase()];
  const active = here === there || (!end && here.startsWith(`${there}/`));
  const names = [className, active && 'active'].filter(Boolean).join(' ');
  return <EagerLink {...props} className={names || undefined} aria-current={active ? 'page' : undefined} />;
}
