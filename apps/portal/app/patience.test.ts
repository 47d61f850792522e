// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiClient } from './api.ts';
import { busyAs, patiently, waitOut, waitsNow } from './patience.ts';
import { openAutosave, type AutosaveState } from './render/autosave.ts';

const busy = (seconds: number, status = 503) =>
  new Response('{"code":"BUSY"}', { status, headers: { 'Retry-After': String(seconds), 'X-Not-Run': 'busy' } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Answers one after the other, and what was sent each time. */
function server(...answers: Response[]) {
  const sent: unknown[] = [];
  return {
    sent,
    send: (body: unknown) => async () => {
      sent.push(body);
      return answers.shift() ?? new Response('done');
    },
  };
}

describe('a site that is busy', () => {
  it('is asked again with the very same request when it said so, until it lets it in', async () => {
    const { sent, send } = server(busy(4), busy(9, 429));
    const body = { idempotencyKey: 'one', raw: '{}' };
    const answer = patiently(send(body), { shown: 'send' });
    await vi.advanceTimersByTimeAsync(3999);
    expect(sent).toHaveLength(1);
    expect(waitsNow()).toMatchObject([{ act: 'send', own: false }]);
    await vi.advanceTimersByTimeAsync(1001);
    expect(sent).toHaveLength(2);
    expect(waitsNow()).toMatchObject([{ act: 'send', own: true }]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await (await answer).text()).toBe('done');
    expect(sent).toEqual([body, body, body]);
    expect(waitsNow()).toEqual([]);
  });

  it('is asked at once when the person wants it', async () => {
    const { sent, send } = server(busy(60));
    const answer = patiently(send('text'), { shown: 'send' });
    await vi.advanceTimersByTimeAsync(0);
    waitsNow()[0]?.now();
    expect((await answer).status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  it('is not asked again once the page has gone elsewhere', async () => {
    const { sent, send } = server(busy(3));
    const stop = new AbortController();
    const answer = patiently(send('text'), { signal: stop.signal, shown: 'read' });
    await vi.advanceTimersByTimeAsync(0);
    stop.abort(new Error('gone'));
    await expect(answer).rejects.toThrow('gone');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(1);
    expect(waitsNow()).toEqual([]);
    await expect(waitOut({ seconds: 1, own: false }, { signal: stop.signal })).rejects.toThrow('gone');
  });

  it('any other answer is the answer: only what was not begun is sent again', async () => {
    const fromElsewhere = new Response('', { status: 503, headers: { 'Retry-After': '1' } });
    const { sent, send } = server(fromElsewhere);
    expect((await patiently(send('text'))).status).toBe(503);
    expect(sent).toHaveLength(1);
    expect(busyAs(500, new Headers({ 'X-Not-Run': 'busy' }))).toBeNull();
  });

  it('without a number it is left alone for a while, and never for longer than two minutes', () => {
    expect(busyAs(503, new Headers({ 'X-Not-Run': 'busy' }))).toEqual({ seconds: 5, own: false });
    expect(busyAs(429, new Headers({ 'X-Not-Run': 'busy', 'Retry-After': '9999' }))).toEqual({
      seconds: 120,
      own: true,
    });
  });

  it('the core is asked again as well, but text that is kept by itself comes back to its sender', async () => {
    const { sent, send } = server(busy(2), new Response('{"result":{"data":{"json":null}}}'));
    const client = apiClient('http://site.example', (input, init) => send([String(input), init?.body])());
    const found = client.drafts.read.query({ record: 'library/1' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(await found).toBeNull();
    expect(sent).toHaveLength(2);
    const crowded = apiClient('http://site.example', async () => busy(7));
    const kept = crowded.drafts.keep.mutate({ record: 'library/1', revision: null, raw: {}, baseVersion: 1 });
    await expect(kept).rejects.toMatchObject({ cause: { busy: { seconds: 7, own: false } } });
  });

  it('text that is kept by itself waits as long as the site asked, and then goes with all that was typed since', async () => {
    const stored = '{"revision":"r1","savedAt":"2026-11-22T00:00:00Z"},"meta":{"values":{"savedAt":["Date"]}}';
    const { sent, send } = server(busy(6), new Response(`{"result":{"data":{"json":${stored}}}}`));
    const client = apiClient('http://site.example', (_, init) => send(String(init?.body))());
    const states: AutosaveState['kind'][] = [];
    const form = openAutosave({
      record: 'library/busy',
      client: async () => client,
      report: (state) => states.push(state.kind),
    });
    form.typed({ raw: { name: '甲' }, baseVersion: 1 });
    await vi.advanceTimersByTimeAsync(1500);
    expect(states).toEqual(['device']);
    form.typed({ raw: { name: '甲乙' }, baseVersion: 1 });
    await vi.advanceTimersByTimeAsync(5900);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1200);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toContain('甲乙');
    expect(states).toEqual(['device', 'saved']);
    form.close();
  });
});
