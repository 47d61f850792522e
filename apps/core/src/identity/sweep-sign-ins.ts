import type { Core } from '../context.ts';
import { LoginFailure } from './model.ts';
import { sweepSessions } from './sessions.ts';

/** Removes sessions that have run out and failed attempts that no longer count. A job runs it; twice does no harm. */
export async function sweepSignIns({ core }: { core: Pick<Core, 'db'> }): Promise<void> {
  await sweepSessions(core.db);
  await LoginFailure.query(core.db).whereRaw(`at < zc_now() - interval '1 day'`).delete();
}
