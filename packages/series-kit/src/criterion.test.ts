import { expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  exclusiveTo,
  gaps,
  judgeK,
  kOf,
  defineEntity,
  rule,
  text,
  type Series,
  type State,
} from './index.ts';

const told = (label: string, state: State = 'met') => rule(label, { section: 's' }, () => ({ state, detail: '' }));

it.each([0, 3, Infinity])('refuses to ask %d of two criteria when it is defined', (k) =>
  expect(() => kOf(k, '组', told('甲'), told('乙'))).toThrow('组'),
);

it('refuses two siblings of one name, whose paths would be the same', () => {
  expect(() => allOf('组', told('甲'), told('甲'))).toThrow('two criteria are called 甲');
  expect(() => anyOf('空')).toThrow('空');
});

const part = (state: State) => ({ path: state, state, label: state, detail: '', mend: [], parts: [] });
it.each<[number, State[], State]>([
  [1, ['unmet', 'open'], 'open'],
  [1, ['unmet', 'met'], 'met'],
  [2, ['met', 'open', 'unmet'], 'open'],
  [2, ['met', 'unmet', 'unmet'], 'unmet'],
  [2, ['met'], 'met'],
  [2, ['open'], 'open'],
])('judges %d of %j as %s', (k, states, state) => expect(judgeK('p', '组', k, states.map(part)).state).toBe(state));

it('keeps a choice one gap, and lists the parts of a conjunction', () => {
  const choice = judgeK('c', '其一', 1, [part('unmet'), part('open')]);
  const both = judgeK('b', '全部', 2, [part('unmet'), choice]);
  expect(gaps(both).map((gap) => gap.path)).toEqual(['unmet', 'c']);
});

it('[AH-06.13] shows an exclusive entity to the series that list it, every other to all', () => {
  const entity = (exclusive: boolean) =>
    defineEntity({
      code: 'e',
      label: 'e',
      group: '工作业绩',
      exclusive,
      fields: { a: text('甲') },
      columns: ['a'],
      sample: { a: 'x' },
    });
  const [own, common] = [entity(true), entity(false)];
  const series = (code: string, library: Series['library']): Series => ({
    code,
    label: code,
    kit: 1,
    levels: [],
    specialties: [],
    library,
    sections: [],
    unitSlots: {},
    criteria: [],
    reviewForm: () => [],
  });
  const all = [series('a', [own, common]), series('b', [common])];
  expect(exclusiveTo(all, own)?.map((s) => s.code)).toEqual(['a']);
  expect(exclusiveTo(all, common)).toBeUndefined();
});
