import type { AuditorRole } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { APPLICANT_NODE, NODE_LABEL, processLabel, PUT_BACK_LABEL } from './labels.ts';
import type { ProcessRow, StepRow } from './process-kind.ts';
import { administratorsOf } from './rules.ts';
import { countingTabs, countsOf } from './tab-counts.ts';
import { found, inTab, type TaskFilter } from './tabs.ts';

export { processLog, type LogEntry } from './process-log.ts';

export interface TaskDto {
  readonly taskId: string;
  readonly stepId: string;
  readonly processId: string;
  readonly kind: string;
  readonly flowType: string;
  readonly flowName: string;
  /** 当前节点 of the whole process, not of this task. */
  readonly nodeLabel: string;
  readonly stateLabel: string;
  readonly state: string;
  readonly auditedAt: Date | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly waitingSince: Date;
  readonly open: boolean;
  readonly claimedByMe: boolean;
  /** Not with others in one go. */
  readonly oneByOne: boolean;
  /** Who claimed it, where the actor is the delegate. */
  readonly onBehalfOf: string | null;
}

const COLUMNS = [
  'task.id as taskId',
  'task.opened_at as waitingSince',
  'task.closed_at as closedAt',
  'task.claimed_by as claimedBy',
  'holder.display_name as holderName',
  'step.id as stepId',
  'step.decided_at as auditedAt',
  'process.id as processId',
  'process.kind',
  'process.state',
  'process.flow_type as flowType',
  'process.flow_name as flowName',
  'process.started_at as startedAt',
  'process.ended_at as endedAt',
];

/** 任务中心: rows of one tab, longest waiting first (done: latest first), and the counts of all four tabs. */
export async function listTasks({ core, actor, filter }: { core: Core; actor: Actor; filter: TaskFilter }) {
  const { db } = core;
  const shared = (await administratorsOf(db, organisationOf(actor), actor.role)) > 1;
  const open = filter.tab === 'todo' || filter.tab === 'claimable';
  const inOrder = [
    { column: open ? 'task.opened_at' : 'task.closed_at', order: open && !filter.newestFirst ? 'asc' : 'desc' },
    { column: 'task.id' },
  ];
  const { keyword, ...rest } = filter;
  const inPage = inTab(db, actor, filter.tab, shared, rest);
  if (keyword) void inPage.from('found as task');
  const page = inPage
    .select('task.id')
    .orderBy(inOrder)
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
  const listed = db(page.as('page'))
    .join('task', 'task.id', 'page.id')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .leftJoin('account as holder', 'holder.id', 'task.claimed_by')
    .select(...COLUMNS)
    .select(
      db('step as current')
        .whereRaw('current.process_id = process.id')
        .where('current.state', 'open')
        .select('current.node')
        .limit(1)
        .as('currentNode'),
      db('step as current')
        .whereRaw('current.process_id = process.id')
        .where('current.state', 'open')
        .whereNotNull('current.put_back_by')
        .select(db.raw('true'))
        .limit(1)
        .as('putBack'),
    );
  const counting = countingTabs(db, actor, shared, filter);
  if (!keyword) {
    const rows = await listed.orderBy(inOrder);
    const counts = countsOf(await counting.first());
    return { rows: rows.map((row) => toDto(core, row, actor)), counts, total: counts[filter.tab], shared };
  }
  // A name is looked for once, for the rows and for all counts.
  const rows = await db
    .withMaterialized('found', found(db, actor, keyword))
    .from(counting.as('counted'))
    .leftJoin(listed.as('listed'), db.raw('true'))
    .orderBy([{ ...inOrder[0], column: open ? 'waitingSince' : 'closedAt' }, { column: 'taskId' }])
    .select(db.raw('row_to_json(counted) as counted'), 'listed.*');
  const counts = countsOf(rows[0]?.counted);
  const onPage = rows.flatMap(({ counted: _, ...row }) => (row.taskId === null ? [] : [toDto(core, row, actor)]));
  return { rows: onPage, counts, total: counts[filter.tab], shared };
}

function toDto(core: Core, row: Record<string, never>, actor: Actor): TaskDto {
  const { currentNode, putBack, closedAt, claimedBy, holderName, ...rest } = row as unknown as Omit<
    TaskDto,
    'nodeLabel' | 'stateLabel' | 'open' | 'claimedByMe' | 'onBehalfOf' | 'oneByOne'
  > & {
    currentNode: AuditorRole | null;
    putBack: true | null;
    closedAt: Date | null;
    claimedBy: string | null;
    holderName: string | null;
  };
  return {
    ...rest,
    nodeLabel: currentNode ? NODE_LABEL[currentNode] : rest.state === 'returned' ? APPLICANT_NODE : '-',
    stateLabel: putBack ? PUT_BACK_LABEL : processLabel(core.processKinds.of(rest.kind), rest.state),
    open: closedAt === null,
    claimedByMe: claimedBy === actor.accountId,
    oneByOne: core.processKinds.of(rest.kind).oneByOne !== undefined,
    onBehalfOf: closedAt === null && claimedBy !== actor.accountId ? holderName : null,
  };
}

/** Open work by kind of process: what the actor has to do and what he may claim. One query, for the menu. */
export async function waitingByKind({
  core,
  actor,
}: {
  core: Core;
  actor: Actor;
}): Promise<Readonly<Record<string, number>>> {
  const { db } = core;
  const rows = await inTab(db, actor, 'todo', false, {})
    .groupBy('task.kind')
    .select<{ kind: string; count: number }[]>('task.kind', db.raw('count(*)::int as count'));
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/** Flow types that this organisation has met, for the filter. */
export async function flowTypes({ core, actor }: { core: Core; actor: Actor }): Promise<string[]> {
  // From one kind to the next by index: there are a handful among very many tasks.
  const { rows } = await core.db.raw<{ rows: { flowType: string }[] }>(
    `with recursive met as (
       (select flow_type from task where organisation_id = :organisation and capacity = :capacity
        order by flow_type limit 1)
       union all
       select (select t.flow_type from task t where t.organisation_id = :organisation and t.capacity = :capacity
         and t.flow_type > met.flow_type order by t.flow_type limit 1)
       from met where met.flow_type is not null
     )
     select flow_type as "flowType" from met where flow_type is not null`,
    { organisation: organisationOf(actor), capacity: actor.role },
  );
  return rows.map((row) => row.flowType);
}

/** Process and step of a task within the actor's organisation; NOT_FOUND outside it. */
export async function taskInScope({ core, actor, taskId }: { core: Core; actor: Actor; taskId: string }) {
  const task = await core
    .db('task')
    .where({ id: taskId, organisation_id: organisationOf(actor), capacity: actor.role })
    .first();
  if (!task) throw notFound('待办');
  const step: StepRow | undefined = await core.db('step').where({ id: task.step_id }).first();
  const process: ProcessRow | undefined = step && (await core.db('process').where({ id: step.process_id }).first());
  if (!step || !process) throw notFound('待办');
  return { task, step, process };
}

/** A process that the actor's organisation has, or had, a step in; NOT_FOUND otherwise. */
export async function processInScope({
  core,
  actor,
  processId,
}: {
  core: Core;
  actor: Actor;
  processId: string;
}): Promise<ProcessRow> {
  const process: ProcessRow | undefined = await core
    .db('process')
    .where({ id: processId })
    .whereExists(
      core
        .db('step')
        .whereRaw('step.process_id = process.id')
        .where({ organisation_id: organisationOf(actor), node: actor.role }),
    )
    .first();
  if (!process) throw notFound('流程');
  return process;
}
