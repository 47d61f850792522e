import type { LogFace } from '../../components/flow-log.tsx';
import type { LogEntry } from './types.ts';

type Result = { readonly face: LogFace; readonly result: string };

const RESULTS: Readonly<Record<string, Result>> = {
  open: { face: 'wait', result: '审核中' },
  passed: { face: 'pass', result: '通过' },
  returned: { face: 'back', result: '退回' },
  terminated: { face: 'stop', result: '终止' },
};

/** 审核中 and 退回, as this kind of process says them. */
type Words = { readonly waits: string; readonly logged: string };
const USUAL: Words = { waits: '审核中', logged: '退回' };

type Said = Pick<LogEntry, 'state' | 'putBack' | 'sentTo' | 'carried'>;

/** What became of a step, in words: a return level by level says to whom (GP.51), a pass carried over that it was. */
export function resultOf({ state, putBack, sentTo, carried }: Said, { waits, logged } = USUAL): Result {
  const known = RESULTS[state] ?? { face: 'wait', result: state };
  if (state === 'returned' && putBack)
    return { ...known, result: sentTo ? `退回补充材料（至${sentTo}）` : '退回补充材料' };
  if (state === 'returned' && sentTo) return { ...known, result: `审核不通过（退回${sentTo}）` };
  if (state === 'open' && putBack) return { ...known, result: '审核中（上级审核不通过）' };
  if (state === 'open') return { ...known, result: waits };
  if (state === 'returned') return { ...known, result: logged };
  if (carried) return { ...known, result: '沿用上轮通过' };
  return known;
}
