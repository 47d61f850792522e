import type { ReactNode } from 'react';
import { dayOf, minuteOf } from '../../beijing-time.ts';
import type { CaseSection } from './case-sections.tsx';
import { FactRows } from './field-rows.tsx';
import type { BindingCase } from './types.ts';

export function bindingLine({ person, currentUnit }: BindingCase): ReactNode {
  return (
    <>
      <b>{person.name}</b>，{person.genderLabel}
      {currentUnit && `，现单位 ${currentUnit.name}`}
    </>
  );
}

/** Who asks to be bound, in the words of 个人注册. */
export function bindingSections({ person, note, requestedAt, currentUnit }: BindingCase): CaseSection[] {
  const { profile } = person;
  return [
    {
      id: 'request',
      label: '申请情况',
      body: (
        <FactRows
          facts={[
            ['申请说明', note && <span className="pre">{note}</span>],
            ['申请时间', minuteOf(requestedAt)],
            ['现工作单位', currentUnit?.name],
          ]}
        />
      ),
    },
    {
      id: 'person',
      label: '个人信息',
      body: (
        <FactRows
          facts={[
            ['姓名', person.name],
            ['性别', person.genderLabel],
            ['证件类型', person.idTypeName],
            ['证件号码', person.idNumberMasked],
            ['出生日期', person.birthDate],
            ['手机号码', person.mobile],
            ['政治面貌', profile.politicalStatus?.name],
            ['民族', profile.ethnicity?.name],
            ['电子邮箱', profile.email],
            ['通讯地址', profile.address],
            ['工作时间', profile.workStart],
            ['最高学历', profile.education?.name],
            ['获得学位', profile.degree?.name],
            ['职称名称', profile.titleName],
            ['技能等级', profile.skillLevel],
            ['固定电话', profile.landline],
            ['所在职称系列', person.seriesName],
            ['注册时间', person.registeredAt && dayOf(person.registeredAt)],
          ]}
        />
      ),
    },
  ];
}
