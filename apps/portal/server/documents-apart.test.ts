import { randomUUID } from 'node:crypto';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuiltinAccount, createOrganisation } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { anhui } from '@zhicheng/profiles';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentsApart } from './documents-apart.ts';

let test: CoreForTest;
let dataDir = '';
let orderer: { account_id: string; assignment_id: string; organisation_id: string };

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  dataDir = await mkdtemp(join(tmpdir(), 'zhicheng-documents-'));
  const { core } = test;
  const { id } = await createOrganisation({ core, actor: null, name: '示例学校', capacities: ['employer'] });
  const assignments = [{ role: 'employer', organisationId: id }] as const;
  const account = { username: 'school', password: 'zhicheng-test', displayName: '示例', assignments };
  const { accountId } = await createBuiltinAccount({ core, actor: null, ...account });
  const assignment = await core.db('assignment').where({ account_id: accountId }).first('id');
  orderer = { account_id: accountId, assignment_id: assignment.id, organisation_id: id };
});
afterAll(async () => {
  await test.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const documents = (databaseUrl = test.url) =>
  documentsApart({ dataDir, key: 'ab'.repeat(32), profile: anhui }, databaseUrl);

/** The archive of a plan of which there is nothing to print: where it is made is what these tests are about. */
const order = (): Promise<string> =>
  test.core.db.transaction(async (trx) => {
    // No plan is needed for that.
    await trx.raw('set local session_replication_role = replica');
    const wanted = {
      ...orderer,
      role: 'employer',
      kind: 'reviewForms',
      plan_id: randomUUID(),
      name: 'a.zip',
      total: 0,
    };
    const [row] = await trx('document_order').insert(wanted).returning('id');
    return row.id;
  });
const orderRow = (id: string) => test.core.db('document_order').where({ id }).first();

it('a process of its own makes what was ordered and puts it into the store of the site', async () => {
  const id = await order();
  await documents().make(id, undefined);
  const { hash, problem } = await orderRow(id);
  expect(problem).toBeNull();
  await access(join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash));
});

it('an attempt fails where the process fails', async () => {
  await expect(documents(`${test.url}-missing`).make(await order(), undefined)).rejects.toThrow('ended with');
});

it.each(['the site stops', 'the worker waits no longer'])('is ended when %s, and the order stays', async (why) => {
  const id = await order();
  const { make, end } = documents();
  const patience = new AbortController();
  const made = make(id, patience.signal);
  if (why === 'the site stops') await Promise.all([expect(made).rejects.toThrow('ended with'), end()]);
  else {
    patience.abort();
    await expect(made).rejects.toThrow('ended with');
  }
  expect(await orderRow(id)).toMatchObject({ finished_at: null });
});
