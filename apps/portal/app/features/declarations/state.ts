import type { StateFace } from '../../components/state-tag.tsx';
import type { TrackerFace, TrackerStep } from '../../components/tracker.tsx';

const FACES: Readonly<Record<string, StateFace>> = {
  draft: 'draft',
  inAudit: 'audit',
  returned: 'back',
  approved: 'pass',
  terminated: 'stop',
};

/** Face of a declaration's state; an unknown one looks like work under way. */
export const faceOf = (state: string): StateFace => FACES[state] ?? 'audit';

type CoreStep = {
  readonly key: string;
  readonly label: string;
  readonly face: TrackerFace;
  readonly note: string;
  readonly count: string;
};

/** (2/3) of a doubled node, once it is reached. */
const reached = ({ face, count }: CoreStep): string => (face === 'todo' ? '' : count);

/** The six steps as the tracker shows them. */
export const trackerSteps = (steps: readonly CoreStep[]): TrackerStep[] =>
  steps.map((step) => ({
    label: `${step.label}${reached(step)}`,
    face: step.face,
    ...(step.note && { note: step.note }),
    ...(step.key === 'declare' && step.face === 'now' && { said: '正在填写' }),
  }));
