import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '@zhicheng/plugins';
import { transaction } from '@zhicheng/database';
import { once } from './idempotency.ts';
import { refusal } from './organisations/test-world.ts';
import { coreForTest, type CoreForTest } from './testing.ts';

let test: CoreForTest;
let accountId: string;
beforeAll(async () => {
  test = await coreForTest({ series: registry });
  accountId = await account();
});
afterAll(() => test.drop());

async function account(): Promise<string> {
  const [row] = await test.core.db('account').insert({ kind: 'person', display_name: '示例' }).returning('id');
  return row.id;
}
const run = (key: string, work: () => Promise<{ id: string }>, action = 'create', who = accountId) =>
  transaction(test.core.db, (trx) => once({ trx, actor: { accountId: who }, key, action, run: work }));

describe('exactly once', () => {
  it('runs for the first call and gives later ones its result', async () => {
    const key = randomUUID();
    let runs = 0;
    const work = async () => ({ id: `row ${(runs += 1)}` });
    expect([await run(key, work), await run(key, work)]).toEqual([{ id: 'row 1' }, { id: 'row 1' }]);
    expect(runs).toBe(1);
  });

  it('calls at once: the later ones wait for the first', async () => {
    const key = randomUUID();
    let runs = 0;
    const work = async () => ({ id: `row ${(runs += 1)}` });
    const results = await Promise.all([1, 2, 3, 4].map(() => run(key, work)));
    expect(new Set(results.map(({ id }) => id))).toEqual(new Set(['row 1']));
    expect(runs).toBe(1);
  });

  it('what failed was not done: the same key may try again', async () => {
    const key = randomUUID();
    await expect(run(key, () => Promise.reject(new Error('died')))).rejects.toThrow('died');
    expect(await run(key, async () => ({ id: 'second try' }))).toEqual({ id: 'second try' });
  });

  it('a key that served for another action is a CONFLICT, and nothing runs', async () => {
    const key = randomUUID();
    await run(key, async () => ({ id: 'declared' }));
    let ran = false;
    const error = await refusal(run(key, async () => ({ id: String((ran = true)) }), 'submit'));
    expect(error).toMatchObject({ code: 'CONFLICT', message: '这次提交已用于另一件事，请刷新页面后再办理。' });
    expect(ran).toBe(false);
  });

  it('a key belongs to its account: two people may have the same', async () => {
    const key = randomUUID();
    const other = await account();
    expect(await run(key, async () => ({ id: 'one' }))).toEqual({ id: 'one' });
    expect(await run(key, async () => ({ id: 'two' }), 'create', other)).toEqual({ id: 'two' });
  });
});
