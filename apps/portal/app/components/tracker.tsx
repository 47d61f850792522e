import { Icon, type IconName } from './icon.tsx';

/**
 * done: passed; now: waiting here; todo: not reached; back: returned from here; fix: with the person again;
 * past: passed in an earlier round; stop: ended here.
 */
export type TrackerFace = 'done' | 'now' | 'todo' | 'back' | 'fix' | 'past' | 'stop';

export type TrackerStep = {
  readonly label: string;
  readonly face: TrackerFace;
  /** Organisation or date, one line. */
  readonly note?: string;
  /** For the ear, where the usual word of the face does not fit. */
  readonly said?: string;
  /** A node that several organisations pass one after the other stays one step: 2 of 3. */
  readonly part?: { readonly at: number; readonly of: number };
};

const ICONS: Partial<Record<TrackerFace, IconName>> = {
  done: 'check',
  past: 'check',
  back: 'back',
  fix: 'pencil',
  stop: 'ban',
};
const SAID: Record<TrackerFace, string> = {
  done: '已通过',
  now: '正在审核',
  todo: '未到',
  back: '在此退回',
  fix: '待您修改',
  past: '上一轮已通过',
  stop: '在此终止',
};

function Step({ step, position }: { step: TrackerStep; position: number }) {
  const { label, face, note, part, said = SAID[face] } = step;
  const icon = ICONS[face];
  return (
    <li
      className={face === 'todo' ? undefined : face}
      aria-current={face === 'now' || face === 'fix' ? 'step' : undefined}
    >
      <span className="trk__d" aria-hidden="true">
        {icon ? <Icon name={icon} /> : position}
      </span>
      <b>
        {label}
        {part && `(${part.at}/${part.of})`}
      </b>
      <span className="vh">{said}：</span>
      {note ?? (face === 'todo' ? '未到' : '')}
    </li>
  );
}

/** 申报 → 单位审核 → 主管部门 → 人社部门 → 组建单位 → 审核通过; upright on phones. */
export function Tracker({ steps }: { steps: readonly TrackerStep[] }) {
  return (
    <ol className="trk" aria-label="审核进度" style={{ '--trk': steps.length }}>
      {steps.map((step, index) => (
        <Step key={step.label} step={step} position={index + 1} />
      ))}
    </ol>
  );
}
