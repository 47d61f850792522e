import { Agent } from 'node:http';
import type { Line } from '../figure.ts';
import { send } from '../site.ts';
import { atMost } from '../timing.ts';
import type { Stage } from './stage.ts';

const AT_ONCE = 4;

/**
 * The log of what was acknowledged, against the database. Submissions of which nothing was heard are sent again first,
 * with their key, as a browser does: that must not submit them a second time.
 */
export async function reckon({ copy, site, people, recall }: Stage): Promise<Line[]> {
  const { acknowledged, unknown, forms } = await recall();
  const byKey = new Map(people.submissions.map((one) => [one.key, one]));
  const again = unknown.flatMap((key) => byKey.get(key) ?? []);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const answers = await Promise.all(
    again.map(async ({ cookie, declarationId: id, version: expectedVersion, key: idempotencyKey }) => {
      const body = JSON.stringify({ json: { id, expectedVersion, idempotencyKey } });
      const path = '/api/trpc/declarations.submit';
      const answer = await send(agent, { port: site.ports[0] ?? 0, path, cookie, body }).catch(() => undefined);
      return answer?.status === 200 ? [idempotencyKey] : [];
    }),
  );
  agent.destroy();
  const sure = [...acknowledged, ...answers.flat()].flatMap((key) => byKey.get(key)?.declarationId ?? []);
  const { rows } = await copy.app.core.db.raw(
    `select d.id, d.round,
       (select count(*)::int from declaration_snapshot where declaration_id = d.id) as snapshots,
       (select count(*)::int from process where kind = 'declaration' and subject_id = d.id) as processes,
       (select count(*)::int from ledger_event where subject_id = d.id and action = 'submit') as events
     from declaration d where d.id = any(?)`,
    [people.submissions.map(({ declarationId }) => declarationId)],
  );
  const found: ReadonlyMap<string, Found> = new Map(rows.map((row: Found & { id: string }) => [row.id, row]));
  const effects = (id: string) => {
    const { round = 0, snapshots = 0, processes = 0, events = 0 } = found.get(id) ?? {};
    return [round, snapshots, processes, events];
  };
  const lost = sure.filter((id) => effects(id).some((count) => count < 1));
  const doubled = [...found.keys()].filter((id) => effects(id).some((count) => count > 1));
  const quiet = [...found.keys()].filter((id) => !sure.includes(id) && effects(id).some((count) => count > 0));
  const texts = await textsOf(copy.app.core.db);
  const kept = forms.filter(({ sure: last }) => last > 0);
  const at = (form: { accountId: string; record: string }) => texts.get(`${form.accountId} ${form.record}`) ?? 0;
  const forgotten = kept.filter((form) => at(form) < form.sure);
  const invented = forms.filter((form) => at(form) > form.tried);
  const told = `of ${sure.length}; ${again.length} of them heard nothing and sent the same again`;
  const texted = `the last text of ${kept.length} forms`;
  return [
    atMost('acknowledged submissions that are not in the database', lost.length, 0, '', told),
    atMost('submissions with two rounds, snapshots, processes or events', doubled.length, 0, '', `of ${found.size}`),
    atMost('refused, and done nevertheless', quiet.length, 0, '', ''),
    atMost('acknowledged texts that are not in the database', forgotten.length, 0, '', texted),
    atMost('texts that nobody sent', invented.length, 0, '', texted),
  ];
}

interface Found {
  readonly round: number;
  readonly snapshots: number;
  readonly processes: number;
  readonly events: number;
}

/** The attempt that each kept text is of. */
async function textsOf(db: Stage['copy']['app']['core']['db']): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.raw(
    `select account_id || ' ' || record as form, (raw -> 'form:profile' ->> 'attempt')::int as attempt from draft`,
  );
  return new Map(rows.map((row: { form: string; attempt: number }) => [row.form, row.attempt]));
}
