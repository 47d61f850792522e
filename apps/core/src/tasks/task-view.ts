import { transaction } from '@zhicheng/database';
import type { AuditorRole } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { holdsOrActsFor } from './delegations.ts';
import { NODE_LABEL, processLabel, PUT_BACK_LABEL } from './labels.ts';
import type { Node, ProcessKind, ProcessRow, StepRow } from './process-kind.ts';
import { processLog, taskInScope, type LogEntry } from './queries.ts';
import { administratorsOf, hasLaterRound, holderOf, nextTask } from './rules.ts';
import { standingPasses } from './standing-passes.ts';
import { inTab } from './tabs.ts';

export interface NodeDto {
  readonly node: AuditorRole;
  readonly nodeLabel: string;
  readonly organisationId: string;
  readonly organisationName: string;
}
/** What the workbench needs to know about a task, apart from its subject. */
export interface TaskView {
  readonly taskId: string;
  readonly stepId: string;
  readonly processId: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly flowType: string;
  readonly flowName: string;
  readonly node: AuditorRole;
  readonly nodeLabel: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly round: number;
  readonly open: boolean;
  readonly holder: {
    readonly name: string;
    readonly me: boolean;
    /** The actor acts for him today. */
    readonly delegated: boolean;
    readonly at: Date;
  } | null;
  readonly waitingSince: Date;
  /** Why the actor cannot decide now; null when he can. */
  readonly whyNot: string | null;
  readonly claimable: boolean;
  readonly terminable: boolean;
  /** A superior did not let it pass (SM-DECL.09): who, and what he said. */
  readonly putBack: Superior | null;
  /** Name of the body that a return goes to; null: to the person. */
  readonly returnsTo: string | null;
  /** More than one: the auditor chooses. */
  readonly next: readonly NodeDto[];
  /** 撤回 of an own decision, with the reason when it is not possible (GP.16). */
  readonly withdrawal: { readonly allowed: boolean; readonly why: string | null } | null;
  readonly log: readonly LogEntry[];
  readonly previousTaskId: string | null;
  readonly nextTaskId: string | null;
  /** Which one of what the actor has to do, longest waiting first; null when it is none of that. */
  readonly place: { readonly position: number; readonly total: number } | null;
}

/** The task with what the actor may do about it. NOT_FOUND outside the actor's organisation and capacity. */
export async function viewTask({
  core,
  actor,
  taskId,
}: {
  core: Core;
  actor: Actor;
  taskId: string;
}): Promise<TaskView> {
  const { task, step, process } = await taskInScope({ core, actor, taskId });
  const kind = core.processKinds.of(process.kind);
  const shared = (await administratorsOf(core.db, organisationOf(actor), actor.role)) > 1;
  const open = task.closed_at === null;
  const holder = await heldBy(core, actor, task);
  const { nodes, below } = open ? await waysOf({ core, kind, process, step }) : { nodes: [], below: [] };
  const shut = await whyShut(core, kind, process);
  const log = await processLog(core.db, process.kind, process.subject_id, { upTo: process.round });
  return {
    taskId,
    stepId: step.id,
    processId: process.id,
    kind: process.kind,
    subjectId: process.subject_id,
    flowType: process.flow_type,
    flowName: process.flow_name,
    node: step.node,
    nodeLabel: NODE_LABEL[step.node],
    state: process.state,
    stateLabel: open && step.put_back_by ? PUT_BACK_LABEL : processLabel(kind, process.state),
    round: process.round,
    open,
    holder,
    waitingSince: task.opened_at,
    whyNot: !open ? '这一件已经办结。' : (whyNotDecide(holder, shared) ?? shut),
    claimable: open && shared && !task.claimed_by,
    terminable: kind.terminable,
    putBack: superiorOf(log, step),
    returnsTo: (await named(core, below))[0]?.organisationName ?? null,
    next: await named(core, nodes),
    withdrawal: await withdrawalOf({ core, actor, step, process, shut }),
    log,
    ...(await neighbours({ core, actor, task, shared })),
  };
}

async function heldBy(
  { db }: Core,
  actor: Actor,
  { claimed_by: account, claimed_at: at }: { claimed_by: string | null; claimed_at: Date },
): Promise<TaskView['holder']> {
  if (!account) return null;
  const me = account === actor.accountId;
  return { name: await holderOf(db, account), me, delegated: !me && (await holdsOrActsFor(db, actor, account)), at };
}

interface Ways {
  readonly core: Core;
  readonly kind: ProcessKind;
  readonly process: ProcessRow;
  readonly step: StepRow;
}

