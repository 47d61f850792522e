import { choice, dateRange, defineEntity, longText, optional, rows, text, year } from '@zhicheng/series-kit';
import { describe, expect, it } from 'vitest';
import { entryFace, entryFacts, entryName, entryTitle, fitsDrawer } from './entry-words.ts';

const course = defineEntity({
  code: 'course',
  label: '培训',
  group: '基本信息',
  fields: {
    type: choice('类型', ['公需课', '专业课']),
    year: year('年度'),
    item: optional(text('培训项目', { search: true })),
    period: optional(dateRange('起止日期')),
  },
  columns: ['type', 'year', 'item', 'period'],
  sample: { type: '公需课', year: 2025 },
});

describe('an entry in words', () => {
  const row = { type: '专业课', year: 2024, item: '示例研修', period: { from: '2024-03-01', to: '2024-05-01' } };

  it('is called after what is searched for, its other columns follow', () => {
    expect(entryTitle(course, row)).toBe('示例研修');
    expect(entryFacts(course, row)).toBe('专业课，2024，2024-03-01 至 2024-05-01');
    expect(entryName(course, row)).toBe('专业课，2024');
  });

  it('a draft without that is called after whatever is there, or after its kind', () => {
    expect(entryTitle(course, { year: 2024 })).toBe('2024');
    expect(entryTitle(course, {})).toBe('培训');
    expect(entryName(course, {})).toBe('培训');
  });

  it('[AH-07.08] the four states have a face each', () => {
    expect(['draft', 'inAudit', 'approved', 'returned'].map(entryFace)).toEqual(['draft', 'audit', 'pass', 'back']);
  });

  it('[AH-04.07] short forms open over the list; sub-rows and long forms have a page', () => {
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`f${index}`, longText('说明')]));
    expect(fitsDrawer(course)).toBe(true);
    expect(fitsDrawer({ ...course, fields: { ...course.fields, steps: rows('步骤', { name: text('名称') }) } })).toBe(
      false,
    );
    expect(fitsDrawer({ ...course, fields: many })).toBe(false);
  });
});
