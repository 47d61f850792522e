import { randomUUID } from 'node:crypto';
import { PROFILE } from '../../declarations/test-world.ts';
import type { Caller } from '../../main.ts';
import type { Session } from './session.ts';
import {
  at,
  editable,
  openStep,
  planOf,
  standing,
  stepsOfRound,
  workIsOver,
  type DeclarationOfModel,
  type Intent,
  type Model,
} from './state.ts';

// What a person does: each function says how it must end in this state of the model, how it is done, and what follows.

const NOTHING = { apply: () => undefined };
const applicantOf = (real: Session, m: Model, person: number): Caller => real.as(at(m.people, person).actor);

/** 马上申报. */
export function create(m: Model, person: number, plan: number): Intent<{ id: string }> {
  const chosen = at(m.plans, plan);
  const taken = m.declarations.some(
    (d) => d.person === person && d.state !== 'removed' && d.usesYear && planOf(m, d).year === chosen.year,
  );
  return {
    expected: taken || m.now >= chosen.declareUntil ? 'REFUSED' : null,
    async act(real) {
      const caller = applicantOf(real, m, person);
      const { titles, specialties } = await caller.plans.get({ id: chosen.id });
      return caller.declarations.create({
        ...{ planId: chosen.id, kind: 'REGULAR', confirmed: true, promised: true, idempotencyKey: randomUUID() },
        specialtyId: at(specialties, 0).id,
        titleId: titles.find(({ level }) => level === 'ASSOCIATE_SENIOR')?.id ?? '',
      });
    },
    apply({ id }) {
      m.declarations.push({
        ...{ id, person, plan, state: 'draft', round: 0, version: 1, usesYear: true, filled: false, due: [] },
        ...{ birthplace: '', frozenBirthplace: '', steps: [], actions: ['create'], post: null, lastKey: null },
      });
    },
  };
}

/** Why a change of its content is refused; null: it is not. */
function whyNotEdited(m: Model, d: DeclarationOfModel, stale: boolean): Intent['expected'] {
  if (d.state === 'removed') return 'NOT_FOUND';
  if (!editable(d) || stale) return 'CONFLICT';
  return workIsOver(m, d) ? 'REFUSED' : null;
}

const versionOf = ({ version }: DeclarationOfModel, stale: boolean): number => (stale ? version - 1 : version);

/** Everything that 开始检测 asks for, page by page; the import comes first, for it may be refused. */
export function fill(m: Model, d: DeclarationOfModel): Intent {
  const { entry } = at(m.people, d.person);
  const importable = !d.filled && entry.state === 'approved';
  return {
    expected: whyNotEdited(m, d, false) ?? (importable ? null : 'REFUSED'),
    async act(real) {
      const { declarations } = applicantOf(real, m, d.person);
      const { stage } = real;
      const { entries } = at(stage.applicants, d.person);
      let expectedVersion = d.version;
      const next = () => ({ id: d.id, expectedVersion: expectedVersion++ });
      const load = (section: string, entryId: string) =>
        declarations.importEntries({ ...next(), section, entryIds: [entryId] });
      await load('experiences', entries.experience);
      await load('educations', entries.education);
      await load('assessments', entries.assessment);
      await declarations.saveExtras({
        ...next(),
        ...{ section: 'educations', extras: { [entries.education]: { highest: true } } },
      });
      await declarations.saveExtras({
        ...next(),
        ...{ section: 'assessments', extras: { [entries.assessment]: { result: '合格' } } },
      });
      await declarations.setPhoto({ ...next(), fileId: at(stage.photos, d.person) });
      await declarations.saveForm({ ...next(), section: 'profile', raw: PROFILE });
      const [idCard, promise, certificate] = at(stage.scans, d.person);
      const raw = { idCard: [idCard], promise: [promise], certificate: [certificate] };
      await declarations.saveForm({ ...next(), section: 'attachments', raw });
    },
    apply() {
      Object.assign(d, { filled: true, birthplace: PROFILE.birthplace, version: d.version + 8 });
    },
  };
}

/** One form is saved with another birthplace; `stale`: from a window that was left behind. */
export function edit(m: Model, d: DeclarationOfModel, place: number, stale: boolean): Intent {
  const birthplace = `示例省第${place}市`;
  return {
    expected: whyNotEdited(m, d, stale),
    act: (real) =>
      applicantOf(real, m, d.person).declarations.saveForm({
        ...{ id: d.id, section: 'profile', raw: { ...PROFILE, birthplace }, expectedVersion: versionOf(d, stale) },
      }),
    apply: () => void Object.assign(d, { birthplace, version: d.version + 1 }),
  };
}

