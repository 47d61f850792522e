import { describe, expect, it } from 'vitest';
import { collides, merged, type Draft } from './use-drafts.ts';
import { joined, typedElsewhere } from './use-server-drafts.ts';

const draft = (base: object, raw: Draft['raw']): Draft => ({ base: JSON.stringify(base), raw });

describe('drafts over what another window stored', () => {
  it('takes over answers that only the other window changed', () => {
    const mine = draft({ birthplace: '甲', health: '' }, { birthplace: '乙', health: '' });
    const now = { birthplace: '甲', health: '健康' };
    expect(collides(mine, now)).toBe(false);
    expect(merged(mine, now)).toEqual({ birthplace: '乙', health: '健康' });
  });

  it('asks when both changed the same answer differently, and keeps what was typed until then', () => {
    const mine = draft({ birthplace: '甲' }, { birthplace: '乙' });
    expect(collides(mine, { birthplace: '丙' })).toBe(true);
    expect(merged(mine, { birthplace: '丙' })).toEqual({ birthplace: '乙' });
  });

  it('does not ask when both typed the same', () => {
    expect(collides(draft({ birthplace: '甲' }, { birthplace: '乙' }), { birthplace: '乙' })).toBe(false);
  });

  it('an answer that was emptied stays empty', () => {
    const mine = draft({ birthplace: '甲', health: '健康' }, { birthplace: '甲', health: '' });
    expect(merged(mine, { birthplace: '甲', health: '健康' })).toEqual({ birthplace: '甲', health: '' });
  });
});

describe('drafts of this device and of the server', () => {
  const mine = { 'form:a': draft({}, { x: '1' }) };
  const theirs = { 'form:a': draft({}, { x: '2' }), 'form:b': draft({}, { y: '3' }) };

  it('another device has typed since this one was kept: its text goes before', () => {
    expect(joined(mine, theirs, { revision: 'r1', sent: true }, 'r2')).toEqual(theirs);
  });

  it('what this device could not send goes before, beside what only the server has', () => {
    expect(joined(mine, theirs, { revision: 'r1', sent: false }, 'r1')).toEqual({ ...theirs, ...mine });
    expect(joined({}, theirs, { revision: null, sent: false }, 'r1')).toEqual(theirs);
  });
});

describe('two windows typing into the same form', () => {
  const other = { raw: {}, baseVersion: 1, revision: 'r2', savedAt: new Date(0) };

  it('is known from the moment the server keeps the text of the other one', () => {
    expect(typedElsewhere(false, { kind: 'moved', other })).toBe(true);
  });

  it('stays known while this window is offline, and is over once its text is taken', () => {
    expect(typedElsewhere(true, { kind: 'device', why: 'offline' })).toBe(true);
    expect(typedElsewhere(true, { kind: 'saved', at: new Date(0) })).toBe(false);
    expect(typedElsewhere(false, { kind: 'device', why: 'offline' })).toBe(false);
  });
});
