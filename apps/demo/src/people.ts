import { choose } from './dictionaries.ts';
import { randomUUID } from 'node:crypto';
import type { CoreApp } from '@zhicheng/core';
import { sandboxAccounts } from '@zhicheng/sandbox-sso/accounts';
import { viaSso, type Player } from './actors.ts';
import type { Body } from './organisations.ts';

/** 示例一 is 1. */
export async function person(app: CoreApp, number: number): Promise<Player> {
  const account = sandboxAccounts().filter((a) => a.kind === 'person')[number - 1];
  if (!account) throw new Error(`the sandbox has no person ${number}`);
  return viaSso(app, account);
}

/** 个人注册 with synthetic answers; with a unit, the request to it in the same breath. */
export const register = async (app: CoreApp, number: number, unit?: Body): Promise<Player> =>
  registerPlayer(app, await person(app, number), number, unit);

/** The same for whoever has signed in; the number varies the answers. */
export async function registerPlayer(app: CoreApp, player: Player, number: number, unit?: Body): Promise<Player> {
  await player.api.identity.registerPerson({
    form: {
      politicalStatus: await choose(app, 'politicalStatus', number % 3 === 0 ? '01' : '13'),
      ethnicity: await choose(app, 'ethnicity', '01'),
      email: `person${number}@example.invalid`,
      address: `示例市示例路 ${number} 号`,
      workStart: '2008-09-01',
      education: await choose(app, 'education', '21'),
      degree: await choose(app, 'degree', '4'),
    },
    ...(unit && { unit: { organisationId: unit.id, note: '我是本单位在职教师，申请绑定。' } }),
    idempotencyKey: randomUUID(),
  });
  return player;
}

/** The task of a body whose flow name holds `words`, longest waiting first. */
export async function openTask(player: Player, words: string): Promise<string> {
  for (const tab of ['todo', 'claimable'] as const) {
    const { rows } = await player.api.tasks.list({ tab, keyword: words, size: 100 });
    const task = rows[0];
    if (task && tab === 'claimable') await player.api.tasks.claim({ taskId: task.taskId });
    if (task) return task.taskId;
  }
  throw new Error(`${player.actor.name} has no open task about ${words}`);
}

/** Registered and bound: the unit has approved. */
export const bound = async (app: CoreApp, number: number, unit: Body): Promise<Player> =>
  boundPlayer(app, await person(app, number), number, unit);

export async function boundPlayer(app: CoreApp, player: Player, number: number, unit: Body): Promise<Player> {
  await registerPlayer(app, player, number, unit);
  const [administrator] = unit.players;
  if (!administrator) throw new Error('a unit without an administrator');
  const taskId = await openTask(administrator, `${player.actor.name}申请`);
  await administrator.api.tasks.decide({ taskId, decision: 'pass', opinion: '同意' });
  return player;
}
