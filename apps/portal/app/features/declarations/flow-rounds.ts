import type { Caller } from '@zhicheng/core';
import type { LogItem, LogRound } from '../../components/flow-log.tsx';
import { resultOf } from '../tasks/log-result.ts';

export type Detail = Awaited<ReturnType<Caller['declarations']['detail']>>;
type Step = Detail['log'][number];

const DAY = 86_400_000;

function itemOf(step: Step, now: Date): LogItem {
  const { face, result } = resultOf(step);
  const waiting = face === 'wait' && {
    holder: step.organisationName,
    ...(step.organisationPhone && { phone: step.organisationPhone }),
    days: Math.floor((now.getTime() - step.openedAt.getTime()) / DAY),
  };
  return {
    node: step.nodeLabel,
    face,
    result,
    ...(step.decidedAt && { actor: step.organisationName, at: step.decidedAt.toISOString() }),
    ...(step.opinion && { opinion: step.opinion }),
    ...(waiting && { waiting }),
  };
}

const submitted = (name: string, at: Date): LogItem => ({
  node: '个人申报',
  face: 'go',
  result: '提交',
  actor: name,
  at: at.toISOString(),
});

/** The flow log (AH-26.03..05): rounds newest first; a returned record has a round that is being worked on. */
export function roundsOf({ card, data, submissions, log }: Detail, now: Date): LogRound[] {
  const { name } = data.applicant;
  const rounds = submissions.map(({ round, at }): LogRound => ({
    title: `第 ${round} 轮`,
    items: [
      submitted(name, at),
      ...log.filter((step) => step.round === round).map((step) => itemOf(step, now)),
      ...(card.state === 'approved' && round === submissions.length
        ? [{ node: '审核通过', face: 'pass' as const, result: '通过' }]
        : []),
    ],
  }));
  if (!card.editable) return rounds.toReversed();
  const draft: LogItem = { node: '个人申报', face: 'draft', result: '编辑中', actor: name, opinion: '尚未提交' };
  return [{ title: `第 ${submissions.length + 1} 轮（编辑中）`, items: [draft] }, ...rounds.toReversed()];
}
