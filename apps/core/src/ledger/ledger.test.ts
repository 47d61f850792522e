import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '@zhicheng/plugins';
import { transaction } from '@zhicheng/database';
import { coreForTest, type CoreForTest } from '../testing.ts';
import { anchorLedger } from './anchor.ts';
import { appendEvent, type LedgerEntry } from './append-event.ts';
import { canonicalJson } from './canonical-json.ts';
import { firstBrokenEvent } from './verify-chain.ts';

let test: CoreForTest;
beforeAll(async () => {
  test = await coreForTest({ series: registry });
});
afterAll(() => test.drop());

const db = () => test.core.db;
const actor = { accountId: randomUUID(), organisationId: randomUUID() };

async function chain(...entries: Partial<LedgerEntry>[]): Promise<string> {
  const subjectId = randomUUID();
  for (const entry of entries)
    await transaction(db(), (trx) =>
      appendEvent(trx, { subjectKind: 'lamp', subjectId, action: 'light', actor, ...entry }),
    );
  return subjectId;
}
const events = (subjectId: string) => db()('ledger_event').where({ subject_id: subjectId }).orderBy('seq');

/** What somebody with the keys of the database could do. */
async function forge(change: string, bindings: readonly string[]): Promise<void> {
  await db().raw('alter table ledger_event disable trigger all');
  await db().raw(change, [...bindings]);
  await db().raw('alter table ledger_event enable trigger all');
}

describe('the chain of a record', () => {
  it('counts from one, and each event carries the hash of the one before', async () => {
    const id = await chain({}, { action: 'quench' }, { actor: null });
    const [first, second, third] = await events(id);
    expect([first.seq, second.seq, third.seq]).toEqual([1, 2, 3]);
    expect([first.previous_hash, second.previous_hash, third.previous_hash]).toEqual(['', first.hash, second.hash]);
    expect(third).toMatchObject({ account_id: null, organisation_id: null });
    expect(await firstBrokenEvent(db(), id)).toBeNull();
  });

  it('verifies with whatever data can say', async () => {
    const data = {
      评语: '同意',
      at: new Date(),
      nested: { b: [1, 2.5, null], a: undefined },
      empty: {},
      long: 'x'.repeat(9),
    };
    expect(await firstBrokenEvent(db(), await chain({ data }, { data: {} }))).toBeNull();
  });

  it('chains of different records do not touch', async () => {
    const [one, two] = await Promise.all([chain({}, {}), chain({}, {})]);
    expect(await firstBrokenEvent(db(), one)).toBeNull();
    expect(await firstBrokenEvent(db(), two)).toBeNull();
  });

  it('two writers of one record at once: the second waits and fails, the chain holds', async () => {
    const id = await chain({});
    const outcomes = await Promise.allSettled(
      [1, 2].map(() =>
        transaction(db(), (trx) => appendEvent(trx, { subjectKind: 'lamp', subjectId: id, action: 'light', actor })),
      ),
    );
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await firstBrokenEvent(db(), id)).toBeNull();
  });
});

describe('tampering', () => {
  it('the ledger takes no change, no removal and no emptying', async () => {
    const id = await chain({});
    const words = 'the ledger is append-only';
    await expect(events(id).update({ action: 'other' })).rejects.toThrow(words);
    await expect(events(id).delete()).rejects.toThrow(words);
    await expect(db().raw('truncate ledger_event')).rejects.toThrow(words);
  });

  it.each([
    ['an action', `update ledger_event set action = 'forged' where subject_id = ? and seq = 2`, 2],
    ['the time', `update ledger_event set at = at + interval '1 second' where subject_id = ? and seq = 1`, 1],
    ['who it was', `update ledger_event set account_id = uuidv7() where subject_id = ? and seq = 2`, 2],
    ['what was said', `update ledger_event set data = '{"reason":"x"}' where subject_id = ? and seq = 3`, 3],
    ['an event taken out', `delete from ledger_event where subject_id = ? and seq = 2`, 3],
    ['a hash made to fit', `update ledger_event set hash = 'abc' where subject_id = ? and seq = 2`, 2],
  ])('%s is found, and where', async (_, change, at) => {
    const id = await chain({}, {}, {}, {});
    await forge(change, [id]);
    expect(await firstBrokenEvent(db(), id)).toBe(at);
  });

  it('a chain cut short at its end shows against the anchor', async () => {
    const id = await chain({}, {}, {});
    const before = await anchorLedger(db());
    expect(await db()('ledger_anchor').where({ hash: before.hash })).toHaveLength(1);
    await forge('delete from ledger_event where subject_id = ? and seq = 3', [id]);
    expect(await firstBrokenEvent(db(), id)).toBeNull();
    const after = await anchorLedger(db());
    expect(after.subjects).toBe(before.subjects);
    expect(after.hash).not.toBe(before.hash);
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of names, and knows no undefined', () => {
    expect(canonicalJson({ b: 1, a: { d: 2, c: undefined } })).toBe('{"a":{"d":2},"b":1}');
    expect(canonicalJson([undefined, null, new Date(0)])).toBe('[null,null,"1970-01-01T00:00:00.000Z"]');
  });

  it('gives what comes back from the database the same text', async () => {
    const value = { z: '中文', a: [true, 0.1, { k: null }] };
    const { rows } = await db().raw('select ?::jsonb as value', [JSON.stringify(value)]);
    expect(canonicalJson(rows[0].value)).toBe(canonicalJson(value));
  });
});
