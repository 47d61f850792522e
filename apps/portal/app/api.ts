import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '@zhicheng/core';
import superjson from 'superjson';

/**
 * The core's procedures over HTTP, for what a page does between its loads: autosave. Import it when it is needed: most
 * pages never are in want of it.
 * @param base origin of the server; '' in the browser
 */
export const apiClient = (base = '', fetcher: typeof fetch = (...request) => fetch(...request)) =>
  createTRPCClient<AppRouter>({
    // What is under way when the page goes is still brought to its end; browsers allow that up to 64 KB.
    links: [httpLink({ url: `${base}/api/trpc`, transformer: superjson, fetch: fetchKept(fetcher) })],
  });

export type ApiClient = ReturnType<typeof apiClient>;

const KEEPALIVE_BYTES = 60_000;

type Options = { readonly body?: unknown; readonly method?: string };
const small = ({ body }: Options): boolean => typeof body === 'string' && body.length * 3 < KEEPALIVE_BYTES;

const fetchKept =
  (fetcher: typeof fetch): typeof fetch =>
  (input, init) =>
    fetcher(input, { ...init, ...(init && small(init) && { keepalive: true }) });
