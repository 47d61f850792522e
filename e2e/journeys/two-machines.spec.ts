import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '@zhicheng/demo';
import {
  castOfWorld,
  emptyMemory,
  isRecord,
  passEntries,
  reckon,
  sessionOf,
  sessionOfUnit,
  submitEntry,
  type,
  untilIdle,
  workOnDeclaration,
} from '@zhicheng/demo/crash';
import { at, codeOf, dataOf, sentTo, signIn, signOut, test, type Machines } from '../fixtures/two-machines.ts';
import { expect } from '../fixtures/test.ts';

// Two web processes, workers, one database, one Redis; B and its transactions go through PgBouncer.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

/** Tasks of the second school's 人员注册审核, one per person who asks to be bound there. */
async function bindings({ world }: Machines, token: ReturnType<typeof at>, people: number): Promise<string[]> {
  const names = [];
  for (let n = 0; n < people; n += 1) names.push((await world.registered(world.organisations.school2)).name);
  const { rows } = dataOf(await token.ask('tasks.list', { tab: 'claimable', size: 100 }));
  const tasks = (Array.isArray(rows) ? rows : []).filter(isRecord);
  return names.map((name) => String(tasks.find(({ flowName }) => String(flowName).startsWith(name))?.taskId));
}

test('a session begun at one machine is one at the other; a switched capacity and a sign-out reach both', async ({
  machines,
}) => {
  const { a, b, world } = machines;
  const { token, location } = await signIn(machines, a, 'hrss-city', DEMO_PASSWORD);
  expect(location).toBe('/work');
  expect(await sentTo(b, '/work', token)).toBe('');
  await signOut(machines, a, token);
  expect(await sentTo(b, '/work', token)).toMatch(/^\/login/);
  expect(codeOf(await at(machines, b, token).ask('identity.me', undefined))).toBe('UNAUTHENTICATED');

  const both = await world.withTwoCapacities(world.organisations.school2);
  const session = await sessionOf(world, both);
  const [here, there] = [at(machines, a, session), at(machines, b, session)];
  const { assignments } = dataOf(await there.ask('identity.me', undefined));
  const unit = (Array.isArray(assignments) ? assignments : []).filter(isRecord).find(({ role }) => role === 'employer');
  expect(codeOf(await there.ask('tasks.counts', undefined))).toBe('FORBIDDEN');
  expect(codeOf(await here.send('identity.switchAssignment', { assignmentId: unit?.id }))).toBe('ok');
  expect(codeOf(await there.ask('tasks.counts', undefined))).toBe('ok');
});

test('wrong passwords are counted over both: five, however they are spread', async ({ machines }) => {
  const { a, b } = machines;
  const attempt = async (n: number) => (await signIn(machines, n % 2 ? a : b, 'build-city', `wrong-${n}`)).location;
  const answers = await Promise.all(Array.from({ length: 9 }, (_, n) => attempt(n)));
  expect(answers.filter((location) => location.includes('refused=password'))).toHaveLength(5);
  expect(answers.filter((location) => location.includes('refused=limited'))).toHaveLength(4);
  for (const machine of [a, b])
    expect((await signIn(machines, machine, 'build-city', DEMO_PASSWORD)).location).toContain('refused=limited');
});

test('of two auditors at two machines who claim the same, one has it', async ({ machines }) => {
  const { a, b, world } = machines;
  const colleague = await world.withTwoCapacities(world.organisations.school2);
  const session = await sessionOf(world, colleague);
  const second = at(machines, b, session);
  const { assignments } = dataOf(await second.ask('identity.me', undefined));
  const unit = (Array.isArray(assignments) ? assignments : []).filter(isRecord).find(({ role }) => role === 'employer');
  await second.send('identity.switchAssignment', { assignmentId: unit?.id });
  const first = at(machines, a, await sessionOfUnit(world, 'school2'));
  for (const taskId of await bindings(machines, first, 4)) {
    const claims = await Promise.all([first, second].map((one) => one.send('tasks.claim', { taskId })));
    expect(claims.map(codeOf).toSorted()).toEqual(['CONFLICT', 'ok']);
    const decisions = await Promise.all(
      [first, second].map((one) => one.send('tasks.decide', { taskId, decision: 'pass' })),
    );
    expect(decisions.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      await world.app.core.db('step').join('task', 'task.step_id', 'step.id').where('task.id', taskId),
    ).toHaveLength(1);
  }
});

