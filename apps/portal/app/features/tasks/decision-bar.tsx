import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { minuteOf } from '../../beijing-time.ts';
import { Link } from '../../components/link.tsx';
import { WhyButton } from '../../components/why-button.tsx';
import { returnWordsOf } from './return-words.ts';
import type { TaskView } from './types.ts';
import type { Decision } from './use-decision.ts';

/** AH-36.03, verbatim. */
const NOT_WITHDRAWABLE = '指定流程的当前状态不允许撤回';

function Done({ task }: { task: TaskView }) {
  const mine = task.log.find(({ stepId }) => stepId === task.stepId);
  const result = { passed: '通过', returned: returnWordsOf(task).logged, terminated: '终止' }[mine?.state ?? ''];
  return (
    <p>
      {mine?.decidedAt && result ? (
        <>
          <b>
            {mine.actorName} 于 {minuteOf(mine.decidedAt)} {result}
          </b>
          {mine.opinion && `：${mine.opinion}`}
        </>
      ) : (
        <b>{task.whyNot}</b>
      )}
    </p>
  );
}

function Withdraw({ task }: { task: TaskView }) {
  if (!task.withdrawal) return null;
  if (!task.withdrawal.allowed)
    return <WhyButton reason={`${NOT_WITHDRAWABLE}。${task.withdrawal.why ?? ''}`}>撤回</WhyButton>;
  return (
    <Form method="post">
      <input type="hidden" name="stepId" value={task.stepId} />
      <button className="btn" name="intent" value="withdraw">
        撤回
      </button>
    </Form>
  );
}

/** What was typed before the case went to somebody else: it can still be handed over. */
export function Kept({ opinion }: { opinion: string }) {
  if (opinion === '') return null;
  return (
    <label className="kept">
      您填写的意见
      <textarea className="in in--area" rows={2} readOnly value={opinion} />
    </label>
  );
}

function Claim() {
  return (
    <Form method="post" preventScrollReset>
      <button className="btn btn--go" name="intent" value="claim">
        领取
      </button>
    </Form>
  );
}

/** Where the case goes when it passes. */
function Onwards({ task: { next } }: { task: TaskView }) {
  const [first] = next;
  if (!first) return <p className="muted">通过后流程结束。</p>;
  if (next.length > 1) return <p className="muted">通过时选择下一审核节点。</p>;
  return (
    <p className="muted">
      通过后到{first.nodeLabel}：{first.organisationName}
    </p>
  );
}

type Props = {
  task: TaskView;
  decision: Decision;
  /** Only looking: the way to deciding is one link away. */
  reading: boolean;
  /** What must be there before the case may pass. */
  missing: string | null;
  hints: ReactNode;
};

function Decide({ task, decision, missing }: Omit<Props, 'reading' | 'hints'>) {
  const { whyNot } = task;
  return (
    <>
      <div className="acts">
        <WhyButton
          type="button"
          className={whyNot || missing ? 'btn' : 'btn btn--go'}
          reason={whyNot ?? missing}
          onClick={() => decision.ask('pass')}
        >
          通过
        </WhyButton>
        {!whyNot && (
          <button type="button" className="btn" onClick={() => decision.ask('return')}>
            {returnWordsOf(task).act}
          </button>
        )}
      </div>
      {task.terminable && !whyNot && (
        <button type="button" className="btn btn--danger decide__stop" onClick={() => decision.ask('terminate')}>
          终止
        </button>
      )}
    </>
  );
}

/** The bar at the bottom: what can be done about the case now, or why nothing can. */
export function DecisionBar({ task, decision, reading, missing, hints }: Props): ReactNode {
  if (!task.open)
    return (
      <>
        <div>
          <Done task={task} />
          <Kept opinion={decision.typed} />
        </div>
        <div className="acts">
          <Withdraw task={task} />
        </div>
      </>
    );
  if (task.claimable)
    return (
      <>
        <p>{task.whyNot}</p>
        <div className="acts">
          <Claim />
        </div>
      </>
    );
  if (reading && !task.whyNot)
    return (
      <>
        <p>正在查看。</p>
        <div className="acts">
          <Link className="btn" to={`/work/tasks/${task.taskId}`}>
            审核
          </Link>
        </div>
      </>
    );
  return (
    <>
      <div>
        {task.whyNot ? <Kept opinion={decision.typed} /> : <Onwards task={task} />}
        {hints}
      </div>
      <Decide task={task} decision={decision} missing={missing} />
    </>
  );
}
