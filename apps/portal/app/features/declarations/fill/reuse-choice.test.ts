import { describe, expect, it } from 'vitest';
import { entryKey, fieldKey, pickable, PHOTO_KEY, takingOf, tickedAtFirst, type ReusePreview } from './reuse-choice.ts';

const answer = (name: string, more: object = {}) => ({
  ...{ name, label: name, last: '上次', lines: [], files: [], now: '', why: null, value: '上次' },
  ...more,
});
const preview: ReusePreview = {
  source: { id: 'last', year: 2025, planName: '示例计划', used: false },
  photo: { id: 'p', name: '照片.jpg', bytes: 1 },
  forms: [
    {
      ...{ section: 'profile', label: '基本信息', same: 0 },
      fields: [answer('blank'), answer('filled', { now: '现在' }), answer('wrong', { why: '请重新上传' })],
    },
  ],
  picks: [
    {
      ...{ section: 'papers', label: '论文' },
      entries: [
        { entryId: 'e1', name: '甲', why: null, extra: {} },
        { entryId: 'e2', name: '乙', why: '已退回', extra: {} },
      ],
    },
  ],
};

describe('what is taken over', () => {
  it('at first everything that fills a blank, nothing that would replace an answer', () => {
    expect([...tickedAtFirst(preview)]).toEqual([PHOTO_KEY, fieldKey('profile', 'blank'), entryKey('papers', 'e1')]);
  });

  it('never what cannot be taken', () => {
    expect(pickable(preview)).not.toContain(fieldKey('profile', 'wrong'));
    expect(pickable(preview)).not.toContain(entryKey('papers', 'e2'));
  });

  it('an answer that stands here is replaced only where it was ticked, and is sent as such', () => {
    const ticked = new Set([fieldKey('profile', 'blank'), fieldKey('profile', 'filled')]);
    expect(takingOf(preview, ticked)).toEqual({
      sourceId: 'last',
      photo: false,
      fields: [
        { section: 'profile', name: 'blank', replace: false },
        { section: 'profile', name: 'filled', replace: true },
      ],
      entries: [],
    });
  });
});
