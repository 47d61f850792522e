import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matrix, type Outcome, type Row } from './authorisation-matrix.testing.ts';
import { ACTING, authorisationWorld, type ActingRole, type AuthorisationWorld } from './authorisation-world.testing.ts';
import type { Actor } from './context.ts';
import { createCallerFactory, errorBody, type Policy } from './procedures.ts';
import { appRouter } from './router.ts';

/** The router keeps its procedures flat, by their paths; its type says nested. */
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { policy?: Policy } } }>;
const policies = Object.entries(procedures).map(([path, { _def }]) => [path, _def.meta?.policy] as const);
const createCaller = createCallerFactory(appRouter);

let world: AuthorisationWorld;
beforeAll(async () => {
  world = await authorisationWorld();
});
afterAll(() => world.drop());

type Call = (input: unknown) => Promise<unknown>;
class Undone extends Error {}

/** Asks once and undoes whatever it did, so that every question finds the same world. */
async function outcome(actor: Actor | null, path: string, input: unknown): Promise<Outcome> {
  let answer: Outcome = 'OK';
  const attempt = world.core.db.transaction(async (trx) => {
    const caller = createCaller({ core: { ...world.core, db: trx }, actor, requestId: 'matrix' });
    const [noun = '', verb = ''] = path.split('.');
    const call = (caller as unknown as Record<string, Record<string, Call>>)[noun]?.[verb];
    if (!call) throw new Error(`no procedure ${path}`);
    await call(input).catch((error: unknown) => {
      answer = errorBody(error, '').code;
      if (answer === 'INTERNAL') throw error;
    });
    throw new Undone();
  });
  await expect(attempt).rejects.toThrow(Undone);
  return answer;
}

const isAllowed = (policy: Policy, role: ActingRole): boolean =>
  policy === 'public' || policy === 'account' || policy.includes(role);
const said = (expected: Row['own'], role: ActingRole): Outcome =>
  typeof expected === 'string' ? expected : (expected?.[role] ?? 'OK');

/** Those who may not call get the input of one who may: it is not for want of a good input that they are refused. */
const inputFor = ({ policy, input }: Row, role: ActingRole): unknown => {
  const owner = isAllowed(policy, role) ? role : ACTING.find((one) => isAllowed(policy, one));
  return input?.(world, owner ?? role);
};

describe('authorisation matrix', () => {
  it('every procedure of the API has a row, and every row a procedure', () => {
    expect(Object.keys(matrix).sort()).toEqual(policies.map(([path]) => path).sort());
  });

  it('every procedure declares the policy of its row', () => {
    expect(Object.fromEntries(policies)).toEqual(
      Object.fromEntries(Object.entries(matrix).map(([path, { policy }]) => [path, policy])),
    );
  });

  it('no policy is open to the system, and none is empty', () => {
    for (const [, policy] of policies)
      if (typeof policy !== 'string') {
        expect(policy).not.toContain('system');
        expect(policy?.length).toBeGreaterThan(0);
      }
  });

  describe.each(Object.entries(matrix))('%s', (path, row) => {
    it('nobody signed in', async () => {
      const expected = row.policy === 'public' ? 'OK' : 'UNAUTHENTICATED';
      expect(await outcome(null, path, inputFor(row, 'applicant'))).toBe(expected);
    });

    it('each role, what is its own', async () => {
      const actual: Partial<Record<ActingRole, Outcome>> = {};
      for (const role of ACTING) actual[role] = await outcome(world.insider[role], path, inputFor(row, role));
      expect(actual).toEqual(
        Object.fromEntries(
          ACTING.map((role) => [role, isAllowed(row.policy, role) ? said(row.own, role) : 'FORBIDDEN']),
        ),
      );
    });

    it('[AH-39.02] each role, what is somebody else’s', async () => {
      const actual: Partial<Record<ActingRole, Outcome>> = {};
      for (const role of ACTING) actual[role] = await outcome(world.outsider[role], path, inputFor(row, role));
      expect(actual).toEqual(
        Object.fromEntries(
          ACTING.map((role) => [role, isAllowed(row.policy, role) ? said(row.other, role) : 'FORBIDDEN']),
        ),
      );
    });
  });
});
