import { describe, expect, it } from 'vitest';
import { verdictText, type Judged } from './eligibility.tsx';

const gap = (more: Partial<Judged['gaps'][number]> = {}): Judged['gaps'][number] => ({
  ...{ path: 'a', label: '论文', detail: '', clause: null, state: 'unmet', choices: [], mend: [], waiting: false },
  earliestYear: null,
  ...more,
});
const judged = (state: Judged['state'], gaps: Judged['gaps'] = [], earliestYear: number | null = null): Judged => ({
  asked: { kind: 'REGULAR', titleId: '', specialtyId: '', institutionCategory: null },
  ...{ state, gaps, earliestYear, met: [] },
});

describe('我能报吗 in one sentence', () => {
  it('promises no more than what was judged', () => {
    expect(verdictText(judged('met'))).toBe('按现在的资料，各项条件都已满足。');
    expect(verdictText(judged('open', [gap({ state: 'open' })]))).toContain('尚不能判断');
  });

  it('counts what is unmet, not what cannot be judged', () => {
    expect(verdictText(judged('unmet', [gap(), gap({ state: 'open' })]))).toBe('按现在的资料，还差 1 项。');
  });

  it('names the year: of itself where time alone is missing, else on condition', () => {
    expect(verdictText(judged('unmet', [gap({ earliestYear: 2029 })], 2029))).toContain('只差年限，最早 2029 年度');
    expect(verdictText(judged('unmet', [gap({ earliestYear: 2029 }), gap()], 2029))).toContain(
      '其他各项补齐后，最早 2029 年度',
    );
  });
});
