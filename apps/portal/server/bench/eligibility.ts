import type { Figure } from './figure.ts';
import { atMost, interleaved, processorTime, quantile, spreadOf } from './timing.ts';

const SLOWEST_MS = 10;

/** 我能报吗 for somebody with 300 rows, over the API of the process. */
export const eligibility: Figure = {
  name: 'eligibility',
  title: 'May I declare: one person with 300 rows in the library',
  async measure({ large, repetitions }) {
    const { owner } = large;
    const { rows } = await owner.api.plans.list({ size: 20 });
    const own = await ownPlan(large.app.core.db, owner.actor.accountId);
    const plan = own ?? rows[0]?.id ?? '';
    const ask = () => owner.api.declarations.eligibility({ planId: plan });
    const [times = []] = await interleaved([ask], repetitions);
    const value = await processorTime(ask, repetitions);
    return [
      atMost('eligibility with 300 rows, p95', quantile(times, 0.95), SLOWEST_MS, 'ms', spreadOf(times)),
      // On a machine that others use as well, the wall clock says how long one waits for a core.
      { ...{ what: 'the same, processor time of Node', value, unit: 'ms', spread: '' }, goal: '', held: null },
    ];
  },
};

/** An open plan of the person's own series. */
async function ownPlan(db: import('@zhicheng/database').Database, accountId: string): Promise<string | undefined> {
  const row = await db('review_plan')
    .join('person', 'person.series_code', 'review_plan.series_code')
    .where({ 'person.account_id': accountId, 'review_plan.state': 'published' })
    .whereRaw('declare_until > zc_now()')
    .first('review_plan.id');
  return row?.id;
}
