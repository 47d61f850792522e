import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import { runBatch } from '../../tasks/run-batch.ts';
import type { Session } from './session.ts';
import {
  at,
  auditIsOver,
  occupied,
  openStep,
  planOf,
  shared,
  standing,
  stepsOfRound,
  type DeclarationOfModel,
  type Intent,
  type Model,
  type StepOfModel,
} from './state.ts';

// What the bodies of the tree do. Whoever acts at a level that is not the case's turn must not find it.

/** An auditor: one of those who act at a level. */
export interface Desk {
  readonly level: number;
  readonly actor: Actor;
}
export const deskOf = (m: Model, level: number, who: number): Desk => {
  const { auditors } = at(m.levels, level);
  return { level, actor: at(auditors, who % auditors.length) };
};

/** The task of the step that waits, or of the last one that did. */
async function taskOf({ trx }: Session, d: DeclarationOfModel): Promise<string> {
  const task = await trx('task')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.subject_id': d.id })
    .orderByRaw('(task.closed_at is null) desc, process.round desc, step.seq desc, task.opened_at desc')
    .first('task.id');
  return task?.id ?? randomUUID();
}

/** The step before this desk, or why it is not: the case is elsewhere, or it has been decided. */
function before(d: DeclarationOfModel, { level }: Desk): StepOfModel | 'NOT_FOUND' | 'CONFLICT' {
  const waiting = openStep(d);
  if (waiting) return waiting.level === level ? waiting : 'NOT_FOUND';
  return d.steps.at(-1)?.level === level ? 'CONFLICT' : 'NOT_FOUND';
}

const refusing = (expected: 'NOT_FOUND' | 'CONFLICT' | 'INVALID' | 'REFUSED', act: Intent['act']): Intent => ({
  expected,
  act,
  apply: () => undefined,
});

/** 领取. */
export function claim(_m: Model, d: DeclarationOfModel, desk: Desk): Intent {
  const me = desk.actor.accountId;
  const act = async (real: Session) => real.as(desk.actor).tasks.claim({ taskId: await taskOf(real, d) });
  const step = before(d, desk);
  if (typeof step === 'string') return refusing(step, act);
  if (step.claimedBy !== null && step.claimedBy !== me) return refusing('CONFLICT', act);
  return {
    expected: null,
    act,
    apply() {
      if (step.claimedBy === null) step.actions.push('claim');
      step.claimedBy = me;
    },
  };
}

/** 放回. */
export function release(_m: Model, d: DeclarationOfModel, desk: Desk): Intent {
  const act = async (real: Session) => real.as(desk.actor).tasks.release({ taskId: await taskOf(real, d) });
  const step = before(d, desk);
  if (typeof step === 'string') return refusing(step, act);
  if (step.claimedBy !== desk.actor.accountId) return refusing('CONFLICT', act);
  return {
    expected: null,
    act,
    apply() {
      step.claimedBy = null;
      step.actions.push('release');
    },
  };
}

/** 转交 to the colleague; where there is none, to oneself, which is refused. */
export function handOver(m: Model, d: DeclarationOfModel, desk: Desk, reason: string): Intent {
  const me = desk.actor.accountId;
  const colleague = at(m.levels, desk.level).auditors.find(({ accountId }) => accountId !== me);
  const toAccountId = colleague?.accountId ?? me;
  const act = async (real: Session) =>
    real.as(desk.actor).tasks.handOver({ taskId: await taskOf(real, d), toAccountId, reason });
  const step = before(d, desk);
  if (typeof step === 'string') return refusing(step, act);
  if (step.claimedBy !== me) return refusing('CONFLICT', act);
  if (!colleague || reason === '') return refusing('INVALID', act);
  return {
    expected: null,
    act,
    apply() {
      step.claimedBy = toAccountId;
      step.actions.push('handOver');
    },
  };
}

const heldByOther = (step: StepOfModel, { actor }: Desk): boolean =>
  step.claimedBy !== null && step.claimedBy !== actor.accountId;
