import type { ReactNode } from 'react';
import { minuteOf } from '../../beijing-time.ts';
import { useFrame } from '../../frames/use-frame.ts';
import type { CaseSection } from './case-sections.tsx';
import { EvidenceLinks } from './evidence.tsx';
import { FactRows } from './field-rows.tsx';
import type { RegistrationCase } from './types.ts';

export const registrationLine = ({ name, regionName }: RegistrationCase): ReactNode => (
  <>
    <b>{name}</b>，{regionName}
  </>
);

/** What the unit answered, the province's word for a centrally administered one included. */
function UnitFacts({ view }: { view: RegistrationCase }) {
  const { platform } = useFrame();
  const { details } = view;
  return (
    <FactRows
      facts={[
        ['单位名称', view.name],
        ['统一社会信用代码', view.uscc],
        ['法定代表人姓名', details.legalRepresentative],
        ['法定代表人电话', details.legalPhone],
        ['单位通讯地址', details.address],
        ['单位性质', view.unitNature],
        ['属地', view.regionName],
        [platform.centralUnitLabel, view.central ? '是' : '否'],
        ['单位联系人', details.contact],
        ['手机号码', details.mobile],
        ['电子邮箱', details.email],
        ['提交时间', view.submittedAt && minuteOf(view.submittedAt)],
      ]}
    />
  );
}

/** The registration of a unit with its certificates (HN-52.01), in the words of 单位注册. */
export const registrationSections = (view: RegistrationCase): CaseSection[] => {
  const { certificates } = view;
  return [
    {
      id: 'unit',
      label: '单位信息',
      body: <UnitFacts view={view} />,
    },
    {
      id: 'certificates',
      label: '证照附件',
      body: (
        <FactRows facts={[['营业执照或法人证书', certificates.length > 0 && <EvidenceLinks files={certificates} />]]} />
      ),
    },
  ];
};
