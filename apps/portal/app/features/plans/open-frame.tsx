import type { ReactNode } from 'react';
import { ApplicantFrame } from '../../frames/applicant-frame.tsx';
import { Breadcrumbs, Page } from '../../frames/page.tsx';
import { PublicFrame } from '../../frames/public-frame.tsx';
import { useFrame } from '../../frames/use-frame.ts';

/** A notice: in the applicant's frame for an applicant, with the band only for everybody else. */
export function OpenFrame({ label, children }: { label: string; children: ReactNode }) {
  const { active } = useFrame();
  if (active?.role === 'applicant')
    return (
      <ApplicantFrame>
        <Page trail={[{ label: '首页', to: '/home' }, { label: '职称申报', to: '/declarations' }, { label }]}>
          {children}
        </Page>
      </ApplicantFrame>
    );
  const list = label === '评审计划' ? [] : [{ label: '评审计划', to: '/plans' }];
  return (
    <PublicFrame>
      <Breadcrumbs trail={[{ label: '首页', to: '/' }, ...list, { label }]} />
      {children}
    </PublicFrame>
  );
}