/** GP.32: with several administrators a case is claimed before it is decided. */
const mustClaim = (m: Model, step: StepOfModel): boolean => step.claimedBy === null && shared(m, step.level);

/** Marks the birthplace; kept with the step until it returns. */
export function mark(m: Model, d: DeclarationOfModel, desk: Desk): Intent {
  const places = [{ section: 'profile', path: 'birthplace' }];
  const act = async (real: Session) =>
    real.as(desk.actor).declarations.mark({ taskId: await taskOf(real, d), places, reason: '请核对出生地。' });
  const step = before(d, desk);
  if (step === 'NOT_FOUND') return refusing(step, act);
  if (step === 'CONFLICT') return refusing('REFUSED', act);
  const shut = heldByOther(step, desk) || mustClaim(m, step) || auditIsOver(m, d);
  return { expected: shut ? 'REFUSED' : null, act, apply: () => void (step.marked = true) };
}

export interface Deciding {
  readonly decision: 'pass' | 'return' | 'terminate';
  readonly wordless: boolean;
  /** The unit hands its papers in. */
  readonly papers: boolean;
  readonly post: 'unsaid' | 'occupies' | 'off' | 'offWithoutWords';
}

const POSTS = {
  unsaid: {},
  occupies: { quota: { occupies: '占用', note: '' } },
  off: { quota: { occupies: '不占用', note: '编外聘用。' } },
  offWithoutWords: { quota: { occupies: '不占用', note: ' ' } },
};

/** 通过 / 退回 / 终止. */
export function decide(m: Model, d: DeclarationOfModel, desk: Desk, how: Deciding): Intent {
  const act = async (real: Session) =>
    real.as(desk.actor).tasks.decide({
      ...{ taskId: await taskOf(real, d), decision: how.decision, opinion: how.wordless ? '' : '已核对。' },
      extra: { ...(how.papers && real.stage.papers), ...POSTS[how.post] },
    });
  const step = before(d, desk);
  if (typeof step === 'string') return refusing(step, act);
  if (heldByOther(step, desk)) return refusing('CONFLICT', act);
  const { decision } = how;
  const composed = decision === 'return' && step.marked;
  if (decision !== 'pass' && how.wordless && !composed) return refusing('INVALID', act);
  const shut = decision !== 'terminate' && auditIsOver(m, d);
  const lacking = decision === 'pass' && desk.level === 0 && (!how.papers || !postSettled(m, d, how.post));
  if (mustClaim(m, step) || shut || lacking) return refusing('REFUSED', act);
  return {
    expected: null,
    act,
    apply() {
      Object.assign(step, { by: desk.actor.accountId, claimedBy: null });
      if (decision === 'pass') passed(m, d, step, how.post === 'occupies');
      else if (decision === 'return') returned(m, d, step);
      else terminated(m, d, step);
    },
  };
}

/** AH-35.14..17: what the unit says about a post is said, and true. */
function postSettled(m: Model, d: DeclarationOfModel, said: Deciding['post']): boolean {
  const { quota, year } = planOf(m, d);
  if (!quota) return true;
  const approved = m.quotas.get(year);
  if (approved?.state !== 'confirmed' || said === 'unsaid' || said === 'offWithoutWords') return false;
  return said === 'off' || d.post?.occupies === true || occupied(m, year) < approved.vacancies;
}

const opened = (round: number, level: number): StepOfModel => ({
  ...{ round, level, state: 'open', by: null, carried: false, claimedBy: null, marked: false, actions: ['open'] },
});

function passed(m: Model, d: DeclarationOfModel, step: StepOfModel, occupies: boolean): void {
  step.state = 'passed';
  step.actions.push('pass');
  if (step.level === 0 && planOf(m, d).quota) d.post = { occupies };
  if (step.level + 1 < m.levels.length) d.steps.push(opened(d.round, step.level + 1));
  else end(d, 'approved', 'admit');
}

