import { Note } from '../../components/note.tsx';
import { WorkbenchFrame } from '../../frames/workbench-frame.tsx';
import type { Refusal } from '../../refusal.ts';
import { Kept } from './decision-bar.tsx';
import type { TaskView } from './types.ts';
import { useDecision } from './use-decision.ts';

/** A case that was taken back while it lay here: nothing of it is shown any more but what was typed about it. */
export function GoneCase({ task, refusal }: { task: TaskView; refusal?: Refusal }) {
  const decision = useDecision(task.taskId, refusal);
  return (
    <WorkbenchFrame back={{ to: '/work/tasks', label: '返回任务中心' }} title={task.flowType} subject={task.flowName}>
      <div className="wbtab">
        <Note face="back" live>
          <p>{refusal?.message ?? '这一件已被撤回，不再需要办理。'}重新送来后会列在“待处理”。</p>
        </Note>
        <Kept opinion={decision.typed} />
      </div>
    </WorkbenchFrame>
  );
}
