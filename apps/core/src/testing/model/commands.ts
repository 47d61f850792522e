import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorBody, type ErrorBody } from '../../procedures.ts';
import * as applicant from './applicant-moves.ts';
import * as auditor from './auditor-moves.ts';
import { compare } from './compare.ts';
import * as library from './entry-moves.ts';
import * as other from './other-moves.ts';
import type { Session } from './session.ts';
import { entriesOf, oneOf, openStep, type DeclarationOfModel, type Intent, type Model } from './state.ts';

type Command = fc.AsyncCommand<Model, Session>;

/** Numbers from which a command picks whom and what it is about: what there is, is known only when its turn comes. */
const some = fc.nat(59);
const mostly = (likely: boolean) => fc.nat(9).map((n) => (n === 0 ? !likely : likely));

async function attempt(real: Session, { act }: Intent): Promise<{ refusal: ErrorBody | null; result: unknown }> {
  try {
    return { refusal: null, result: await act(real) };
  } catch (thrown) {
    const refusal = errorBody(thrown, 'model');
    if (refusal.code === 'INTERNAL') throw thrown;
    return { refusal, result: undefined };
  }
}

/** What was refused, by name and code; for the report of a long run. */
export const tally = new Map<string, number>();

async function carryOut(name: string, intent: Intent, m: Model, real: Session): Promise<void> {
  const { refusal, result } = await attempt(real, intent);
  assert.equal(refusal?.code ?? null, intent.expected, `${name}: ${refusal?.message ?? 'succeeded'}`);
  if (refusal) assert.match(`${refusal.message}`, /[\u4e00-\u9fff]/, `${name}: a refusal that says nothing`);
  else intent.apply(result);
  const key = `${name} ${refusal?.code ?? 'ok'}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
  await compare(real, m);
}

/** A command of fast-check: what it does in a state of the model, or null where there is nothing to do. */
function command<A>(name: string, args: fc.Arbitrary<A>, intend: (m: Model, a: A) => Intent<never> | Intent | null) {
  return args.map((a): Command => ({
    check: (m) => intend(m as Model, a) !== null,
    async run(m, real) {
      const intent = intend(m, a);
      if (intent) await carryOut(name, intent as Intent, m, real);
    },
    toString: () => `${name} ${JSON.stringify(a)}`,
  }));
}

const withDeclaration =
  <A extends { readonly which: number }>(intend: (m: Model, d: DeclarationOfModel, a: A) => Intent | null) =>
  (m: Model, a: A): Intent | null => {
    const d = oneOf(m.declarations, a.which);
    return d ? intend(m, d, a) : null;
  };

const withEntry =
  <A extends { readonly which: number }>(
    intend: (m: Model, one: ReturnType<typeof entriesOf>[number], a: A) => Intent | null,
  ) =>
  (m: Model, a: A): Intent | null => {
    const one = oneOf(entriesOf(m), a.which);
    return one ? intend(m, one, a) : null;
  };

/** Mostly one that waits for an auditor, and mostly at the desk that has it. */
const desk = fc.record({ which: some, inAudit: mostly(true), right: mostly(true), level: fc.nat(4), who: fc.nat(1) });
interface AtDesk {
  readonly which: number;
  readonly inAudit: boolean;
  readonly right: boolean;
  readonly level: number;
  readonly who: number;
}
function seated(m: Model, a: AtDesk): { d: DeclarationOfModel; at: auditor.Desk } | null {
  const waiting = m.declarations.filter(applicant.isUnderAudit);
  const d = oneOf(a.inAudit ? waiting : m.declarations, a.which);
  if (!d) return null;
  const level = (a.right ? openStep(d)?.level : undefined) ?? a.level;
  const holder = m.levels[level]?.auditors.findIndex(({ accountId }) => accountId === openStep(d)?.claimedBy) ?? -1;
  return { d, at: auditor.deskOf(m, level, a.right && holder >= 0 ? holder : a.who) };
}
const withDesk =
  <A>(intend: (m: Model, d: DeclarationOfModel, at: auditor.Desk, a: A & AtDesk) => Intent | null) =>
  (m: Model, a: A & AtDesk): Intent | null => {
    const seat = seated(m, a);
    return seat && intend(m, seat.d, seat.at, a);
  };
/** A level that passed before: the one below the case, or any. */
const formerDesk = withDesk<object>((m, d, at, { right, who }) => {
  const open = openStep(d);
  const level = right && open && open.level > 0 ? open.level - 1 : at.level;
  return auditor.withdrawPass(m, d, auditor.deskOf(m, level, who));
});

const deciding = fc.record({
  decision: fc.constantFrom('pass', 'pass', 'pass', 'pass', 'return', 'return', 'terminate'),
  wordless: mostly(false),
  papers: mostly(true),
  post: fc.constantFrom('occupies', 'occupies', 'off', 'unsaid', 'offWithoutWords'),
} as const);
const decideArgs = fc.tuple(desk, deciding).map(([a, b]) => ({ ...a, ...b }));
const person = fc.nat(2);
const which = fc.record({ which: some });
const year = fc.constantFrom(2026, 2027);

const rare: fc.Arbitrary<Command>[] = [
  command('create', fc.record({ person, plan: person }), (m, a) => applicant.create(m, a.person, a.plan)),
  command(
    'remove',
    fc.record({ which: some, stale: mostly(false) }),
    withDeclaration((m, d, { stale }) => applicant.remove(m, d, stale)),
  ),
  command('withdrawEntry', which, withEntry(library.withdrawEntry)),
  command('submitEntry', which, withEntry(library.submitEntry)),
  command(
    'decideEntry',
    fc.record({ which: some, pass: mostly(true) }),
    withEntry<{ which: number; pass: boolean }>((m, one, { pass }) =>
      library.decideEntry(m, one, pass ? 'pass' : 'return'),
    ),
  ),
  command('reopenEntry', which, withEntry(library.reopenEntry)),
  command(
    'batchOfEntries',
    fc.record({
      ticked: fc.integer({ min: 1, max: 511 }),
      action: fc.constantFrom('pass', 'pass', 'pass', 'return'),
      meanwhile: fc.constantFrom('nothing', 'nothing', 'withdrawn', 'returned'),
    } as const),
    library.batchOfEntries,
  ),
  command(
    'handOver',
    fc.tuple(desk, mostly(false)).map(([a, wordless]) => ({ ...a, wordless })),
    withDesk<{ wordless: boolean }>((m, d, at, { wordless }) => auditor.handOver(m, d, at, wordless ? '' : '出差。')),
  ),
  command('release', desk, withDesk(auditor.release)),
  command('saveQuota', fc.record({ year, vacancies: fc.nat(2), confirm: fc.boolean(), stale: mostly(false) }), (m, a) =>
    other.saveQuota(m, a.year, a.vacancies, a.confirm, a.stale),
  ),
  command('doubleQuota', year, other.doubleQuota),
  command('removeQuota', year, other.removeQuota),
  command('extend', fc.record({ plan: person, days: fc.integer({ min: -2, max: 20 }) }), (m, a) =>
    other.extend(m, a.plan, a.days),
  ),
  command(
    'wait',
    fc.oneof(fc.record({ hours: fc.constantFrom(1, 30, 240) }), fc.record({ plan: person, before: fc.boolean() })),
    other.wait,
  ),
  command(
    'batch',
    fc
      .tuple(desk, fc.constantFrom('claim', 'claim', 'pass'), mostly(false))
      .map(([a, action, all]) => ({ ...a, action, all }) as const),
    (m, a) => {
      const seat = seated(m, a);
      const same = m.declarations.filter((d) => (a.all ? d.steps.length > 0 : openStep(d)?.level === seat?.at.level));
      return seat && same.length > 0 ? auditor.batch(m, same, seat.at, a.action) : null;
    },
  ),
];

const usual: fc.Arbitrary<Command>[] = [
  command(
    'fill',
    which,
    withDeclaration((m, d) => applicant.fill(m, d)),
  ),
  command(
    'edit',
    fc.record({ which: some, place: fc.nat(3), stale: mostly(false) }),
    withDeclaration((m, d, { place, stale }) => applicant.edit(m, d, place, stale)),
  ),
  command(
    'answer',
    which,
    withDeclaration((m, d) => applicant.answer(m, d)),
  ),
  command(
    'submit',
    fc.record({ which: some, how: fc.constantFrom('now', 'now', 'now', 'now', 'again', 'stale') } as const),
    withDeclaration((m, d, { how }) => applicant.submit(m, d, how)),
  ),
  command('claim', desk, withDesk(auditor.claim)),
  command('mark', desk, withDesk(auditor.mark)),
  command(
    'decide',
    decideArgs,
    withDesk<auditor.Deciding>((m, d, at, how) => auditor.decide(m, d, at, how)),
  ),
  command('withdrawPass', desk, formerDesk),
];
const [, , , submitting, claiming, , decision] = usual;
const often = [submitting, claiming, claiming, decision, decision, decision].flatMap((one) => (one ? [one] : []));

/** Cases that move on, and time that stands still. */
export const plainSequences = (length: number) =>
  fc.commands([...often, ...usual], { maxCommands: length, size: 'max' });

/** Sequences of commands of everybody, mostly such that cases move on; every other one knows no others. */
export const sequences = (length: number) => {
  const limits = { maxCommands: length, size: 'max' } as const;
  const all = [...rare, ...usual, ...usual, ...often, ...often];
  return fc.oneof(fc.commands(all, limits), plainSequences(length));
};
