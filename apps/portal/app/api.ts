import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '@zhicheng/core';
import superjson from 'superjson';
import { busyAs, BusyError, patiently } from './patience.ts';

/**
 * The core's procedures over HTTP, for what a page does between its loads: autosave. Import it when it is needed: most
 * pages never are in want of it.
 * @param base origin of the server; '' in the browser
 */
export const apiClient = (base = '', fetcher: typeof fetch = (...request) => fetch(...request)) =>
  createTRPCClient<AppRouter>({
    // What is under way when the page goes is still brought to its end; browsers allow that up to 64 KB.
    links: [httpLink({ url: `${base}/api/trpc`, transformer: superjson, fetch: fetchPolite(fetchKept(fetcher)) })],
  });

export type ApiClient = ReturnType<typeof apiClient>;

const KEEPALIVE_BYTES = 60_000;

type Options = { readonly body?: unknown; readonly method?: string };
const small = ({ body }: Options): boolean => typeof body === 'string' && body.length * 3 < KEEPALIVE_BYTES;

const fetchKept =
  (fetcher: typeof fetch): typeof fetch =>
  (input, init) =>
    fetcher(input, { ...init, ...(init && small(init) && { keepalive: true }) });

/** Text that is kept by itself grows meanwhile: its sender comes back later with all of it. */
const KEPT_BY_ITSELF = '/drafts.keep';

/** A busy site is waited for; nothing is shown, because nothing here was asked for by pressing a button. */
const fetchPolite =
  (fetcher: typeof fetch): typeof fetch =>
  async (input, init) => {
    if (!String(input).includes(KEPT_BY_ITSELF)) return patiently(() => fetcher(input, init), { signal: init?.signal });
    const answer = await fetcher(input, init);
    const busy = busyAs(answer.status, answer.headers);
    if (busy) throw new BusyError(busy);
    return answer;
  };
