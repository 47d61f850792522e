import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '@zhicheng/plugins';
import { transaction } from '@zhicheng/database';
import { defineFlow, type Flow } from '@zhicheng/workflow';
import type { Actor } from './context.ts';
import { issue } from './errors.ts';
import { appendEvent } from './ledger/append-event.ts';
import { bindings } from './nouns.ts';
import { refusal } from './organisations/test-world.ts';
import { coreForTest, type CoreForTest } from './testing.ts';
import { bindFlow, createTransition, type Transition, type TransitionRequest } from './transition.ts';

const flow = defineFlow({
  name: 'lamp',
  initial: 'off',
  states: {
    off: { label: '关' },
    on: { label: '开' },
    gone: { label: '已删除', terminal: true, hidden: true },
  },
  transitions: [
    {
      name: 'light',
      label: '打开',
      from: ['off'],
      to: 'on',
      by: ['applicant'],
      guards: ['dry', 'wired'],
      effects: ['tell'],
    },
    {
      name: 'quench',
      label: '关闭',
      from: ['on'],
      to: 'off',
      by: ['employer'],
      guards: [],
      effects: [],
      needsReason: true,
    },
    { name: 'remove', label: '删除', from: ['off'], to: 'gone', by: ['applicant'], guards: [], effects: [] },
  ],
});

interface Lamp {
  readonly id: string;
  readonly note: string | null;
}
/** Sentences that the two guards answer with, and what each move was told. */
let wet: string[] = [];
let loose: string[] = [];
let broken: 'guard' | 'effect' | null = null;
const told: string[] = [];

const lamp = bindFlow<Lamp>(flow, 'lamp', {
  guards: {
    dry: async () => wet.map((text) => issue('wet', text)),
    wired: async ({ row }) => {
      if (broken === 'guard') throw new Error(`guard fails on ${row.id}`);
      return loose.map((text) => issue('loose', text));
    },
  },
  effects: {
    tell: async ({ row, input }) => {
      told.push(`${row.id} ${String(input.word)}`);
      if (broken === 'effect') throw new Error('effect fails');
    },
  },
});

let test: CoreForTest;
let transition: Transition;
let id: string;
const owner = randomUUID();
const actor: Actor = {
  ...{ accountId: owner, assignmentId: randomUUID(), role: 'applicant', organisationId: null, name: '示例一' },
};

beforeAll(async () => {
  test = await coreForTest({ series: registry });
  await test.core.db.raw(
    'create table lamp (id uuid primary key, owner uuid, state text, version integer not null default 1, note text)',
  );
  transition = createTransition(() => test.core, [lamp], appendEvent);
});
afterAll(() => test.drop());
beforeEach(async () => {
  [wet, loose, broken] = [[], [], null];
  told.length = 0;
  id = randomUUID();
  await test.core.db('lamp').insert({ id, owner, state: 'off' });
});

const move = (more: Partial<TransitionRequest> = {}) =>
  transaction(test.core.db, (trx) =>
    transition({ trx, flow: 'lamp', id, action: 'light', actor, scope: { owner }, ...more }),
  );
const row = () => test.core.db('lamp').where({ id }).first();
const events = () => test.core.db('ledger_event').where({ subject_id: id }).orderBy('seq');
async function untouched(): Promise<void> {
  expect(await row()).toMatchObject({ state: 'off', version: 1, note: null });
  expect(await events()).toEqual([]);
}

