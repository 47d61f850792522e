import type { ShouldRevalidateFunction } from '@remix-run/react';

/**
 * For every route around a form: when the session has expired under it, reading again would throw the page away, and
 * with it what was typed. The page stays and says so.
 */
export const unlessExpired: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus !== 401 && defaultShouldRevalidate;
