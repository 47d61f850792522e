import type { ReactNode } from 'react';
import { leftText, vacanciesText } from '../post-quotas/quota-words.ts';
import type { CaseSection } from './case-sections.tsx';
import { EvidenceLinks } from './evidence.tsx';
import { FactRows } from './field-rows.tsx';
import type { QuotaCase } from './types.ts';

export const quotaLine = ({ unitName, year }: QuotaCase): ReactNode => (
  <>
    <b>{unitName}</b>，{year} 年职数
  </>
);

/** The figures of a unit's posts and the stamped form (HN-24). */
export const quotaSections = ({ year, levels, attachment }: QuotaCase): CaseSection[] => [
  {
    id: 'posts',
    label: '岗位空缺',
    body: (
      <FactRows
        facts={[
          ['核准年度', String(year)],
          ...levels.map((one): [string, string] => [
            one.label,
            `空缺 ${vacanciesText(one)}，已推荐 ${one.occupied}，剩余 ${leftText(one)}`,
          ]),
          ['相关附件', attachment.length > 0 && <EvidenceLinks files={attachment} />],
        ]}
      />
    ),
  },
];
