import { date, files, longText, optional, text } from '@zhicheng/series-kit';

/** 免面试: why, and what proves it; the guides give only the button (GP.21). */
export const exemptionFields = {
  reason: longText('申请免面试的理由', { max: 500 }),
  evidence: files('佐证材料', { types: ['png', 'jpg', 'pdf'], maxMB: 10, maxCount: 5 }),
};

/** What the convening unit says of a plan's interviews; the admission ticket prints it. */
export const arrangementFields = {
  heldOn: date('面试日期'),
  period: text('面试时段', { max: 60, placeholder: '例如：上午 9:00 至 11:30' }),
  place: text('面试地点', { max: 200 }),
  waitingRoom: optional(text('候考室', { max: 100 })),
  notice: optional(longText('注意事项', { max: 1000 })),
};
