import { describe, expect, it } from 'vitest';
import { logRounds } from './log-rounds.ts';
import type { LogEntry } from './types.ts';
import { wholeDays } from './waiting.tsx';

const at = (day: number): Date => new Date(Date.UTC(2026, 8, day));
const step = (round: number, state: string, day: number, rest: Partial<LogEntry> = {}): LogEntry => ({
  stepId: `${round}-${day}`,
  round,
  node: 'employer',
  nodeLabel: '单位审核',
  state,
  organisationId: 'o',
  organisationName: '示例市第一中学',
  organisationPhone: null,
  actorName: '示例八',
  onBehalfOfName: null,
  openedAt: at(day),
  decidedAt: state === 'open' ? null : at(day + 1),
  opinion: null,
  claimed: false,
  putBack: false,
  sentTo: null,
  carried: false,
  ...rest,
});

describe('flow log', () => {
  it('shows rounds newest first, each beginning with its submission', () => {
    const rounds = logRounds([step(1, 'returned', 1, { opinion: '缺公章' }), step(2, 'open', 10)], '示例一', at(13));
    expect(rounds.map(({ title }) => title)).toEqual(['第 2 轮', '第 1 轮']);
    expect(rounds[1]?.items.map(({ result }) => result)).toEqual(['提交', '退回']);
    expect(rounds[1]?.items[0]?.at).toBe(at(1).toISOString());
    expect(rounds[1]?.items[1]?.opinion).toBe('缺公章');
  });

  it('says who holds an open step and for how many whole days', () => {
    const [round] = logRounds([step(1, 'open', 10)], '示例一', at(13));
    expect(round?.items[1]?.waiting).toEqual({ holder: '示例市第一中学', days: 3 });
    expect(round?.items[1]?.at).toBeUndefined();
  });

  it('[GP.51] [SM-DECL.09] tells a return to the body below from one to the person, and a pass that was carried over', () => {
    const [round] = logRounds(
      [
        step(1, 'passed', 1, { carried: true }),
        step(1, 'returned', 2, { sentTo: '示例区教育局' }),
        step(1, 'returned', 3, { putBack: true, sentTo: '示例市第一中学' }),
        step(1, 'returned', 4, { putBack: true }),
        step(1, 'open', 5, { putBack: true }),
      ],
      '示例一',
      at(6),
    );
    expect(round?.items.slice(1).map(({ result }) => result)).toEqual([
      '沿用上轮通过',
      '审核不通过（退回示例区教育局）',
      '退回补充材料（至示例市第一中学）',
      '退回补充材料',
      '审核中（上级审核不通过）',
    ]);
  });

  it('[SM-UREG.02] [SM-UREG.04] what a unit hands in waits as 待审核 and is turned down with 审核不通过', () => {
    const steps = [step(1, 'returned', 1), step(2, 'open', 3)];
    const words = (kind: string) =>
      logRounds(steps, '示例市第一中学', at(4), kind).map(({ items }) => items.map(({ result }) => result));
    const ofUnits = [
      ['提交', '待审核'],
      ['提交', '审核不通过'],
    ];
    expect(words('unitRegistration')).toEqual(ofUnits);
    expect(words('postQuota')).toEqual(ofUnits);
    expect(words('declaration')).toEqual([
      ['提交', '审核中'],
      ['提交', '退回'],
    ]);
  });

  it('names an auditor once who is called like the organisation', () => {
    const [round] = logRounds([step(1, 'passed', 1, { actorName: '示例市第一中学' })], '示例一', at(3));
    expect(round?.items[1]?.actor).toBe('示例市第一中学');
  });
});

it('[AH-32.08] a flow that ended on the day it began ran for 0 days', () => {
  expect(wholeDays(at(1), new Date(at(1).getTime() + 3_600_000))).toBe(0);
  expect(wholeDays(at(2), at(1))).toBe(0);
});