describe('a transition', () => {
  it('writes state, version and what comes with it, appends the event and runs the effects', async () => {
    const moved = await move({ expectedVersion: 1, patch: { note: '新' }, note: { round: 2 }, input: { word: '亮' } });
    expect(moved).toEqual({ version: 2, state: 'on' });
    expect(await row()).toMatchObject({ state: 'on', version: 2, note: '新' });
    expect(await events()).toMatchObject([
      { action: 'light', account_id: owner, data: { from: 'off', to: 'on', round: 2 }, subject_kind: 'lamp' },
    ]);
    expect(told).toEqual([`${id} 亮`]);
  });

  it('outside the scope, hidden, or not there: NOT_FOUND, all alike', async () => {
    const codes = [
      await refusal(move({ scope: { owner: randomUUID() } })),
      await refusal(move({ id: randomUUID() })),
      await move({ action: 'remove' }).then(() => refusal(move())),
    ];
    expect(new Set(codes.map((error) => `${error.code} ${error.message}`)).size).toBe(1);
    expect(codes[0]?.code).toBe('NOT_FOUND');
  });

  it('another role: FORBIDDEN, whatever else is wrong', async () => {
    const other: Actor = { ...actor, role: 'employer' };
    expect((await refusal(move({ actor: other, expectedVersion: 7 }))).code).toBe('FORBIDDEN');
    expect((await refusal(move({ action: 'quench' }))).message).toBe('当前身份不能关闭。');
    await untouched();
  });

  it('an older version: CONFLICT', async () => {
    const error = await refusal(move({ expectedVersion: 0 }));
    expect(error).toMatchObject({ code: 'CONFLICT', message: '这条记录在另一处被修改过，请刷新后再办理。' });
    await untouched();
  });

  it('not from this state: CONFLICT, in words', async () => {
    await move();
    expect(await refusal(move())).toMatchObject({ code: 'CONFLICT', message: '现在是“开”，不能打开。' });
  });

  it('without the reason that is asked for: INVALID', async () => {
    await move();
    const quench = { action: 'quench', actor: { ...actor, role: 'employer' as const } };
    for (const reason of ['', '  ']) {
      const error = await refusal(move({ ...quench, reason }));
      expect([error.code, error.issues.map(({ path }) => path)]).toEqual(['INVALID', ['opinion']]);
    }
    await move({ ...quench, reason: '省电' });
    expect((await events()).at(-1)?.data).toEqual({ from: 'on', to: 'off', reason: '省电' });
  });

  it('REFUSED with what every guard says, not only the first', async () => {
    [wet, loose] = [['潮湿。', '漏水。'], ['没有接线。']];
    const error = await refusal(move());
    expect(error.code).toBe('REFUSED');
    expect(error.issues.map(({ message }) => message)).toEqual(['潮湿。', '漏水。', '没有接线。']);
    await untouched();
    expect(told).toEqual([]);
  });

  it('a guard that throws is a bug: nothing is written, and nobody is let through', async () => {
    broken = 'guard';
    await expect(move()).rejects.toThrow('guard fails');
    await untouched();
  });

  it('an effect that throws takes everything back, the event too', async () => {
    broken = 'effect';
    await expect(move()).rejects.toThrow('effect fails');
    await untouched();
  });

  it('two at once: one moves it, the other finds it moved', async () => {
    const outcomes = await Promise.allSettled([move(), move(), move()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect((await refusal(Promise.reject(outcome.reason))).code).toBe('CONFLICT');
    expect(await row()).toMatchObject({ version: 2 });
    expect(await events()).toHaveLength(1);
  });

  it('a flow or an action that nobody bound is a bug', async () => {
    await expect(move({ flow: 'candle' })).rejects.toThrow('no flow candle');
    await expect(move({ action: 'explode' })).rejects.toThrow('lamp: no transition explode');
  });
});

describe('binding a flow', () => {
  const none = { guards: {}, effects: {} };
  const guards = { dry: async () => [], wired: async () => [] };
  const effects = { tell: async () => {} };

  it('refuses a guard or an effect that is named and not given', () => {
    expect(() => bindFlow(flow, 'lamp', { ...none, effects })).toThrow('lamp: guards lack dry');
    expect(() => bindFlow(flow, 'lamp', { ...none, guards })).toThrow('lamp: effects lack tell');
  });

  it('refuses one that is given and not named', () => {
    const more = { guards: { ...guards, bright: async () => [] }, effects };
    expect(() => bindFlow(flow, 'lamp', more)).toThrow('lamp: nothing uses bright');
  });

  it('a name that every object has is not given by that', () => {
    const odd = { ...flow, transitions: flow.transitions.map((t) => ({ ...t, guards: ['constructor'] })) } as Flow;
    expect(() => bindFlow(odd, 'lamp', { guards: {}, effects })).toThrow('lamp: guards lack constructor');
  });

  it('every flow of this core is bound to a table that has state and version', async () => {
    for (const { table } of bindings) {
      const { rows } = await test.core.db.raw(
        `select column_name from information_schema.columns
         where table_name = ? and column_name in ('id', 'state', 'version')`,
        [table],
      );
      expect([table, rows.length]).toEqual([table, 3]);
    }
  });

  it('the database knows exactly the states that the flow has', async () => {
    for (const { flow: bound, table } of bindings) {
      const { rows } = await test.core.db.raw(
        `select pg_get_constraintdef(oid) as definition from pg_constraint
         where conrelid = ?::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%(state = ANY%'`,
        [table],
      );
      const known = [...String(rows[0]?.definition).matchAll(/'(\w+)'::text/g)].map(([, state]) => state);
      expect([table, known.sort()]).toEqual([table, Object.keys(bound.states).sort()]);
    }
  });
});
