import type { GuardIssue, ServerGuard } from '@zhicheng/series-kit';
import { record } from './library.ts';
import { records } from './sections.ts';

/** Something that no dossier knows: whether other people have the same record. */
const recordsOfOne: ServerGuard = {
  code: 'records-of-one',
  label: '样本记录只归一人',
  async check(dossier, facts) {
    const issues: GuardIssue[] = [];
    for (const { entry, row } of dossier.picks(records)) {
      const others = await facts.othersWith(record, 'number', row.number);
      const message = `编号${row.number}的样本记录另有${others}人已审核通过，请核实后再提交。`;
      if (others > 0) issues.push({ message, mend: { section: 'records', entity: record.code, entry } });
    }
    return issues;
  },
};

/** And what happened in earlier years. */
const pauseAfterTermination: ServerGuard = {
  code: 'pause-after-termination',
  label: '终止后停报一年',
  async check({ plan }, facts) {
    const last = (await facts.declarations()).find(({ year, sameSeries }) => sameSeries && year === plan.year - 1);
    return last?.outcome === 'terminated'
      ? [
          {
            message: `${last.year}年度的申报已被终止，${plan.year}年度不能申报同一系列。`,
            mend: { section: 'profile' },
          },
        ]
      : [];
  },
};

export const guards = [recordsOfOne, pauseAfterTermination];
