import type { ShouldRevalidateFunction } from '@remix-run/react';

/**
 * For routes around forms: after a change that found the session expired nothing is read anew, because reading would
 * lead to the login page and away from what was typed.
 */
export const unlessExpired: ShouldRevalidateFunction = ({ actionStatus }) => actionStatus !== 401;
