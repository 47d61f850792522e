import { sandboxAccounts } from '@zhicheng/sandbox-sso/accounts';
import { tokenViaSso } from '../actors.ts';
import type { Somebody, World } from '../world.ts';
import type { Applicant, Cast } from './cast.ts';

/** The token of a session that lasts, of somebody of the world. */
export const sessionOf = (world: World, { identity }: Pick<Somebody, 'identity'>): Promise<string> =>
  tokenViaSso(world.app, identity);

/** The same of a unit, as its legal person. Throws when the sandbox does not know it. */
export async function sessionOfUnit(world: World, unit: 'school' | 'school2'): Promise<string> {
  const name = world.organisations[unit].players[0]?.actor.name;
  const account = sandboxAccounts().find((known) => known.kind === 'unit' && known.name === name);
  if (!account) throw new Error(`the sandbox has no ${unit}`);
  return tokenViaSso(world.app, account);
}

/** The same people as in the crash program, in a world that is there already. */
export async function castOfWorld(world: World, people: number): Promise<Cast> {
  const applicants: Applicant[] = [];
  for (let n = 0; n < people; n += 1) {
    const { declarationId, ...somebody } = await world.filled();
    const { accountId, name } = somebody.actor;
    applicants.push({ name, accountId, declarationId, token: await sessionOf(world, somebody) });
  }
  return { key: '', applicants, school: await sessionOfUnit(world, 'school') };
}