const openMarks = (d: DeclarationOfModel): boolean =>
  d.state === 'returned' && d.birthplace === d.frozenBirthplace && d.due.includes(false);

/** 说明 instead of a change, to the first mark that has none. */
export function answer(m: Model, d: DeclarationOfModel): Intent | null {
  if (d.due.length === 0) return null;
  return {
    expected: whyNotEdited(m, d, false),
    async act(real) {
      const { declarations } = applicantOf(real, m, d.person);
      const marks = await declarations.checklist({ id: d.id });
      const mark = marks.find((one) => one.answer === null) ?? marks[0];
      const request = { id: d.id, expectedVersion: d.version, markId: mark?.id ?? randomUUID() };
      return declarations.answerMark({ ...request, answer: '原件即如此。' });
    },
    apply() {
      const first = d.due.indexOf(false);
      d.due[Math.max(first, 0)] = true;
      d.version += 1;
      d.actions.push('answerMark');
    },
  };
}

/** 提交; `again`: the same key once more, which answers as it did and changes nothing. */
export function submit(m: Model, d: DeclarationOfModel, how: 'now' | 'stale' | 'again'): Intent {
  if (how === 'again' && d.lastKey !== null) return resend(m, d, d.lastKey);
  const stale = how === 'stale';
  const key = randomUUID();
  const ready = d.filled && !openMarks(d) && !workIsOver(m, d);
  const late = ready ? null : 'REFUSED';
  return {
    expected: d.state === 'removed' ? 'NOT_FOUND' : stale || !editable(d) ? 'CONFLICT' : late,
    act: (real) =>
      applicantOf(real, m, d.person).declarations.submit({
        ...{ id: d.id, expectedVersion: versionOf(d, stale), idempotencyKey: key },
      }),
    apply: () => handIn(m, d, key),
  };
}

const resend = (m: Model, d: DeclarationOfModel, idempotencyKey: string): Intent => ({
  expected: null,
  act: (real) =>
    applicantOf(real, m, d.person).declarations.submit({ id: d.id, expectedVersion: d.version, idempotencyKey }),
  ...NOTHING,
});

function handIn(m: Model, d: DeclarationOfModel, lastKey: string): void {
  const carried = carriedPasses(m, d);
  Object.assign(d, { state: 'inAudit', round: d.round + 1, version: d.version + 1, due: [], lastKey });
  d.frozenBirthplace = d.birthplace;
  d.actions.push('submit', 'freeze');
  const step = { round: d.round, carried: false, claimedBy: null, marked: false };
  for (const { level, by } of carried)
    d.steps.push({ ...step, level, state: 'passed', by, carried: true, actions: ['open', 'carry'] });
  d.steps.push({ ...step, level: carried.length, state: 'open', by: null, actions: ['open'] });
}

/** Where a plan lets audit go on at the body that returned, the passes before it stand. */
function carriedPasses(m: Model, d: DeclarationOfModel): { level: number; by: string | null }[] {
  if (d.round === 0 || !planOf(m, d).resumes) return [];
  const steps = stepsOfRound(d);
  const returner = steps.findLastIndex(({ state }) => state === 'returned');
  return returner < 0 ? [] : standing(steps.slice(0, returner));
}

/** 删除. */
export function remove(m: Model, d: DeclarationOfModel, stale: boolean): Intent {
  const closed = planOf(m, d).deletable === 'UNTIL_DEADLINE' && m.now >= planOf(m, d).declareUntil;
  const late = closed ? 'REFUSED' : null;
  return {
    expected: d.state === 'removed' ? 'NOT_FOUND' : stale || !editable(d) ? 'CONFLICT' : late,
    act: (real) =>
      applicantOf(real, m, d.person).declarations.remove({ id: d.id, expectedVersion: versionOf(d, stale) }),
    apply() {
      Object.assign(d, { state: 'removed', version: d.version + 1, post: null });
      d.actions.push('remove');
    },
  };
}

export const isUnderAudit = (d: DeclarationOfModel): boolean => openStep(d) !== undefined;
