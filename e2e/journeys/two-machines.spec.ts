import { DEMO_PASSWORD } from '@zhicheng/demo';
import { emptyMemory, isRecord, sessionOf, sessionOfUnit, submitEntry } from '@zhicheng/demo/crash';
import { at, codeOf, dataOf, sentTo, signIn, signOut, test, type Machines } from '../fixtures/two-machines.ts';
import { expect } from '../fixtures/test.ts';

// Two web processes, one database, one Redis; B asks the database through PgBouncer in transaction mode.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

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
