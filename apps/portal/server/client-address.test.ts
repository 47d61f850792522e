import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

/** What a request with this header, over a socket from 10.0.0.9, is taken for. */
async function seen(proxies: number, forwarded?: string): Promise<string> {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, proxies)));
  const env = { incoming: { socket: { remoteAddress: '10.0.0.9' } } };
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await app.request('/', { headers }, env)).text();
}

it('takes the socket, whatever the header says, where no proxy is ours', async () =>
  expect(await seen(0, '203.0.113.5')).toBe('10.0.0.9'));

it('takes what our outermost proxy saw, never what the client wrote before it', async () => {
  expect(await seen(1, '203.0.113.5')).toBe('203.0.113.5');
  expect(await seen(1, '198.51.100.1, 203.0.113.5')).toBe('203.0.113.5');
  expect(await seen(2, 'forged, 203.0.113.5, 10.0.0.2')).toBe('203.0.113.5');
});

it('puts requests that came past the proxies under one limit', async () => {
  expect(await seen(1)).toBe('');
  expect(await seen(2, '203.0.113.5')).toBe('');
});
