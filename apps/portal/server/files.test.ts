import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuiltinAccount, createOrganisation, type Actor } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Web, WebVariables } from './app.ts';
import { mountFiles } from './files.ts';

const PDF = '%PDF-1.4\n%%EOF\n';
let test: CoreForTest;
const actors: Actor[] = [];
let partsDir = '';

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  partsDir = await mkdtemp(join(tmpdir(), 'zhicheng-parts-'));
  const { core } = test;
  const { id } = await createOrganisation({ core, actor: null, name: '示例区教育局', capacities: ['department'] });
  for (const username of ['first', 'second']) {
    const assignments = [{ role: 'department', organisationId: id }] as const;
    const password = 'zhicheng-test';
    const made = await createBuiltinAccount({
      core,
      actor: null,
      username,
      password,
      displayName: '示例',
      assignments,
    });
    actors.push({ accountId: made.accountId, assignmentId: '', role: 'department', organisationId: id, name: '示例' });
  }
});
afterAll(async () => {
  await test.drop();
  await rm(partsDir, { recursive: true, force: true });
});

function ask(who: number | null, path: string, init: RequestInit = {}) {
  const web: Web = new Hono<{ Variables: WebVariables }>();
  mountFiles(web, { core: test.core, partsDir, actorOf: async () => (who === null ? null : (actors[who] ?? null)) });
  return web.request(`http://zc.example${path}`, init);
}
async function upload(who: number | null, name: string, body: BodyInit = PDF, slot = 'types=pdf&maxMB=2') {
  const answer = await ask(who, `/files?${slot}`, { method: 'POST', body, headers: { 'X-File-Name': name } });
  return { status: answer.status, ...(await answer.json()) };
}

describe('an uploaded file', () => {
  it('keeps its name, without folders and what would end a header', async () => {
    const name = encodeURIComponent('../../证明\r\nSet-Cookie: a=b".pdf');
    expect(await upload(0, name)).toMatchObject({ status: 201, name: '证明Set-Cookie a=b.pdf' });
  });
  it('is taken under a name that nobody can read', async () =>
    expect(await upload(0, '%E0%A4%A.pdf')).toMatchObject({ status: 201, name: '%E0%A4%A.pdf' }));
  it.each([
    ['a program', 'MZ\u0090\0', 'types=pdf&maxMB=2'],
    ['a page in front of a pdf', `<html><script></script>${PDF}`, 'types=pdf&maxMB=2'],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', 'types=png&maxMB=2'],
    ['nothing', '', 'types=pdf&maxMB=2'],
    ['a slot for drawings', PDF, 'types=svg&maxMB=2'],
    ['a slot without an end', PDF, 'types=pdf&maxMB=Infinity'],
    ['no slot', PDF, ''],
  ])('is not taken: %s', async (_, body, slot) =>
    expect(await upload(0, 'a.pdf', body, slot)).toMatchObject({ status: 422, code: 'INVALID' }),
  );

  it('is its owner’s, to nobody else', async () => {
    const { id } = await upload(0, 'a.pdf');
    expect((await ask(0, `/files/${id}`)).status).toBe(200);
    for (const who of [1, null])
      for (const [path, init] of [
        [`/files/${id}`, {}],
        [`/files/${id}?view=thumb`, {}],
        [`/files/${id}`, { method: 'HEAD' }],
        [`/files/${id}`, { method: 'PATCH', body: '{"name":"b"}' }],
      ] as const)
        expect((await ask(who, path, init)).status, `${who} ${path}`).toBe(who === null ? 401 : 404);
  });

  it('is never run by a browser', async () => {
    const { id } = await upload(0, 'a.pdf');
    const saved = (await ask(0, `/files/${id}`)).headers;
    expect(saved.get('Content-Disposition')).toMatch(/^attachment; /);
    expect(saved.get('Content-Security-Policy')).toContain('sandbox');
    const shown = (await ask(0, `/files/${id}?view=full`)).headers;
    expect(shown.get('Content-Type')).toBe('application/pdf');
    for (const headers of [saved, shown]) {
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Cache-Control')).toContain('private');
    }
  });
});
