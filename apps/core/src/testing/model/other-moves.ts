import { randomUUID } from 'node:crypto';
import { extendPlan } from '../../plans/extend-plan.ts';
import { at, type Intent, type Model } from './state.ts';

// What is neither the applicant's nor a body's in the tree: posts of the unit, deadlines, and time itself.

const DAY = 86_400_000;
const schoolOf = (m: Model) => at(at(m.levels, 0).auditors, 0);

/** 岗位核准信息 of a year is saved, or confirmed, which locks it. */
export function saveQuota(
  m: Model,
  year: number,
  vacancies: number,
  confirm: boolean,
  stale: boolean,
): Intent<{ id: string }> {
  const known = m.quotas.get(year);
  const there = known && known.state !== 'removed' ? known : undefined;
  const refused = there && (there.state === 'confirmed' || stale);
  return {
    expected: refused ? 'CONFLICT' : null,
    act: (real) =>
      real.as(schoolOf(m)).postQuotas.save({
        ...(there && { id: there.id, expectedVersion: there.version - (stale ? 1 : 0) }),
        ...{ form: { year, associateSenior: vacancies, attachment: [real.stage.quotaForm] }, confirm },
        idempotencyKey: randomUUID(),
      }),
    apply({ id }) {
      const version = (there?.version ?? 0) + (confirm ? 2 : 1);
      m.quotas.set(year, { id, version, vacancies, state: confirm ? 'confirmed' : 'draft' });
    },
  };
}

/** A second record of a year that has one. */
export function doubleQuota(m: Model, year: number): Intent | null {
  const known = m.quotas.get(year);
  if (!known || known.state === 'removed') return null;
  return {
    expected: 'REFUSED',
    act: (real) =>
      real.as(schoolOf(m)).postQuotas.save({
        ...{ form: { year, associateSenior: 9, attachment: [real.stage.quotaForm] }, confirm: true },
        idempotencyKey: randomUUID(),
      }),
    apply: () => undefined,
  };
}

export function removeQuota(m: Model, year: number): Intent | null {
  const known = m.quotas.get(year);
  if (!known) return null;
  return {
    expected: known.state === 'removed' ? 'NOT_FOUND' : known.state === 'confirmed' ? 'CONFLICT' : null,
    act: (real) => real.as(schoolOf(m)).postQuotas.remove({ id: known.id, expectedVersion: known.version }),
    apply: () => void Object.assign(known, { state: 'removed', version: known.version + 1 }),
  };
}

/** 延期 for everybody, by days; fewer than none is refused. */
export function extend(m: Model, plan: number, days: number): Intent {
  const chosen = at(m.plans, plan);
  const until = { declareUntil: chosen.declareUntil + days * DAY, auditUntil: chosen.auditUntil + days * DAY };
  return {
    expected: days < 0 ? 'REFUSED' : null,
    act: ({ core, stage }) =>
      extendPlan({
        ...{ core, actor: stage.road.operator, id: chosen.id, repairUntil: null, reason: '受天气影响。' },
        ...{ declareUntil: new Date(until.declareUntil), auditUntil: new Date(until.auditUntil) },
      }),
    apply: () => void Object.assign(chosen, until),
  };
}

/** Time passes: hours, or to the very millisecond of a deadline, or the one before it. */
export function wait(
  m: Model,
  to: { readonly hours: number } | { readonly plan: number; readonly before: boolean },
): Intent | null {
  const next = 'hours' in to ? m.now + to.hours * 3_600_000 : nextDeadline(m, to.plan) - (to.before ? 1 : 0);
  if (next <= m.now) return null;
  return { expected: null, act: (real) => real.setNow(next), apply: () => void (m.now = next) };
}

function nextDeadline(m: Model, plan: number): number {
  const { declareUntil, auditUntil } = at(m.plans, plan);
  return m.now < declareUntil ? declareUntil : auditUntil;
}
