import { describe, expect, it } from 'vitest';
import type { AuditorRole } from '@zhicheng/workflow';
import { trackerOf } from './tracker.ts';

/** 单位 → 区主管 → 区人社 → 市主管 → 组建单位. */
const PATH: AuditorRole[] = ['employer', 'department', 'hrss', 'department', 'convening'];
const NAMES = ['一中', '区教育局', '区人社局', '市教育局', '组建单位'];

const passages = (states: readonly string[], round = 1, nodes = PATH, names = NAMES) =>
  states.map((state, at) => ({ round, node: nodes[at] ?? 'employer', state, organisationName: names[at] ?? '' }));
const faces = (state: string, states: readonly string[], more: object = {}) =>
  trackerOf({ state, round: 1, path: PATH, log: passages(states), submittedOn: null, ...more }).map(
    ({ face, count }) => face + count,
  );

describe('[AH-15.03] [GP.94] the six steps', () => {
  it('have their labels in order', () => {
    const steps = trackerOf({ state: 'draft', round: 0, path: PATH, log: [], submittedOn: null });
    expect(steps.map(({ label }) => label)).toEqual([
      '申报',
      '单位审核',
      '主管部门',
      '人社部门',
      '组建单位',
      '审核通过',
    ]);
  });

  it('of a draft: declaring is current', () => {
    expect(faces('draft', [], { round: 0 })).toEqual(['now', 'todo', 'todo(0/2)', 'todo', 'todo', 'todo']);
  });

  it('[AH-26.04] the second department comes after the HRSS: its step is current again, as (2/2)', () => {
    expect(faces('inAudit', ['passed', 'open'])).toEqual(['done', 'done', 'now(1/2)', 'todo', 'todo', 'todo']);
    expect(faces('inAudit', ['passed', 'passed', 'open'])).toEqual([
      ...['done', 'done', 'todo(1/2)', 'now', 'todo', 'todo'],
    ]);
    expect(faces('inAudit', ['passed', 'passed', 'passed', 'open'])).toEqual([
      ...['done', 'done', 'now(2/2)', 'done', 'todo', 'todo'],
    ]);
    expect(faces('inAudit', ['passed', 'passed', 'passed', 'passed', 'open'])).toEqual([
      ...['done', 'done', 'done(2/2)', 'done', 'now', 'todo'],
    ]);
  });

  it('all done once approved', () => {
    expect(
      faces(
        'approved',
        PATH.map(() => 'passed'),
      ),
    ).toEqual([...['done', 'done', 'done(2/2)', 'done', 'done', 'done']]);
  });

  it('returned: back where it was, with the person to mend, what was passed is past', () => {
    expect(faces('returned', ['returned'])).toEqual(['fix', 'back', 'todo(0/2)', 'todo', 'todo', 'todo']);
    expect(faces('returned', ['passed', 'passed', 'passed', 'returned'])).toEqual([
      ...['fix', 'past', 'back(2/2)', 'past', 'todo', 'todo'],
    ]);
  });

  it('terminated: stops where it was', () => {
    expect(faces('terminated', ['passed', 'terminated'])).toEqual([
      'done',
      'done',
      'stop(1/2)',
      'todo',
      'todo',
      'todo',
    ]);
  });

  it('the second round starts afresh', () => {
    const log = [...passages(['passed', 'passed', 'returned']), ...passages(['open'], 2)];
    expect(faces('inAudit', [], { round: 2, log })).toEqual(['done', 'now', 'todo(0/2)', 'todo', 'todo', 'todo']);
  });

  it('[AH-33.19] the talent centre counts as the department’s step', () => {
    const nodes: AuditorRole[] = ['employer', 'talentCentre'];
    const log = passages(['passed', 'open'], 1, nodes, ['二中', '人才中心']);
    const steps = trackerOf({ state: 'inAudit', round: 1, path: PATH, log, submittedOn: '2026-11-21' });
    expect(steps[2]).toMatchObject({ face: 'now', note: '人才中心', count: '(1/2)' });
    expect(steps[0]).toMatchObject({ face: 'done', note: '2026-11-21' });
  });

  it('a tree that has no path any more still shows what was passed', () => {
    expect(faces('inAudit', ['passed', 'open'], { path: [] })).toEqual([
      ...['done', 'done', 'now', 'todo', 'todo', 'todo'],
    ]);
  });
});
