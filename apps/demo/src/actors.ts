import { randomUUID } from 'node:crypto';
import {
  resolveSession,
  signInBuiltin,
  signInWithSso,
  signOut,
  type Actor,
  type Caller,
  type CoreApp,
} from '@zhicheng/core';
import type { SandboxIdentity } from '@zhicheng/sandbox-sso/accounts';

/** Somebody signed in, with the API in his name. */
export interface Player {
  readonly actor: Actor;
  readonly api: Caller;
}

async function play(app: CoreApp, { token }: { token: string }): Promise<Player> {
  const session = await resolveSession({ core: app.core, token });
  if (!session) throw new Error('signed in, but no session');
  // The demo keeps nobody signed in.
  await signOut({ core: app.core, token });
  return { actor: session.actor, api: app.callerFor(session.actor, randomUUID()) };
}

/** What the sandbox would say of an account. */
const claimsOf = (account: SandboxIdentity) =>
  account.kind === 'person'
    ? {
        kind: 'person' as const,
        sub: account.sub,
        name: account.name,
        id_type: account.idType,
        id_number: account.idNumber,
        mobile: account.mobile,
        gender: account.gender,
        birth_date: account.birthDate,
      }
    : {
        kind: 'unit' as const,
        sub: account.sub,
        name: account.name,
        uscc: account.uscc,
        legal_representative: account.legalRepresentative,
      };

/** Through the sign-on service's door, with the claims that the sandbox would send; the token of a session that lasts. */
export const tokenViaSso = async (app: CoreApp, account: SandboxIdentity): Promise<string> =>
  (await signInWithSso({ core: app.core, claims: claimsOf(account) })).token;

/** Through the same door, for the demo itself. */
export const viaSso = async (app: CoreApp, account: SandboxIdentity): Promise<Player> =>
  play(app, { token: await tokenViaSso(app, account) });

/** With account and password. */
export const viaPassword = async (app: CoreApp, username: string, password: string): Promise<Player> =>
  play(app, await signInBuiltin({ core: app.core, username, password }));
