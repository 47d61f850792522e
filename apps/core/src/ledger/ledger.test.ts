import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '@zhicheng/plugins';
import { transaction, type Transaction } from '@zhicheng/database';
import { coreForTest, type CoreForTest } from '../testing.ts';
import { anchorLedger, brokenAnchors } from './anchor.ts';
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
  for (const table of ['ledger_event', 'ledger_anchor']) await db().raw(`alter table ${table} disable trigger all`);
  await db().raw(change, [...bindings]);
  for (const table of ['ledger_event', 'ledger_anchor']) await db().raw(`alter table ${table} enable trigger all`);
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
});

describe('anchors', () => {
  const broken = async () => (await brokenAnchors(db())).length;
  const anchored = async () => {
    const ids = [await chain({}, {}, {}), await chain({}, {})] as const;
    expect(await anchorLedger(db())).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    return ids;
  };
  beforeEach(() => forge('truncate ledger_event, ledger_anchor', []));

  it('each covers what came since the one before; where nothing came, none is written', async () => {
    await anchored();
    expect(await anchorLedger(db())).toBeNull();
    await chain({}, {});
    expect(await anchorLedger(db())).toMatchObject({ events: 2 });
    expect(await db()('ledger_anchor').orderBy('upto').pluck('events')).toEqual([5, 2]);
    await chain({});
    expect(await brokenAnchors(db())).toEqual([]);
  });

  it('a chain cut short at its end, which holds in itself, is found out', async () => {
    const [id] = await anchored();
    await forge('delete from ledger_event where subject_id = ? and seq = 3', [id]);
    expect(await firstBrokenEvent(db(), id)).toBeNull();
    expect(await brokenAnchors(db())).toEqual([expect.stringMatching(/^anchor of .*Z \(4 of 5 events\)$/)]);
  });

  it('so is a record that is gone with its whole chain, and one that was written anew', async () => {
    const [, other] = await anchored();
    await forge('delete from ledger_event where subject_id = ?', [other]);
    expect(await broken()).toBe(1);
    await transaction(db(), (trx) => appendEvent(trx, { subjectKind: 'lamp', subjectId: other, action: 'x', actor }));
    expect(await firstBrokenEvent(db(), other)).toBeNull();
    expect(await broken()).toBe(1);
  });

  it('an anchor changed, and one taken out, break what comes after as well; the rest still holds', async () => {
    await anchored();
    await anchored();
    await anchored();
    const [first, second] = await db()('ledger_anchor').orderBy('upto').pluck('upto');
    await expect(db()('ledger_anchor').delete()).rejects.toThrow('the ledger is append-only');
    await forge(`update ledger_anchor set hash = 'forged' where upto = ?`, [String(first)]);
    expect(await broken()).toBe(2);
    await forge('delete from ledger_anchor where upto = ?', [String(second)]);
    expect(await broken()).toBe(2);
  });

  it('an event whose transaction is still under way is not passed over', async () => {
    await chain({});
    const subjectId = randomUUID();
    let anchoring: Promise<unknown> | undefined;
    await transaction(db(), async (trx) => {
      await appendEvent(trx, { subjectKind: 'lamp', subjectId, action: 'light', actor });
      await chain({});
      anchoring = anchorLedger(db());
      const { rows } = await awaited(trx);
      expect(rows).toHaveLength(1);
    });
    expect(await anchoring).toMatchObject({ events: 3 });
    expect(await brokenAnchors(db())).toEqual([]);
  });

  /** Somebody waits for the lock on the ledger: asked until it is so. */
  const awaited = async (trx: Transaction): Promise<{ rows: unknown[] }> => {
    for (;;) {
      const waiting = await trx.raw(
        `select 1 from pg_locks where relation = 'ledger_event'::regclass and mode = 'ShareLock' and not granted`,
      );
      if (waiting.rows.length > 0) return waiting;
    }
  };
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
