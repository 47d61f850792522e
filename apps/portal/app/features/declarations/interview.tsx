import type { Caller } from '@zhicheng/core';
import { exemptionFields } from '@zhicheng/core/forms';
import { minuteOf } from '../../beijing-time.ts';
import { fileAddress } from '../../components/file-slot/stored-file.tsx';
import { KeyValues, type Pair } from '../../components/key-values.tsx';
import { StateTag, type StateFace } from '../../components/state-tag.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';

export type InterviewData = Awaited<ReturnType<Caller['declarations']['interview']>>;
type Arrangement = NonNullable<InterviewData['arrangement']>;
type Exemption = NonNullable<InterviewData['exemption']>;

/** When and where. */
export function ArrangementFacts({ arrangement }: { arrangement: Arrangement }) {
  const { heldOn, period, place, waitingRoom, notice } = arrangement;
  const items: Pair[] = [
    ['面试日期', heldOn],
    ['面试时段', period],
    ['面试地点', place],
    ...(waitingRoom ? [['候考室', waitingRoom] as const] : []),
    ...(notice
      ? [
          [
            '注意事项',
            <span key="notice" className="pre">
              {notice}
            </span>,
            'wide',
          ] as const,
        ]
      : []),
  ];
  return <KeyValues items={items} />;
}

const FACES: Readonly<Record<string, StateFace>> = { requested: 'audit', granted: 'pass', refused: 'stop' };

export const exemptionFace = (state: string): StateFace => FACES[state] ?? 'audit';

/** What was asked, with what proof, and the answer. */
export function ExemptionCase({ exemption }: { exemption: Exemption }) {
  const { state, stateLabel, reason, evidence, createdAt, decidedAt, opinion } = exemption;
  return (
    <KeyValues
      columns={1}
      items={[
        [
          '状态',
          <StateTag key="state" face={exemptionFace(state)}>
            {stateLabel}
          </StateTag>,
        ],
        ['申请时间', minuteOf(createdAt)],
        [
          '申请理由',
          <span key="reason" className="pre">
            {reason}
          </span>,
        ],
        [
          '佐证材料',
          <ul key="files" className="filelinks">
            {evidence.map((file) => (
              <li key={file.id}>
                <a href={fileAddress(file)}>{file.name}</a>
              </li>
            ))}
          </ul>,
        ],
        ...(decidedAt ? [['决定时间', minuteOf(decidedAt)] as const] : []),
        ...(opinion ? [['组建单位意见', opinion] as const] : []),
      ]}
    />
  );
}

type FormProps = { id: string; /** Nothing else is to be done on the page. */ main: boolean; refusal?: Refusal };

/** 申请免面试; a short part of its page, so its button stays where it is. */
export function ExemptionForm({ id, main, refusal }: FormProps) {
  const { active } = useFrame();
  return (
    <div className="inpage">
      <KitForm
        fields={exemptionFields}
        initial={{}}
        version={null}
        account={active?.id ?? ''}
        record={`declarations/${id}/exemption`}
        sources={{ slotOf: (path) => JSON.stringify({ record: id, field: path }) }}
        refusal={refusal}
        intents={[{ value: 'request', label: '申请免面试', main }]}
      />
    </div>
  );
}
