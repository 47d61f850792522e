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

type CoreStep = { readonly label: string; readonly face: TrackerFace; readonly note: string; readonly count: string };

/** The six steps as the tracker shows them; a doubled node carries its (2/3) in the label. */
export const trackerSteps = (steps: readonly CoreStep[]): TrackerStep[] =>
  steps.map(({ label, face, note, count }) => ({ label: `${label}${count}`, face, ...(note && { note }) }));
