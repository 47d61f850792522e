import { describe, expect, it } from 'vitest';
import { bindingFlow } from './binding-flow.ts';
import { allowed, defectsOf, defineFlow, stateOf, statesThat, transitionOf, type Flow } from './flow.ts';
import { declarationFlow, flows, libraryFlow, stepFlow } from './flows.ts';

describe('soundness of the flows', () => {
  it.each(flows.map((flow) => [flow.name, flow] as const))('%s has no defect', (_, flow) => {
    expect(defectsOf(flow)).toEqual([]);
  });

  it('no two flows share a name: events of the ledger are told apart by it', () => {
    const names = flows.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('every state and every transition has a label', () => {
    const labels = flows.flatMap((flow: Flow) => [
      ...Object.values(flow.states).map(({ label }) => label),
      ...flow.transitions.map(({ label }) => label),
    ]);
    expect(labels.filter((label) => label.trim() === '')).toEqual([]);
  });

  it('[AH-31.09] whatever sends something back or ends it asks for the reason', () => {
    for (const flow of [bindingFlow, libraryFlow, declarationFlow, stepFlow] as const)
      for (const name of ['return', 'terminate'])
        expect(flow.transitions.filter((t) => t.name === name && !('needsReason' in t && t.needsReason))).toEqual([]);
  });

  it('nothing is editable while it is audited, and nothing that is over is editable', () => {
    for (const flow of flows)
      expect(statesThat(flow, (s) => s.editable === true && (s.underAudit === true || s.terminal === true))).toEqual(
        [],
      );
  });
});

const sound = defineFlow({
  name: 'lamp',
  initial: 'off',
  states: { off: { label: '关' }, on: { label: '开' }, broken: { label: '坏', terminal: true } },
  transitions: [
    { name: 'light', label: '开', from: ['off'], to: 'on', by: ['applicant'], guards: [], effects: [] },
    { name: 'quench', label: '关', from: ['on'], to: 'off', by: ['applicant'], guards: [], effects: [] },
    { name: 'break', label: '坏', from: ['on'], to: 'broken', by: ['system'], guards: [], effects: [] },
  ],
});
const light = transitionOf(sound, 'light');
const quench = transitionOf(sound, 'quench');
const breaks = transitionOf(sound, 'break');
const changed = (part: Partial<Flow>): Flow => ({ ...sound, ...part });

describe('the proof finds', () => {
  it('nothing in a sound flow', () => expect(defectsOf(sound)).toEqual([]));

  it('a state that nothing leads to', () => {
    const states = { ...sound.states, spare: { label: '备用', terminal: true } };
    expect(defectsOf(changed({ states }))).toEqual(['lamp: spare is unreachable']);
  });

  it('states that only lead to each other', () => {
    const states = { ...sound.states, here: { label: '此' }, there: { label: '彼' } };
    const loop = [
      { ...light, name: 'go', from: ['here'], to: 'there' },
      { ...light, name: 'come', from: ['there'], to: 'here' },
    ];
    expect(defectsOf(changed({ states, transitions: [...sound.transitions, ...loop] }))).toEqual([
      'lamp: here is unreachable',
      'lamp: there is unreachable',
    ]);
  });

  it('a state that cannot be left and does not say that it is the end', () => {
    const states = { ...sound.states, broken: { label: '坏' } };
    expect(defectsOf(changed({ states }))).toEqual(['lamp: broken has no way out']);
  });

  it('a transition onto itself is no way out', () => {
    const states = { ...sound.states, broken: { label: '坏' } };
    const stays = { ...light, name: 'stay', from: ['broken'], to: 'broken' };
    expect(defectsOf(changed({ states, transitions: [...sound.transitions, stays] }))).toEqual([
      'lamp: broken has no way out',
    ]);
  });

  it('an end that can be left', () => {
    const mend = { ...light, name: 'mend', from: ['broken'], to: 'off' };
    expect(defectsOf(changed({ transitions: [...sound.transitions, mend] }))).toEqual([
      'lamp: broken is terminal but can be left',
    ]);
  });

  it('a transition that nobody may make', () => {
    const transitions = [light, { ...quench, by: [] }, breaks];
    expect(defectsOf(changed({ transitions }))).toEqual(['lamp: nobody may quench']);
  });

  it('a transition that starts nowhere', () => {
    const never = { ...light, name: 'never', from: [] };
    expect(defectsOf(changed({ transitions: [...sound.transitions, never] }))).toEqual([
      'lamp: never starts from no state',
    ]);
  });

  it('a transition from or to a state that is not there', () => {
    const transitions = [...sound.transitions, { ...breaks, name: 'steal', to: 'gone' }];
    expect(defectsOf(changed({ transitions }))).toEqual(['lamp: steal names an unknown state']);
    const from = [...sound.transitions, { ...breaks, name: 'find', from: ['gone'] }];
    expect(defectsOf(changed({ transitions: from }))).toEqual(['lamp: find names an unknown state']);
  });

  it('a name that stands twice', () => {
    const transitions = [...sound.transitions, { ...quench, from: ['on'] }];
    expect(defectsOf(changed({ transitions }))).toEqual(['lamp: quench stands twice']);
  });

  it('a start that is no state', () => {
    expect(defectsOf(changed({ initial: 'lost' }))).toContain('lamp: starts in the unknown state lost');
  });
});

describe('asking a flow', () => {
  it('throws on names that it does not have', () => {
    expect(() => stateOf(sound, 'gone')).toThrow('lamp: no state gone');
    expect(() => transitionOf(sound, 'steal')).toThrow('lamp: no transition steal');
  });

  it('a state that only looks like one is none', () => {
    expect(() => stateOf(sound, 'constructor')).toThrow('lamp: no state constructor');
  });

  it('tells what a role may do in a state', () => {
    expect(allowed(sound, 'on', 'applicant')).toEqual([quench]);
    expect(allowed(sound, 'on', 'employer')).toEqual([]);
  });
});