test('a counter of a page open at one machine follows what comes in at the other; without Redis a page that is loaded anew is right', async ({
  machines,
  page,
}) => {
  const { a, b, redis, world } = machines;
  const token = await sessionOfUnit(world, 'school');
  const menu = page.getByRole('navigation', { name: '主菜单' });
  const shows = (count: number) =>
    expect(menu.getByRole('link', { name: new RegExp(`^业绩档案\\s*${count} 件待办$`) })).toBeVisible();
  const somebody = await world.bound();
  const own = at(machines, a, await sessionOf(world, somebody));
  const memory = emptyMemory();
  const arrive = async () => {
    await submitEntry(memory, somebody.actor, own);
    expect(memory.surprises).toEqual([]);
  };
  const before = Number(dataOf(await at(machines, a, token).ask('tasks.waiting', undefined)).libraryEntry ?? 0);
  await arrive();
  await page.context().addCookies([{ name: 'zc_session', value: token, url: b.url }]);
  await page.goto(`${b.url}/work/settings`);
  await shows(before + 1);
  await arrive();
  await shows(before + 2);

  await redis.kill();
  await expect.poll(() => b.said()).toMatch(/redis is out of reach/);
  await arrive();
  await page.reload();
  await shows(before + 3);
  await redis.start();
  await expect.poll(() => b.said(), { timeout: 30_000 }).toMatch(/redis is there again/);
  await expect.poll(() => a.said(), { timeout: 30_000 }).toMatch(/redis is there again/);
  await arrive();
  await shows(before + 4);
});

test('a web process and a worker are killed: what was acknowledged is there, once, and the others finish the work', async ({
  machines,
}) => {
  const { a, b, world, site } = machines;
  const { db } = world.app.core;
  const cast = await castOfWorld(world, 2);
  const doomed = await machines.worker();

  // A batch that the only worker has begun and cannot end.
  const unit = at(machines, b, await sessionOfUnit(world, 'school2'));
  const [taskId = ''] = await bindings(machines, unit, 1);
  const hold = await db.transaction();
  await hold('task').where({ id: taskId }).forNoKeyUpdate();
  const { rows } = await hold.raw('select pg_backend_pid() as pid');
  const request = { taskIds: [taskId], action: 'pass', opinion: '', idempotencyKey: randomUUID() };
  const { batchId } = dataOf(await unit.send('tasks.startBatch', request));
  const awaited = () => db.raw('select 1 from pg_stat_activity where ? = any(pg_blocking_pids(pid))', [rows[0].pid]);
  await expect.poll(async () => (await awaited()).rows.length, { timeout: 30_000 }).toBeGreaterThan(0);
  await doomed.kill();
  await hold.rollback();
  const workers = await Promise.all([machines.worker(), machines.worker()]);

  // Meanwhile people work, each request at the next machine, until one of them is gone.
  const memory = emptyMemory();
  let there = [a, b];
  const client = (token: string) => at(machines, () => there, token);
  const school = client(cast.school);
  const day = async (hours: number) => {
    for (let hour = 0; hour < hours; hour += 1)
      await Promise.all([
        ...cast.applicants.flatMap((applicant) => {
          const own = client(applicant.token);
          return [
            workOnDeclaration(memory, applicant, own, school),
            submitEntry(memory, applicant, own),
            type(memory, applicant, own),
          ];
        }),
        passEntries(memory, school),
      ]);
  };
  await day(3);
  const afternoon = day(5);
  await a.kill();
  there = [b];
  await workers[0]?.kill();
  await afternoon;
  expect(memory.submits.length).toBeGreaterThan(0);
  expect(memory.batches.length).toBeGreaterThan(0);
  const batch = () => db('task_batch').where({ id: batchId }).whereNotNull('finished_at');
  await expect.poll(async () => (await batch()).length, { timeout: 60_000 }).toBe(1);
  expect(await untilIdle(db)).toEqual([]);
  // each job wrote what it did once: a message goes out by one delivery, a batch says once that it has ended
  expect(
    await db('notification')
      .where({ kind: 'taskBatch' })
      .whereLike('link', `%${String(batchId)}`),
  ).toHaveLength(1);
  const wrong = await reckon(db, site.dataDir, cast, memory);
  // the folder holds the files of the other site's data as well
  expect(wrong.filter((line) => !line.includes('that no file has'))).toEqual([]);
});
