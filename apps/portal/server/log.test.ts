import { randomUUID } from 'node:crypto';
import type { ServerBuild } from '@remix-run/server-runtime';
import { DomainError, type Actor } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handleError } from '../app/entry.server.tsx';
import { answering } from './answers.ts';
import { createWeb } from './app.ts';
import { guardConsole, requestLog } from './log.ts';

/** Synthetic: what must never be in a log, however it got into an error. */
const PERSON = {
  name: '欧阳示例',
  account: 'ouyangshili',
  phone: ['138', '0000', '1234'].join(''),
  idNumber: ['340100', '19900101', '001X'].join(''),
  mail: 'ouyang@example.test',
};
const everything = Object.values(PERSON).join(' ');

let test: CoreForTest;
let lines: string[] = [];
let release = (): void => undefined;

beforeAll(async () => {
  test = await coreForTest({ series: [] });
});
afterAll(() => test.drop());
beforeEach(() => {
  lines = [];
  const keep = (line: string): void => void lines.push(line);
  release = guardConsole('json', { out: keep, err: keep });
});
afterEach(() => release());

/** Statements that fail with what was bound to them. */
const failures: readonly [string, () => Promise<unknown>][] = [
  ['a value of a wrong kind', async () => test.core.db.raw('select ?::uuid', [everything])],
  [
    'a row that breaks a check',
    async () => test.core.db('account').insert({ kind: everything, display_name: everything }),
  ],
  [
    'a row without a name',
    async () => test.core.db('organisation').insert({ uscc: everything, unit_nature: everything }),
  ],
  [
    'the same key twice',
    async () =>
      test.core
        .db('organisation')
        .insert(twice())
        .then(() => undefined),
  ],
  ['text that is no JSON', async () => JSON.parse(`${PERSON.account} ${everything}`)],
  ['JSON that breaks off', async () => JSON.parse(`{"name": "${everything}"`)],
  [
    'an address with a query',
    async () => {
      throw new Error(
        `GET /register?name=${PERSON.account}&to=${encodeURIComponent(PERSON.name)} failed for ${PERSON.name} ${PERSON.idNumber} ${PERSON.mail}`,
        {
          cause: new AggregateError([new Error(`no answer about ${PERSON.phone}`)], PERSON.name),
        },
      );
    },
  ],
];
const twice = () => [1, 2].map(() => ({ name: PERSON.name, uscc: everything }));

function expectNothingPersonal(): void {
  const text = lines.join('');
  expect(text).not.toBe('');
  // parsers quote the first letters only
  expect(text).not.toContain(PERSON.account.slice(0, 8));
  for (const part of [PERSON.name, PERSON.phone, PERSON.idNumber, PERSON.mail]) {
    expect(text).not.toContain(part);
    expect(text).not.toContain(encodeURIComponent(part));
  }
}

const actor = { accountId: randomUUID() } as unknown as Actor;

/** The portal's own way with failures: of pages, of files, of what nobody foresaw. */
const webThat = (fail: () => Promise<unknown>) => {
  const build = {
    entry: { module: { default: (_: Request, status: number) => new Response('page', { status }), handleError } },
    routes: {
      people: {
        ...{ id: 'people', path: '/people/:id' },
        module: { loader: async () => fail(), ErrorBoundary: () => null, default: undefined },
      },
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
    ...{ publicPath: '/', assetsBuildDirectory: '', isSpaMode: false },
    future: { v3_singleFetch: true },
  } as unknown as ServerBuild;
  return createWeb({
    build,
    context: (_, known) => ({ ...known }) as never,
    ready: async () => ({ ready: (await fail()) === undefined }),
    now: async () => new Date(),
    formTargets: [],
    observers: [requestLog('json', (line) => void lines.push(line))].filter((told) => told !== undefined),
    mount(app) {
      app.get('/files/:id', (c) => answering(c, actor, async () => new Response(String(await fail()))));
      app.get('/unforeseen/:name', async () => new Response(String(await fail())));
      app.get('/refused', (c) =>
        answering(c, actor, async () => {
          throw new DomainError('CONFLICT', `${PERSON.name}已经办理。`);
        }),
      );
    },
  });
};

describe('no personal data reaches a line of the log', () => {
  it.each(failures)('%s', async (_, fail) => {
    const web = webThat(fail);
    const name = encodeURIComponent(PERSON.name);
    const query = `?q=${name}&phone=${PERSON.phone}&id=${PERSON.idNumber}`;
    for (const path of [`/files/${name}`, `/unforeseen/${PERSON.idNumber}`, `/people/${PERSON.phone}`, '/readyz'])
      expect((await web.request(`http://zc.example${path}${query}`)).status).toBeGreaterThanOrEqual(500);
    await web.request(`http://zc.example/no/${name}/page${query}`);
    expectNothingPersonal();
  });

  it('a failed statement names itself and what it broke, without its values', async () => {
    await webThat(async () =>
      test.core.db('account').insert({ kind: PERSON.account, display_name: PERSON.account }),
    ).request('http://zc.example/files/1');
    const text = lines.join('');
    expect(text).toContain('insert into \\"account\\"');
    expect(text).toContain('code=23514');
    expect(text).toContain('constraint=account_kind_check');
    expect(text).not.toContain(PERSON.account);
  });

  it('a refusal is the answer to who asked, and not logged', async () => {
    const answer = await webThat(async () => undefined).request('http://zc.example/refused');
    expect(await answer.text()).toContain(PERSON.name);
    expectNothingPersonal();
    expect(lines).toHaveLength(1);
  });

  it('what libraries say goes through the same guard, objects by their kind only', () => {
    console.error('job failed:', PERSON.name, { idNumber: PERSON.idNumber }, [PERSON.phone]);
    console.warn(`tel. ${PERSON.phone.replace(/(\d{3})(\d{4})/, '$1 $2 ')}, ${PERSON.mail}`);
    console.log(`invalid input syntax for type uuid: "${PERSON.account}"`);
    expectNothingPersonal();
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['error', 'warn', 'info']);
  });

  it('ids and hashes stay legible', () => {
    const [id, hash] = [randomUUID(), '0123456789'.repeat(6).slice(0, 60) + 'abcd'];
    console.error(`[${id}] anchored as ${hash}`);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: id, message: `[${id}] anchored as ${hash}` });
  });
});

describe('one line per request', () => {
  it('says when, which, how and how long, by pattern', async () => {
    const answer = await webThat(async () => undefined).request('http://zc.example/files/7?name=x');
    const line = JSON.parse(lines[0] ?? '');
    expect(line).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'info',
      requestId: answer.headers.get('X-Request-Id'),
      method: 'GET',
      route: '/files/:id',
      status: 200,
      ms: expect.any(Number),
    });
  });

  it('of a page and its data, of no page, of what is refused', async () => {
    const web = webThat(async () => null);
    const asked = async (path: string, init?: RequestInit) => {
      lines = [];
      await web.request(`http://zc.example${path}`, init);
      return JSON.parse(lines.at(-1) ?? '{}').route;
    };
    expect(await asked('/people/1.data')).toBe('/people/:id');
    expect(await asked('/wp-admin/setup.php')).toBe('(unknown)');
    expect(await asked('/anything', { method: 'POST' })).toBe('(refused)');
  });

  it('none in text, where people read', () => {
    expect(requestLog('text')).toBeUndefined();
    release();
    release = guardConsole('text', { out: () => undefined, err: (line) => void lines.push(line) });
    console.error('demo:', new Error('no room'));
    expect(lines.join('')).toMatch(/^demo: Error: no room\n {4}at /);
  });
});
