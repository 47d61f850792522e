import type { Transaction } from '@zhicheng/database';
import { newId } from '../ids.ts';
import { hashEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import type { Actor, Core } from '../context.ts';
import type { Node, StepRow } from './process-kind.ts';

export interface NewProcess {
  readonly trx: Transaction;
  readonly actor: Actor;
  readonly kind: 'declaration' | 'libraryEntry' | 'binding' | 'postQuota' | 'unitRegistration';
  readonly subjectId: string;
  /** Counts up per subject: resubmission starts a new round. */
  readonly round: number;
  readonly flowType: string;
  readonly flowName: string;
  readonly applicantId: string;
  /** What path resolution needs (level, mode, series, convening unit). */
  readonly route?: Readonly<Record<string, unknown>>;
  readonly first: Node;
  /** Passes of the round before that stand in this one as well; `first` comes after them. */
  readonly carrying?: { readonly core: Core; readonly passes: readonly StepRow[] };
}

/** Opens a process with its first step and task. A subject has one running process (unique index). */
export async function startProcess({
  trx,
  actor,
  route = {},
  first,
  carrying,
  ...rest
}: NewProcess): Promise<{ processId: string }> {
  const processId = newId();
  const process = {
    ...{ id: processId, kind: rest.kind, subject_id: rest.subjectId, round: rest.round },
    ...{ flow_type: rest.flowType, flow_name: rest.flowName, applicant_id: rest.applicantId },
    route: JSON.stringify(route),
  };
  const passes = carrying?.passes ?? [];
  if (passes.length === 0) {
    await openStep({ trx, actor, processId, seq: 1, to: first, process });
    return { processId };
  }
  await trx('process').insert({ ...process, state: 'running' });
  for (const [index, pass] of passes.entries())
    if (carrying)
      await carryPass({
        ...{ core: carrying.core, trx, actor, processId },
        ...{ seq: index + 1, pass, flowName: rest.flowName },
      });
  await openStep({ trx, actor, processId, seq: passes.length + 1, to: first });
  return { processId };
}

/** 沿用上轮通过: the level does not decide again; it is told, may look at the changes, and may take its pass back. */
async function carryPass({
  core,
  trx,
  actor,
  processId,
  seq,
  pass,
  flowName,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  processId: string;
  seq: number;
  pass: StepRow;
  flowName: string;
}): Promise<void> {
  const to: Node = { node: pass.node, organisationId: pass.organisation_id };
  const { stepId, taskId } = await openStep({ trx, actor, processId, seq, to });
  const { decided_at, decided_by, opinion } = pass;
  await core.transition({
    ...{ trx, flow: 'step', id: stepId, action: 'carry', actor: { ...actor, role: 'system' }, scope: {} },
    input: { closedBy: decided_by },
    patch: { decided_at, decided_by, opinion, extra: JSON.stringify(pass.extra), carried_from: pass.id },
    note: { carriedFrom: pass.id },
  });
  if (decided_by)
    await notify({
      ...{ trx, accountId: decided_by, kind: 'task', link: `/work/tasks/${taskId}?read=1` },
      text: `${flowName}：修改后重新提交，沿用本单位上轮的通过，从退回的部门继续审核。可查看本轮改动；需要重新审核的，可撤回。`,
    });
}

/** The next step of a process, waiting as a task at `to`, with the first event of its chain: one statement. */
export async function openStep({
  trx,
  actor,
  processId,
  seq,
  to,
  putBack,
  process,
}: {
  trx: Transaction;
  actor: Actor;
  processId: string;
  seq: number;
  to: Node;
  /** The superior's return that put it back, and what the body had handed in with its pass, to go on from. */
  putBack?: { readonly by: string; readonly extra: StepRow['extra'] };
  /** The process itself, where it begins with this step. */
  process?: Readonly<Record<string, unknown>>;
}): Promise<{ stepId: string; taskId: string }> {
  const [stepId, taskId, at] = [newId(), newId(), new Date()];
  const data = {
    ...{ processId, node: to.node, organisationId: to.organisationId },
    ...(putBack && { putBackBy: putBack.by }),
  };
  const { accountId, organisationId } = actor;
  const hash = hashEvent('', {
    ...{ subject_kind: 'step', subject_id: stepId, seq: 1, at },
    ...{ account_id: accountId, organisation_id: organisationId, action: 'open', data },
  });
  await trx.raw(process ? `with ${BEGIN}, ${openedFrom('begun')}` : `with ${openedFrom('(values (1)) as one')}`, {
    ...process,
    ...{ stepId, processId, stepNo: seq, node: to.node, unit: to.organisationId, taskId },
    ...{ putBackBy: putBack?.by ?? null, extra: JSON.stringify(putBack?.extra ?? {}) },
    ...{ at, accountId, organisationId, data: JSON.stringify(data), hash },
  });
  return { stepId, taskId };
}

const BEGIN = `begun as (
    insert into process (id, kind, subject_id, round, flow_type, flow_name, applicant_id, state, route)
    values (:id, :kind, :subject_id, :round, :flow_type, :flow_name, :applicant_id, 'running', :route) returning id)`;
/** Each row comes of the one before, so that the trigger of the task finds the step and its process written. */
const openedFrom = (before: string) => `opened as (
    insert into step (id, process_id, seq, node, organisation_id, state, put_back_by, extra)
    select :stepId, :processId, :stepNo, :node, :unit, 'open', :putBackBy, :extra from ${before} returning id
  ), waiting as (
    insert into task (id, step_id, organisation_id, capacity) select :taskId, id, :unit, :node from opened
  )
  insert into ledger_event
    (subject_kind, subject_id, seq, at, account_id, organisation_id, action, data, previous_hash, hash)
  values ('step', :stepId, 1, :at, :accountId, :organisationId, 'open', :data, '', :hash)`;

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