/** Where a pass and a return would lead. */
const waysOf = ({ core, kind, process, step }: Ways): Promise<{ nodes: readonly Node[]; below: readonly Node[] }> =>
  transaction(core.db, async (trx) => {
    const nodes = await kind.next({ core, trx, process, step });
    const stepwise = (await kind.stepwise?.({ core, trx, process })) ?? false;
    const below = stepwise ? (await standingPasses(trx, step)).slice(-1) : [];
    return { nodes, below: below.map((pass) => ({ node: pass.node, organisationId: pass.organisation_id })) };
  });

/** Why nothing of a running process can be decided now, nor taken back: the audit deadline. */
async function whyShut(core: Core, kind: ProcessKind, process: ProcessRow): Promise<string | null> {
  if (process.state !== 'running') return null;
  const issues = await transaction(core.db, async (trx) => (await kind.window?.({ core, trx, process })) ?? []);
  return issues[0]?.message ?? null;
}

type Superior = Pick<LogEntry, 'stepId' | 'nodeLabel' | 'organisationName' | 'opinion'>;

function superiorOf(log: readonly LogEntry[], step: StepRow): Superior | null {
  const found = log.find(({ stepId }) => stepId === step.put_back_by);
  if (!found) return null;
  const { stepId, nodeLabel, organisationName, opinion } = found;
  return { stepId, nodeLabel, organisationName, opinion };
}

function whyNotDecide(holder: TaskView['holder'], shared: boolean): string | null {
  if (holder) return holder.me || holder.delegated ? null : `${holder.name}已领取这一件。`;
  return shared ? '本单位有多位管理员，请先领取再审核。' : null;
}

async function named(core: Core, nodes: readonly { node: AuditorRole; organisationId: string }[]): Promise<NodeDto[]> {
  const organisations = await core
    .db('organisation')
    .whereIn(
      'id',
      nodes.map((n) => n.organisationId),
    )
    .select('id', 'name');
  const nameOf = new Map(organisations.map((o) => [o.id, o.name]));
  return nodes.map((node) => ({
    ...node,
    nodeLabel: NODE_LABEL[node.node],
    organisationName: String(nameOf.get(node.organisationId) ?? ''),
  }));
}

async function withdrawalOf({
  core,
  actor,
  step,
  process,
  shut,
}: Pick<Awaited<ReturnType<typeof taskInScope>>, 'step' | 'process'> & {
  core: Core;
  actor: Actor;
  shut: string | null;
}): Promise<TaskView['withdrawal']> {
  if (step.state !== 'passed' || step.decided_by !== actor.accountId) return null;
  if (await hasLaterRound(core.db, process)) return { allowed: false, why: '申报人已重新提交，不能撤回以前的审核。' };
  if (process.state === 'passed')
    return core.processKinds.of(process.kind).reopened
      ? { allowed: true, why: null }
      : { allowed: false, why: '流程已办结，不能撤回。' };
  if (process.state !== 'running') return { allowed: false, why: '流程已结束，没有可撤回的审核。' };
  if (shut) return { allowed: false, why: shut };
  const next = await nextTask(core.db, process.id);
  if (!next) return { allowed: false, why: '流程已结束，没有可撤回的审核。' };
  const later = await core
    .db('step')
    .where({ process_id: process.id })
    .whereIn('state', ['passed', 'returned'])
    .where('seq', '>', step.seq)
    .first();
  if (later) return { allowed: false, why: '下一级已经审核，不能撤回。' };
  return next.claimed_by
    ? { allowed: false, why: `${next.organisationName}已领取。需要改动，请联系对方退回。` }
    : { allowed: true, why: null };
}

/** The cases before and after this one in 待处理, by waiting time, and its place among them. */
async function neighbours({
  core: { db },
  actor,
  task,
  shared,
}: {
  core: Core;
  actor: Actor;
  task: { id: string };
  shared: boolean;
}): Promise<Pick<TaskView, 'previousTaskId' | 'nextTaskId' | 'place'>> {
  const desk = () => inTab(db, actor, 'todo', shared, {});
  // Compared where it stands: a time read into JavaScript has lost its microseconds.
  const thisOne = '(select t.opened_at, t.id from task t where t.id = ?)';
  const other = (side: '<' | '>') =>
    desk()
      .whereRaw(`(task.opened_at, task.id) ${side} ${thisOne}`, [task.id])
      .orderByRaw(`task.opened_at ${side === '<' ? 'desc' : 'asc'}, task.id ${side === '<' ? 'desc' : 'asc'}`)
      .first('task.id');
  const [before, after, place] = await Promise.all([
    other('<'),
    other('>'),
    desk().first(
      db.raw('count(*)::int as total'),
      db.raw(`count(*) filter (where (task.opened_at, task.id) <= ${thisOne})::int as position`, [task.id]),
      db.raw('coalesce(bool_or(task.id = ?), false) as here', [task.id]),
    ),
  ]);
  return {
    previousTaskId: before?.id ?? null,
    nextTaskId: after?.id ?? null,
    place: place.here ? { position: place.position, total: place.total } : null,
  };
}
