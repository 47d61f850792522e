import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { inDays, roadForTest, type Road } from '../declarations/test-world.ts';
import { tellExtension } from './tell-extension.ts';

const MANY = 1203;
let road: Road;
let planId: string;
let extensionId: string;
let first: Actor;

/** One real record, and copies of it for many more people: what is measured here is who is told, how often. */
beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  first = (await road.applicant('示例一')).actor;
  const id = await road.declare(first, planId);
  const { db } = road.core;
  const columns: string[] = await db('information_schema.columns')
    .where({ table_schema: 'public', table_name: 'declaration', is_generated: 'NEVER' })
    .whereNotIn('column_name', ['id', 'account_id', 'record_no', 'created_at'])
    .pluck('column_name');
  const copied = columns.map((name) => `"${name}"`).join();
  await db.raw(
    `with people as (insert into account (kind, display_name)
       select kind, display_name || n from account, generate_series(2, ?::int) n where id = ? returning id)
     insert into declaration (account_id, record_no, ${copied})
       select people.id, 'T' || row_number() over (), ${copied} from people, declaration where declaration.id = ?`,
    [MANY, first.accountId, id],
  );
  await road.as(road.operator).plans.extend({
    ...{ id: planId, declareUntil: inDays(55), repairUntil: null, auditUntil: inDays(95), reason: '示例原因' },
  });
  extensionId = (await db('plan_extension').where({ plan_id: planId }).first('id')).id;
}, 60_000);
afterAll(() => road.drop());

const messages = async () => {
  const { rows } = await road.core.db.raw<{ rows: { n: number; people: number }[] }>(
    `select count(*)::int as n, count(distinct account_id)::int as people from notification where kind = 'plan'`,
  );
  return rows[0];
};

it('tells nobody within the extension itself, and everybody once, in portions, whatever dies or runs twice', async () => {
  expect(await messages()).toEqual({ n: 0, people: 0 });
  const { core } = road;
  // The second portion breaks off in its middle.
  await core.db.raw(`create function break_off() returns trigger language plpgsql as $$ begin
    if (select count(*) from notification where kind = 'plan') >= 700 then raise 'broken off'; end if;
    return new; end $$;
    create trigger break_off before insert on notification for each row execute function break_off()`);
  await expect(tellExtension({ core, extensionId })).rejects.toThrow('broken off');
  await core.db.raw('drop trigger break_off on notification');
  expect(await messages()).toEqual({ n: 500, people: 500 });
  await Promise.all([tellExtension({ core, extensionId }), tellExtension({ core, extensionId })]);
  await tellExtension({ core, extensionId });
  expect(await messages()).toEqual({ n: MANY, people: MANY });
  const { told_at } = await core.db('plan_extension').where({ id: extensionId }).first('told_at');
  expect(told_at).toBeInstanceOf(Date);
});

it('who begins after the extension has seen the new dates, and is told of a later one', async () => {
  const late = (await road.applicant('示例迟')).actor;
  await road.declare(late, planId);
  await tellExtension({ core: road.core, extensionId });
  const inbox = await road.as(late).notifications.list({});
  expect(inbox.filter(({ text }) => text.includes('延期'))).toEqual([]);
});
