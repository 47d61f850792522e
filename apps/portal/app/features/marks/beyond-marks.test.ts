import { expect, it } from 'vitest';
import { beyondMarks } from './beyond-marks.ts';

const items = [
  { label: '基本信息 › 出生地', reason: '请核对（原件）。' },
  { label: '附件上传 › 身份证正反面照片', reason: '看不清\n请重拍' },
];

it('an opinion that is composed of the marks says nothing besides', () => {
  const composed = '1. 基本信息 › 出生地：请核对（原件）。\n2. 附件上传 › 身份证正反面照片：看不清\n请重拍';
  expect(beyondMarks(composed, items)).toBe('');
});

it("the auditor's own words stay, also what only resembles a mark", () => {
  expect(beyondMarks('请一并补交公示材料。\n1. 基本信息 › 出生地：请核对。', items)).toBe(
    '请一并补交公示材料。\n1. 基本信息 › 出生地：请核对。',
  );
});
