import { expect, it } from 'vitest';
import { choice, conceal, defineEntity, links, optional, person, rows, text } from './index.ts';

const stay = defineEntity({
  code: 'stay',
  label: '住院',
  group: '行业专用',
  fields: { number: text('编号'), patient: person('姓名', { masked: 'name' }) },
  columns: ['number'],
  sample: { number: 'N-1', patient: '患者甲一' },
});
const fields = {
  ...stay.fields,
  doctor: person('医师'),
  contact: optional(text('电话', { masked: 'phone' })),
  visits: rows('随访', { relative: person('家属', { masked: 'name' }), on: text('日期') }),
  stays: links('住院', stay, { extras: { group: choice('分类', ['甲']), said: person('陈述人', { masked: 'name' }) } }),
};
const row = {
  ...{ number: 'N-1', patient: '患者甲一', doctor: '医师乙二', contact: null },
  visits: [{ relative: '家属丙三', on: '2025' }],
  stays: [{ entry: 'e1', extra: { group: '甲', said: '家属丁四' } }],
};

it('[AH-14.06] masks what has a mask, in sub-rows and what is said of links as well, and nothing else', () => {
  const shown = conceal(fields, row);
  expect(shown).toEqual({
    ...{ number: 'N-1', patient: '患***', doctor: '医师乙二', contact: null },
    visits: [{ relative: '家***', on: '2025' }],
    stays: [{ entry: 'e1', extra: { group: '甲', said: '家***' } }],
  });
  expect(conceal(fields, shown)).toEqual(shown);
  expect(row.patient).toBe('患者甲一');
});

it('adds no answer that is not there', () => expect(conceal(fields, { number: 'N-2' })).toEqual({ number: 'N-2' }));
