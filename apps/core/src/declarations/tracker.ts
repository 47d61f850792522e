import { declarationFlow, stateOf, type AuditorRole } from '@zhicheng/workflow';

/** AH-15.03, GP.19: node types on six steps; the flow log shows the true nodes. */
const STEPS = [
  { key: 'declare', label: '申报', nodes: [] },
  { key: 'employer', label: '单位审核', nodes: ['employer'] },
  { key: 'department', label: '主管部门', nodes: ['department', 'talentCentre'] },
  { key: 'hrss', label: '人社部门', nodes: ['hrss'] },
  { key: 'convening', label: '组建单位', nodes: ['convening'] },
  { key: 'approved', label: '审核通过', nodes: [] },
] as const satisfies readonly { key: string; label: string; nodes: readonly AuditorRole[] }[];

/** done, current, still to come, returned here, back with the person, passed in an earlier round, ended here. */
export type TrackerFace = 'done' | 'now' | 'todo' | 'back' | 'fix' | 'past' | 'stop';
export interface TrackerStep {
  readonly key: string;
  readonly label: string;
  readonly face: TrackerFace;
  /** Organisation or date; '' where there is nothing to say. */
  readonly note: string;
  /** (2/3) where a node type stands several times on the path. */
  readonly count: string;
}
interface Passage {
  readonly round: number;
  readonly node: AuditorRole;
  readonly state: string;
  readonly organisationName: string;
}

/**
 * The six steps of a record (GP.94). `path` are the nodes of the whole path in order, as far as it is known;
 * `log` all rounds. A step is done when all its nodes are passed and current where the open node is.
 */
export function trackerOf({
  state,
  round,
  path,
  log,
  submittedOn,
}: {
  state: string;
  round: number;
  path: readonly AuditorRole[];
  log: readonly Passage[];
  submittedOn: string | null;
}): TrackerStep[] {
  const { editable, returned, approved } = stateOf(declarationFlow, state);
  const now = latestAtEach(log.filter((step) => step.round === round));
  return STEPS.map(({ key, label, nodes }) => {
    if (key === 'declare')
      return { key, label, face: declareFace(editable, returned), note: submittedOn ?? '', count: '' };
    if (key === 'approved') return { key, label, face: approved ? 'done' : 'todo', note: '', count: '' };
    const here = now.filter((step) => includes(nodes, step.node));
    const total = Math.max(path.filter((node) => includes(nodes, node)).length, here.length);
    const passed = here.filter((step) => step.state === 'passed').length;
    const face = returned && passedHere(here, total) ? 'past' : faceOf(here, passed, total);
    const position = here.length > passed ? passed + 1 : passed;
    return {
      key,
      label,
      face,
      note: here.at(-1)?.organisationName ?? '',
      count: total > 1 ? `(${position}/${total})` : '',
    };
  });
}

/** A body that has had the case twice in a round (SM-DECL.08) is where it is now. */
const latestAtEach = (log: readonly Passage[]): Passage[] =>
  log.filter((step, at) => !log.slice(at + 1).some((later) => placeOf(later) === placeOf(step)));
const placeOf = ({ node, organisationName }: Passage): string => `${node}:${organisationName}`;

const includes = (nodes: readonly AuditorRole[], node: AuditorRole): boolean => nodes.includes(node);
const passedHere = (here: readonly Passage[], total: number): boolean =>
  here.length > 0 && here.filter((step) => step.state === 'passed').length === total;
const declareFace = (editable?: boolean, returned?: boolean): TrackerFace =>
  returned ? 'fix' : editable ? 'now' : 'done';

function faceOf(here: readonly Passage[], passed: number, total: number): TrackerFace {
  if (here.some((step) => step.state === 'returned')) return 'back';
  if (here.some((step) => step.state === 'terminated')) return 'stop';
  if (here.some((step) => step.state === 'open')) return 'now';
  return total > 0 && passed === total ? 'done' : 'todo';
}
