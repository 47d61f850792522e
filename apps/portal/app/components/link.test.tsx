import { Link as RouterLink, NavLink } from '@remix-run/react';
import { expect, it } from 'vitest';
import { pageHtml } from '../testing/page-html.tsx';
import { Link, PlaceLink } from './link.tsx';

const ADDRESSES = ['/plans/7', '/plans/7?read=1#more', '?page=2&q=a', '?', '/'];
const PLACES = ['/library', '/library/paper', '/LIBRARY', '/lib', '/plans'];

const attributesOf = (html: string, name: string): Record<string, string>[] =>
  [...html.matchAll(new RegExp(`<a [^>]*title="${name}"[^>]*>`, 'g'))].map(([tag]) =>
    Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
  );

it('links of rows, tabs and menus say what those of the router say', async () => {
  const html = await pageHtml({
    path: '/library/:entity',
    address: '/library/paper?tab=approved',
    page: {
      default: () => (
        <>
          {ADDRESSES.map((to) => (
            <p key={to}>
              <RouterLink to={to} title="theirs" className="nw" />
              <Link to={to} title="ours" className="nw" />
            </p>
          ))}
          {PLACES.flatMap((to) =>
            [true, false].map((end) => (
              <p key={`${to} ${end}`}>
                <NavLink
                  to={to}
                  end={end}
                  title="their place"
                  className={({ isActive }) => (isActive ? 'active' : '')}
                />
                <PlaceLink to={to} end={end} title="our place" />
              </p>
            )),
          )}
        </>
      ),
    },
  });
  expect(attributesOf(html, 'ours').map((found) => ({ ...found, title: 'theirs' }))).toEqual(
    attributesOf(html, 'theirs'),
  );
  expect(attributesOf(html, 'ours').map(({ href }) => href)).toContain('/library/paper?page=2&amp;q=a');
  expect(attributesOf(html, 'our place').map((found) => ({ class: '', ...found, title: 'their place' }))).toEqual(
    attributesOf(html, 'their place'),
  );
  expect(attributesOf(html, 'our place').filter((found) => found['aria-current'])).toHaveLength(4);
});
