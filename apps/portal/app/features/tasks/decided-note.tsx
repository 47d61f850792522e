import { useEffect } from 'react';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { dropKeptText } from '../../render/kept-text.ts';
import { returnWordsOf } from './return-words.ts';
import type { TaskView } from './types.ts';

/** Name under which the opinion of a case is kept on the device until it is decided. */
export const recordOf = (taskId: string): string => `task/${taskId}`;

const RESULT: Readonly<Record<string, string>> = { passed: '已通过', terminated: '已终止' };

const resultOf = (task: TaskView): string => {
  const state = task.log.find(({ stepId }) => stepId === task.stepId)?.state ?? '';
  return state === 'returned' ? returnWordsOf(task).done : (RESULT[state] ?? '已办理');
};

export type Decided = Pick<TaskView, 'taskId' | 'flowName' | 'withdrawal'> & { readonly result: string };

/** The case decided just now, for the page that opens after it. */
export const decidedOf = (task: TaskView): Decided => {
  const { taskId, flowName, withdrawal } = task;
  return { taskId, flowName, withdrawal, result: resultOf(task) };
};

/** 已通过：… with the way back, where there is one. */
export function DecidedNote({ decided, live = true }: { decided: Decided; live?: boolean }) {
  const { active } = useFrame();
  const account = active?.id ?? '';
  useEffect(() => dropKeptText(account, recordOf(decided.taskId)), [account, decided.taskId]);
  return (
    <Note live={live}>
      <p>
        <b>{decided.result}</b>：{decided.flowName}。{' '}
        <Link to={`/work/tasks/${decided.taskId}?read=1`}>
          {decided.withdrawal?.allowed ? '查看或撤回' : '查看'}
          <span className="vh">{decided.flowName}</span>
        </Link>
      </p>
    </Note>
  );
}
