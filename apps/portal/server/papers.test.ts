import { randomUUID } from 'node:crypto';
import { createBuiltinAccount, createOrganisation, type Actor } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Web, WebVariables } from './app.ts';
import { mountPapers } from './papers.ts';

let test: CoreForTest;
const actors = new Map<string, Actor>();

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  const { core } = test;
  for (const role of ['employer', 'department'] as const) {
    const { id } = await createOrganisation({ core, actor: null, name: `示例${role}`, capacities: [role] });
    const assignments = [{ role, organisationId: id }] as const;
    const account = { username: role, password: 'zhicheng-test', displayName: '示例', assignments };
    const { accountId } = await createBuiltinAccount({ core, actor: null, ...account });
    actors.set(role, { accountId, assignmentId: '', role, organisationId: id, name: '示例' });
  }
});
afterAll(() => test.drop());

function ask(path: string, who?: string) {
  const web: Web = new Hono<{ Variables: WebVariables }>();
  mountPapers(web, { core: test.core, actorOf: async () => actors.get(who ?? '') ?? null });
  return web.request(`http://zc.example${path}`);
}

const id = randomUUID();
const PATHS = [
  ...['review-form', 'kind-form', 'admission-ticket', 'promise-letter', 'material-list'].map(
    (paper) => `/declarations/${id}/${paper}.docx`,
  ),
  `/promise-letter.docx?specialty=${id}&title=${id}`,
  `/work/declarations/roster.docx?plan=${id}&part=2`,
  `/work/declarations/notices/${id}/notice.docx`,
  `/work/declarations/notices/${id}/certificate.docx`,
];

describe('printed papers', () => {
  it.each(PATHS)('%s: signed in only, and nothing of others', async (path) => {
    expect((await ask(path)).status).toBe(401);
    for (const who of ['employer', 'department']) expect((await ask(path, who)).status, who).toBe(404);
  });

  it.each(['roster.docx', 'roster.docx?plan=x&part=0', 'notices/x/notice.docx'])(
    'an address of nobody’s making is answered in words: %s',
    async (path) => {
      const answer = await ask(`/work/declarations/${path}`, 'employer');
      expect([answer.status, (await answer.json()).code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it('[AH-35.02] the template of the post quotas comes as DOCX, under its name, kept by nobody', async () => {
    expect((await ask('/work/settings/post-quota-form.docx', 'department')).status).toBe(404);
    const { status, headers } = await ask('/work/settings/post-quota-form.docx', 'employer');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('wordprocessingml');
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain('专业技术岗位核准表.docx');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