function returned(m: Model, d: DeclarationOfModel, step: StepOfModel): void {
  const stands = standing(stepsOfRound(d).filter((one) => one !== step));
  step.state = 'returned';
  step.actions.push('return', ...(step.marked ? ['mark'] : []));
  const below = planOf(m, d).stepwise ? stands.at(-1) : undefined;
  if (below) return void d.steps.push(opened(d.round, below.level));
  if (step.level === 0) d.post = null;
  end(d, 'returned', 'return');
  const decided = stepsOfRound(d).filter(({ state }) => state !== 'cancelled');
  const sentDown = decided.slice(decided.findLastIndex(({ state }) => state !== 'returned') + 1);
  d.due = sentDown.filter(({ marked }) => marked).map(() => false);
}

function terminated(m: Model, d: DeclarationOfModel, step: StepOfModel): void {
  step.state = 'terminated';
  step.actions.push('terminate');
  d.post = null;
  d.usesYear = planOf(m, d).terminatedUsesYear;
  end(d, 'terminated', 'terminate');
}

function end(d: DeclarationOfModel, state: DeclarationOfModel['state'], action: string): void {
  Object.assign(d, { state, version: d.version + 1 });
  d.actions.push(action);
}

/** 撤回 of the latest pass at this desk. */
export function withdrawPass(m: Model, d: DeclarationOfModel, desk: Desk): Intent | null {
  const step = d.steps.findLast(({ level, state }) => level === desk.level && state === 'passed');
  if (!step) return null;
  const next = openStep(d);
  const later = d.steps.slice(d.steps.indexOf(step) + 1).filter(({ state }) => state !== 'cancelled');
  const free = next !== undefined && later.length === 1 && later[0] === next && next.claimedBy === null;
  const mine = step.by === desk.actor.accountId;
  const possible = mine && free && step.round === d.round && !auditIsOver(m, d);
  return {
    expected: possible ? null : 'REFUSED',
    async act(real) {
      const stored = await stepsOf(real, d);
      return real.as(desk.actor).tasks.withdraw({ stepId: at(stored, d.steps.indexOf(step)) });
    },
    apply() {
      Object.assign(step, { state: 'open', by: null, carried: false, claimedBy: desk.actor.accountId });
      step.actions.push('withdraw');
      if (next) next.state = 'cancelled';
      next?.actions.push('cancel');
      if (step.level === 0) d.post = null;
    },
  };
}

const stepsOf = ({ trx }: Session, d: DeclarationOfModel): Promise<string[]> =>
  trx('step')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.kind': 'declaration', 'process.subject_id': d.id })
    .orderBy(['process.round', 'step.seq'])
    .pluck('step.id')
    .then((ids) => ids);

/** 批量: declarations are passed one by one; claimed they may be together. */
export function batch(
  m: Model,
  cases: readonly DeclarationOfModel[],
  desk: Desk,
  action: 'pass' | 'claim',
): Intent<{ batchId: string }> {
  const found = cases.map((d) => before(d, desk));
  const unseen = found.includes('NOT_FOUND');
  const free = found.flatMap((step) => (typeof step === 'string' || step.claimedBy !== null ? [] : [step]));
  const some = action === 'claim' && shared(m, desk.level) && free.length > 0;
  return {
    expected: unseen ? 'NOT_FOUND' : some ? null : 'REFUSED',
    async act(real) {
      const taskIds: string[] = [];
      for (const d of cases) taskIds.push(await taskOf(real, d));
      const request = { taskIds, action, opinion: '', idempotencyKey: randomUUID() };
      const started = await real.as(desk.actor).tasks.startBatch(request);
      await runBatch({ core: real.core, batchId: started.batchId });
      return started;
    },
    apply() {
      for (const step of free) {
        step.claimedBy = desk.actor.accountId;
        step.actions.push('claim');
      }
    },
  };
}
