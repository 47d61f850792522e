import type { Figure } from './figure.ts';
import { api } from './api.ts';
import { batch } from './batch.ts';
import { eligibility } from './eligibility.ts';
import { lists, search } from './lists.ts';
import { pages } from './pages.ts';
import { submit } from './submit.ts';
import { deadline } from './rush/deadline.ts';
import { drift } from './rush/drift.ts';
import { logins } from './rush/logins.ts';
import { overload } from './rush/overload.ts';

/** Everything that is measured, in the order of the table. A new figure is a file of its own and a line here. */
export const FIGURES: readonly Figure[] = [
  lists,
  search,
  eligibility,
  api,
  submit,
  pages,
  batch,
  deadline,
  overload,
  logins,
  drift,
];
