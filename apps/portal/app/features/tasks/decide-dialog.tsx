import { useId } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import type { Refusal } from '../../refusal.ts';
import { AutosaveMark } from '../../render/autosave-mark.tsx';
import { Counter, FieldError } from '../../render/controls/frame.tsx';
import { QuickReasons, type Phrases } from './quick-reasons.tsx';
import { returnWordsOf } from './return-words.ts';
import type { TaskView } from './types.ts';
import type { Decision, DecisionKind } from './use-decision.ts';

const MAX_OPINION = 2000;

type Words = {
  readonly title: string;
  readonly label: string;
  readonly confirm: string;
  readonly className: string;
  readonly lead: string;
  readonly required: boolean;
};

const WORDS: Readonly<Record<Exclude<DecisionKind, 'return'>, Words>> = {
  pass: {
    title: '通过',
    label: '审核意见',
    confirm: '确认通过',
    className: 'btn btn--go',
    lead: '不填写意见，记为“同意”。',
    required: false,
  },
  terminate: {
    title: '终止',
    label: '终止原因',
    confirm: '确认终止',
    className: 'btn btn--danger',
    lead: '终止后，本次申报到此结束，申报人不能修改后再提交，您也不能撤回。申报人会看到这段原因。',
    required: true,
  },
};

/** Marked places speak for themselves: a return with them needs no words of its own. */
function wordsOf(kind: DecisionKind, task: TaskView, marked: number): Words {
  if (kind !== 'return') return WORDS[kind];
  const { act, opinion, lead } = returnWordsOf(task);
  return { title: act, label: opinion, confirm: `确认${act}`, className: 'btn btn--go', lead, required: marked === 0 };
}

export const nodeValue = ({ node, organisationId }: { node: string; organisationId: string }): string =>
  `${node}:${organisationId}`;

type NextProps = { nodes: TaskView['next']; decision: Decision; error: string | undefined };

/** AH-33.19: where the case goes, when the tree leaves a choice. */
function NextNode({ nodes, decision, error }: NextProps) {
  const id = useId();
  if (nodes.length <= 1) return null;
  return (
    <fieldset className="group" aria-describedby={error && id}>
      <legend className="lab">
        <span className="req" aria-hidden="true">
          *
        </span>
        下一审核节点
      </legend>
      {nodes.map((node) => (
        <label key={nodeValue(node)} className="choice">
          <input
            type="radio"
            name="next"
            checked={decision.next === nodeValue(node)}
            onChange={() => decision.choose(nodeValue(node))}
          />
          {node.nodeLabel}，{node.organisationName}
        </label>
      ))}
      {error && <FieldError id={id} message={error} />}
    </fieldset>
  );
}

type Props = {
  kind: DecisionKind;
  task: TaskView;
  decision: Decision;
  phrases: Phrases;
  /** How many places are marked: they go with a return, which then needs no words of its own. */
  marked: number;
  refusal?: Refusal;
};

/** To whom a return goes, and what goes with it. */
function ReturnHint({ task, marked }: Pick<Props, 'task' | 'marked'>) {
  return (
    <>
      {task.returnsTo && (
        <p className="hint">
          本计划逐级退回：退回后到<b>{task.returnsTo}</b>，由其退回补充材料，或说明后再次提交。
        </p>
      )}
      {marked > 0 && <p className="hint">已标记的 {marked} 处会一起发出；不写退回意见，意见由标记组成。</p>}
    </>
  );
}

/** The confirmation step of a decision: the opinion, where it goes next, one button. */
export function DecideDialog({ kind, task, decision, phrases, marked, refusal }: Props) {
  const id = useId();
  const words = wordsOf(kind, task, marked);
  const messageOf = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  const error = messageOf('opinion');
  const opinion = decision.opinionOf(kind);
  return (
    <ConfirmDialog
      open
      title={words.title}
      onClose={() => decision.ask(null)}
      confirm={
        <button
          type="button"
          className={words.className}
          aria-busy={decision.busy || undefined}
          onClick={() => decision.send(kind)}
        >
          {decision.busy ? '正在办理…' : words.confirm}
        </button>
      }
    >
      <p className="hint" id={`${id}-lead`}>
        {words.lead}
      </p>
      {kind === 'return' && <ReturnHint task={task} marked={marked} />}
      {kind === 'pass' && marked > 0 && (
        <p className="hint">已标记的 {marked} 处不会发给申报人。需要申报人修改的，请退回。</p>
      )}
      <div className="field">
        <label htmlFor={id}>
          {words.required && (
            <span className="req" aria-hidden="true">
              *
            </span>
          )}
          {words.label}
        </label>
        <textarea
          id={id}
          className={error ? 'in in--area in--error' : 'in in--area'}
          rows={5}
          value={opinion}
          aria-required={words.required}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={`${id}-lead${error ? ` ${id}-error` : ''}`}
          onChange={({ currentTarget }) => decision.write(kind, currentTarget.value)}
        />
        <Counter text={opinion} max={MAX_OPINION} />
        {error && <FieldError id={`${id}-error`} message={error} />}
        <AutosaveMark state={decision.kept.autosave} act={words.confirm} />
      </div>
      {kind === 'return' && (
        <QuickReasons phrases={phrases} opinion={opinion} onWrite={(text) => decision.write(kind, text)} />
      )}
      {kind === 'pass' && <NextNode nodes={task.next} decision={decision} error={messageOf('next')} />}
    </ConfirmDialog>
  );
}
