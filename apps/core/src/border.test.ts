import { registry } from '@zhicheng/plugins';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpHandler } from './main.ts';
import { isStorable } from './storable.ts';
import { coreForTest, type CoreForTest } from './testing.ts';

let test: CoreForTest;
beforeAll(async () => {
  test = await coreForTest({ series: registry });
});
afterAll(() => test.drop());

/** As a stranger with no browser asks: whatever he likes. */
async function ask(path: string, { input, ...init }: RequestInit & { input?: unknown } = {}) {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const handle = httpHandler(test.core);
  const answer = await handle(new Request(`http://zc.example/api/trpc/${path}${query}`, init), null, 'request-1');
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text).error?.json?.data?.body };
}

describe('what nobody of ours sends is refused, and is no failure of ours', () => {
  it.each([
    ['a NUL in a search', 'plans.list', { keyword: 'a\u0000b' }],
    ['a NUL in a code', 'catalog.specialties', { seriesCode: '\u0000' }],
    ['half a character', 'plans.list', { keyword: 'a\ud800b' }],
    ['a year that no column holds', 'plans.list', { year: 3_000_000_000 }],
    ['a name every object has', 'catalog.dictionaries', { names: ['constructor'] }],
    ['the prototype', 'catalog.dictionaries', { names: ['__proto__'] }],
    ['a list for a text', 'plans.list', { keyword: ['a'] }],
  ])('%s', async (_, path, input) =>
    expect(await ask(path, { input })).toMatchObject({ status: 400, body: { code: 'INVALID' } }),
  );

  it('text that cannot be stored, however deep, also in what contains itself', () => {
    const circle: Record<string, unknown> = { form: [{ 备注: '第一行\n第二行𠮷' }] };
    circle.itself = circle;
    expect(isStorable(circle)).toBe(true);
    expect(isStorable({ ...circle, deep: [[{ '\0': 1 }]] })).toBe(false);
    expect(isStorable({ ...circle, deep: { deeper: ['\ud842'] } })).toBe(false);
  });
  it('nesting without end, which would overflow whatever writes it, is refused before anything is done', () => {
    const nested = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    expect(isStorable(nested(90))).toBe(true);
    expect(isStorable(nested(20_000))).toBe(false);
    expect(isStorable(JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`))).toBe(false);
  });
  it('names that every object has neither reach the prototype nor fail', async () => {
    const body = (meta: string) => `{"json":{"keyword":"x"},"meta":${meta}}`;
    for (const meta of [
      '{"values":{"__proto__.polluted":["Date"]}}',
      '{"values":{"constructor.prototype.polluted":["Date"]}}',
      '{"referentialEqualities":{"keyword":["__proto__.polluted"]}}',
    ]) {
      expect((await ask(`plans.list?input=${encodeURIComponent(body(meta))}`)).status, meta).toBe(400);
      expect('polluted' in {}).toBe(false);
    }
  });
  it.each([
    ['what is no JSON', 'plans.list?input={{{', {}, 400],
    ['another type', 'plans.list', { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/plain' } }, 415],
  ])('%s', async (_, path, init, status) =>
    expect(await ask(path, init)).toMatchObject({ status, body: { code: 'INVALID' } }),
  );
  it('a change by GET', async () =>
    expect(await ask('notifications.markRead', { input: {} })).toMatchObject({
      status: 405,
      body: { code: 'INVALID' },
    }));
  it('a procedure that is not there', async () =>
    expect(await ask('nothing.here')).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND', requestId: 'request-1' },
    }));
  it('more calls in one request than a page makes', async () => {
    const many = Array.from({ length: 50 }, () => 'plans.facets').join(',');
    expect((await ask(`${many}?batch=1&input=${encodeURIComponent('{}')}`)).status).toBe(400);
    const few = Array.from({ length: 5 }, () => 'plans.facets').join(',');
    expect((await ask(`${few}?batch=1&input=${encodeURIComponent('{}')}`)).status).toBe(200);
  });
});

describe('a failure of ours', () => {
  it('tells a number and nothing of its inside', async () => {
    const broken = { ...test.core, db: test.core.db.withUserParams({}) };
    Object.defineProperty(broken, 'db', {
      get() {
        throw new Error('password of the database');
      },
    });
    const answer = await httpHandler(broken)(new Request('http://zc.example/api/trpc/plans.facets'), null, 'request-2');
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).toContain('request-2');
    expect(text).not.toMatch(/password|stack|\.ts/);
  });
});
