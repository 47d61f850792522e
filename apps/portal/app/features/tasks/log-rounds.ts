import type { LogItem, LogRound } from '../../components/flow-log.tsx';
import { resultOf } from './log-result.ts';
import { returnWordsOf } from './return-words.ts';
import type { LogEntry } from './types.ts';
import { wholeDays } from './waiting.tsx';

function itemOf(step: LogEntry, now: Date, kind: string): LogItem {
  const known = resultOf(step, returnWordsOf({ kind }));
  if (!step.decidedAt)
    return {
      node: step.nodeLabel,
      ...known,
      waiting: {
        holder: step.organisationName,
        ...(step.organisationPhone && { phone: step.organisationPhone }),
        days: wholeDays(step.openedAt, now),
      },
    };
  return {
    node: step.nodeLabel,
    ...known,
    actor: [...new Set([step.organisationName, step.actorName, step.onBehalfOfName && `受${step.onBehalfOfName}委托`])]
      .filter(Boolean)
      .join('，'),
    ...(step.opinion && { opinion: step.opinion }),
    at: step.decidedAt.toISOString(),
  };
}

/** All rounds of a subject, newest first; each begins with the submission by the person or, of some kinds, the unit, whose first step opened with it. */
export function logRounds(log: readonly LogEntry[], applicant: string, now: Date, kind = ''): LogRound[] {
  const { begins } = returnWordsOf({ kind });
  const rounds = [...new Set(log.map(({ round }) => round))].sort((a, b) => b - a);
  return rounds.map((round) => {
    const steps = log.filter((step) => step.round === round);
    const submitted = steps[0]?.openedAt.toISOString();
    return {
      title: `第 ${round} 轮`,
      items: [
        { node: begins, face: 'go', result: '提交', actor: applicant, ...(submitted && { at: submitted }) },
        ...steps.map((step) => itemOf(step, now, kind)),
      ],
    };
  });
}
