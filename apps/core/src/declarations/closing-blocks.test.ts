import { describe, expect, it } from 'vitest';
import { heading, type Block } from '@zhicheng/series-kit';
import type { LogEntry } from '../tasks/queries.ts';
import { closingBlocks, type ClosingFacts } from './closing-blocks.ts';

const nothing: ClosingFacts = {
  ...{ said: [], expected: [], publicity: null, post: null },
  interview: { needed: false, exemption: null, arrangement: null },
  committee: '示例评审委员会',
};
const step = (node: LogEntry['node'], organisationName: string): LogEntry => ({
  ...{ stepId: organisationName, round: 1, node, nodeLabel: '', state: 'passed', organisationId: organisationName },
  ...{ organisationName, organisationPhone: null, actorName: '示例经办', onBehalfOfName: null },
  ...{ openedAt: new Date(0), decidedAt: new Date('2026-11-02T17:00:00Z'), opinion: '同意', claimed: false },
  ...{ putBack: false, sentTo: null, carried: false },
});

const after = (facts: Partial<ClosingFacts>, before: readonly Block[] = [heading('十一、个人承诺')]): Block[] =>
  closingBlocks(before, { ...nothing, ...facts });
const headings = (blocks: readonly Block[]) => blocks.flatMap((b) => (b.type === 'heading' ? [b.text] : []));
const box = (blocks: readonly Block[], label: string) =>
  blocks.flatMap((b) => (b.type === 'opinion' && b.label === label ? [b] : []));

describe('[AH-27.01] [AH-27.02] parts 12 to 18 of the review form (rules 2.2)', () => {
  it('count on from the series, up to 二十 and beyond, and do not count where the series does not', () => {
    expect(headings(after({}))[0]).toBe('十二、单位推荐意见');
    expect(headings(after({})).at(-1)).toBe('十八、审批（确认、备案）意见');
    expect(headings(after({}, [heading('十九、其他')])).slice(0, 2)).toEqual([
      '二十、单位推荐意见',
      '二十一、主管部门审核意见',
    ]);
    expect(headings(after({}, [heading('个人承诺')]))[0]).toBe('单位推荐意见');
  });

  it('the unit says publicity, result and post; boxes to tick where nothing is decided', () => {
    const publicity = { from: '2026-10-12', until: '2026-10-16', result: '无异议' };
    const decided = after({ publicity, post: { occupies: false, note: '编外人员' } });
    expect(box(decided, '单位推荐意见')[0]?.lines.slice(0, 3)).toEqual([
      '公示起止：2026-10-12 至 2026-10-16',
      '公示结果：无异议',
      '是否占用职数：☐占用　☑不占用（编外人员）',
    ]);
    const open = after({ post: { occupies: null, note: '' } });
    expect(box(open, '单位推荐意见')[0]?.lines[2]).toBe('是否占用职数：☐占用　☐不占用');
    expect(box(after({}), '单位推荐意见')[0]?.lines[2]).toBe('是否占用职数：不适用');
  });

  it('each level has a box of its own, talent centres among the departments; signed with name and date of Beijing', () => {
    const blocks = after({
      said: [step('employer', '甲校'), step('talentCentre', '乙中心'), step('department', '丙局')],
      expected: [{ node: 'hrss', organisationName: '丁局' }],
    });
    expect(box(blocks, '人才服务中心审核意见')[0]?.text).toBe('乙中心：同意');
    expect(box(blocks, '主管部门审核意见').map(({ text }) => text)).toEqual(['丙局：同意']);
    expect(box(blocks, '主管部门审核意见')[0]?.lines).toEqual(['经办人：示例经办', '负责人', '公章', '2026年11月3日']);
    expect(box(blocks, '人社部门审核意见')[0]).toMatchObject({
      text: '丁局：',
      lines: ['经办人', '负责人', '公章', '年    月    日'],
    });
    expect(box(blocks, '组建单位审核意见')[0]?.text).toBe('');
  });

  it('[GP.21] the interview: not needed, let off with the ground, arranged, still open', () => {
    const at = (interview: Partial<ClosingFacts['interview']>) =>
      box(after({ interview: { needed: true, exemption: null, arrangement: null, ...interview } }), '答辩面试')[0];
    expect(after({})).toContainEqual({ type: 'paragraph', text: '本计划不安排答辩（面试）。' });
    expect(box(after({}), '答辩面试')).toEqual([]);
    expect(at({ exemption: '示例理由' })).toMatchObject({
      text: '免面试。理由：示例理由',
      lines: ['负责人', '公章', expect.anything()],
    });
    expect(at({ arrangement: '2026-12-20 上午，示例地点' })?.text).toBe('面试安排：2026-12-20 上午，示例地点');
    expect(at({})).toMatchObject({ text: '', lines: ['成绩：', '负责人', '公章', expect.anything()] });
  });

  it('the committee’s boxes are there, empty, with its name and both conclusions to tick', () => {
    const text = JSON.stringify(after({}));
    for (const words of ['示例评审委员会', '总人数', '出席人数', '赞成人数', '反对人数', '弃权人数', '☐通过　☐不通过'])
      expect(text).toContain(words);
    expect(box(after({}), '评委会意见')[0]?.lines.slice(0, 2)).toEqual(['主任委员（签字）', '评委会印章']);
  });
});
