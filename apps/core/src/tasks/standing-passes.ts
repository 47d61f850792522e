import type { Database, Transaction } from '@zhicheng/database';
import type { StepRow } from './process-kind.ts';

/**
 * The passes of a process that still stand before one of its steps, lowest level first: each return to the body
 * below takes that body's pass away (SM-DECL.08), each new pass puts one on top. Steps that were taken back do not count.
 */
export async function standingPasses(
  db: Database | Transaction,
  { process_id, seq }: Pick<StepRow, 'process_id' | 'seq'>,
): Promise<StepRow[]> {
  const steps: StepRow[] = await db('step')
    .where({ process_id })
    .where('seq', '<', seq)
    .whereIn('state', ['passed', 'returned'])
    .orderBy('seq');
  const standing: StepRow[] = [];
  for (const step of steps) {
    if (step.state === 'passed') standing.push(step);
    else standing.pop();
  }
  return standing;
}
