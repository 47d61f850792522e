import { expect, it } from 'vitest';
import * as interview from '../../routes/_applicant.declarations.$id.interview.tsx';
import { pageHtml, wordsOf } from '../../testing/page-html.tsx';
import { CARDS } from '../../testing/record.ts';

const arrangement = {
  ...{ heldOn: '2026-12-12', period: '上午', place: '示例市示例路 2 号', waitingRoom: null, notice: null },
};
const filledOf = async (more: object): Promise<string[]> => {
  const known = { arrangement: null, exemption: null, whyNoExemption: null, whyNoTicket: null, ...more };
  const html = await pageHtml({
    ...{ page: interview, path: '/declarations/:id/interview', address: '/declarations/d1/interview' },
    data: { card: CARDS.approved, interview: known },
  });
  return [...html.matchAll(/<(a|button)\b[^>]*class="btn btn--go"[^>]*>(.*?)<\/\1>/gs)].map(([, , words]) =>
    wordsOf(words ?? ''),
  );
};

it('面试 has one filled button: 打印准考证 once there is a ticket, 申请免面试 before', async () => {
  expect(await filledOf({ arrangement })).toEqual(['打印准考证']);
  expect(await filledOf({ whyNoTicket: '面试还没有安排。' })).toEqual(['申请免面试']);
});
