import type { StateFace } from '../../components/state-tag.tsx';

const FACES: Readonly<Record<string, StateFace>> = {
  running: 'audit',
  passed: 'pass',
  returned: 'back',
  terminated: 'stop',
  cancelled: 'draft',
};

/** Face of a process's state (审核状态). */
export const faceOfProcess = (state: string): StateFace => FACES[state] ?? 'audit';

/** 已撤回 can be told for certain by the core only; the list offers what may still be open, the core decides. */
export const mayWithdraw = ({ state, kind }: { state: string; kind: string }): boolean =>
  state === 'running' || (state === 'passed' && kind === 'libraryEntry');
