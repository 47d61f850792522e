import type { Transaction } from '@zhicheng/database';
import { appendEvent } from '../ledger/append-event.ts';
import type { Actor, Core } from '../context.ts';
import type { Node } from './process-kind.ts';

export interface NewProcess {
  readonly trx: Transaction;
  readonly actor: Actor;
  readonly kind: 'declaration' | 'libraryEntry' | 'binding';
  readonly subjectId: string;
  /** Counts up per subject: resubmission starts a new round. */
  readonly round: number;
  readonly flowType: string;
  readonly flowName: string;
  readonly applicantId: string;
  /** What path resolution needs (level, mode, series, convening unit). */
  readonly route?: Readonly<Record<string, unknown>>;
  readonly first: Node;
}

/** Opens a process with its first step and task. A subject has one running process (unique index). */
export async function startProcess({
  trx,
  actor,
  route = {},
  first,
  ...rest
}: NewProcess): Promise<{ processId: string }> {
  const [process] = await trx('process')
    .insert({
      kind: rest.kind,
      subject_id: rest.subjectId,
      round: rest.round,
      flow_type: rest.flowType,
      flow_name: rest.flowName,
      applicant_id: rest.applicantId,
      state: 'running',
      route: JSON.stringify(route),
    })
    .returning('id');
  await openStep({ trx, actor, processId: process.id, seq: 1, to: first });
  return { processId: process.id };
}

/** The next step of a process, waiting as a task at `to`. */
export async function openStep({
  trx,
  actor,
  processId,
  seq,
  to,
}: {
  trx: Transaction;
  actor: Actor;
  processId: string;
  seq: number;
  to: Node;
}): Promise<void> {
  const [step] = await trx('step')
    .insert({ process_id: processId, seq, node: to.node, organisation_id: to.organisationId, state: 'open' })
    .returning('id');
  await trx('task').insert({ step_id: step.id, organisation_id: to.organisationId, capacity: to.node });
  await appendEvent(trx, {
    subjectKind: 'step',
    subjectId: step.id,
    action: 'open',
    actor,
    data: { processId, node: to.node, organisationId: to.organisationId },
  });
}

/** The owner takes a subject back: the running process ends without an outcome. Does nothing where none runs. */
export async function cancelProcess({
  core,
  trx,
  actor,
  kind,
  subjectId,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  kind: NewProcess['kind'];
  subjectId: string;
}): Promise<void> {
  const process = await trx('process').where({ kind, subject_id: subjectId, state: 'running' }).forUpdate().first();
  if (!process) return;
  const step = await trx('step').where({ process_id: process.id, state: 'open' }).first('id');
  if (step) await cancelStep({ core, trx, actor, stepId: step.id });
  await trx('process')
    .where({ id: process.id })
    .update({ state: 'cancelled', ended_at: trx.raw('clock_timestamp()') });
}

/** A step that waits no longer: what came before it was taken back. The ledger keeps on whose behalf. */
export async function cancelStep({
  core,
  trx,
  actor,
  stepId,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  stepId: string;
}): Promise<void> {
  const system: Actor = { ...actor, role: 'system' };
  await core.transition({ trx, flow: 'step', id: stepId, action: 'cancel', actor: system, scope: {} });
}
