import { choice, date, longText, text } from '@zhicheng/series-kit';

/** 单位公示 of those who are going to be recommended (R15, HN-05.03). */
export const noticeFields = {
  from: date('公示开始日期'),
  until: date('公示截止日期', {
    note: '含当日。公示期按本计划的要求，不少于 5 个工作日；系统按国务院公布的放假安排计算。',
  }),
  place: text('公示地点', { max: 100, placeholder: '例如：单位公告栏、单位网站' }),
  contact: text('联系人', { max: 30 }),
  phone: text('联系电话', { max: 40, placeholder: '受理异议的电话' }),
};

export const concludeFields = {
  result: text('公示结果', { max: 200, placeholder: '例如：无异议', initial: '无异议' }),
};

/** 异议 that somebody raised against a person in the notice. */
export const objectionFields = {
  objection: longText('异议内容', { max: 600, placeholder: '谁、何时、反映了什么' }),
};

/** What came of it. */
export const settlementFields = {
  settlement: longText('处理结果', { max: 600, placeholder: '如何核实、结论是什么' }),
  upheld: choice('是否影响推荐', ['不影响推荐', '影响推荐']),
};
