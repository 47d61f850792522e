import { raw, transaction, type Database } from '@zhicheng/database';
import { issue, refused } from '../errors.ts';
import { LoginFailure } from './model.ts';

const WINDOW = '15 minutes';
/**
 * Failures after which nobody gets another try for the length of the window. The first one is counted per account
 * and network together, so that a stranger's guesses do not lock the owner out; the others bound what one network,
 * or many of them against one account, can try.
 */
const LIMITS = { pair: 5, network: 50, account: 100 } as const;

const subjectsOf = (username: string, network: string) => [
  { subject: `pair:${network}:${username}`, limit: LIMITS.pair },
  { subject: `network:${network}`, limit: LIMITS.network },
  { subject: `account:${username}`, limit: LIMITS.account },
];

export interface Attempt {
  forgive(): Promise<void>;
  judge(look: () => Promise<boolean>): Promise<boolean>;
}

/**
 * Notes a failed attempt in advance, so that many at once cannot slip past the limit; `forgive` takes it back after
 * the right password, `judge` when the password could not be looked at. Throws REFUSED when a limit is reached.
 */
export async function reserveAttempt(
  db: Database,
  { username, network }: { username: string; network: string },
): Promise<Attempt> {
  const subjects = subjectsOf(username.toLowerCase(), network);
  const names = subjects.map(({ subject }) => subject);
  const at = await transaction(db, async (trx) => {
    for (const name of names.toSorted())
      await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 1))', [`login:${name}`]);
    await LoginFailure.query(trx).whereIn('subject', names).whereRaw(`at <= zc_now() - interval '${WINDOW}'`).delete();
    const counts = await trx('login_failure')
      .whereIn('subject', names)
      .groupBy('subject')
      .select<{ subject: string; failures: number }[]>('subject', trx.raw('count(*)::int as failures'));
    const failures = new Map(counts.map((row) => [row.subject, row.failures]));
    if (subjects.some(({ subject, limit }) => (failures.get(subject) ?? 0) >= limit)) throw tooMany();
    // To the millisecond, which is what a Date carries back for `forgive`.
    const now = raw(`date_trunc('milliseconds', zc_now())`);
    const [row] = await LoginFailure.query(trx)
      .insert(names.map((subject) => ({ subject, at: now })))
      .returning('*');
    return row?.at;
  });
  return {
    async forgive() {
      const [pair, ...wider] = names;
      await LoginFailure.query(db)
        .where({ subject: pair })
        .orWhere((own) => void own.whereIn('subject', wider).andWhere({ at }))
        .delete();
    },
    async judge(look) {
      try {
        return await look();
      } catch (error) {
        await LoginFailure.query(db).whereIn('subject', names).andWhere({ at }).delete();
        throw error;
      }
    },
  };
}

const tooMany = () =>
  refused([issue('tooManyAttempts', '密码错误次数过多，请 15 分钟后再试。忘记密码请联系本单位的开户机构重置。')]);
