import type { Caller } from '@zhicheng/core';
import { profileFields } from '@zhicheng/core/forms';
import { show, type Field } from '@zhicheng/series-kit';
import { Blank, type Pair } from '../../components/key-values.tsx';
import { Section } from '../../components/section.tsx';
import { WorkUnit, type Binding } from './work-unit.tsx';

export type Profile = Awaited<ReturnType<Caller['identity']['profile']>>;

const printed = (field: Field, value: unknown): string => (value === undefined ? '' : show(field, value));

/** AH-06.03, in this order. */
const facts = (person: Profile, binding: Binding): Pair[] => {
  const { profile } = person;
  const of = (name: keyof typeof profile): string => printed(profileFields[name], profile[name]);
  return [
    ['性别', person.genderLabel],
    ['出生日期', person.birthDate],
    ['民族', of('ethnicity')],
    ['政治面貌', of('politicalStatus')],
    ['电子邮箱', of('email')],
    ['通讯地址', of('address')],
    ['工作单位', <WorkUnit key="unit" binding={binding} />],
    ['工作时间', profile.workStart && `${profile.workStart} 至今`],
    ['获得学位', of('degree')],
    ['最高学历', of('education')],
    ['行政职务', of('administrativePost')],
    ['技能等级', of('skillLevel')],
    ['职称名称', of('titleName')],
    ['手机号码', person.mobile],
    ['固定电话', of('landline')],
    ['所在职称系列', person.seriesName],
    ['是否自由职业者', profile.freelancer ? '是' : '否'],
  ];
};

/** 其他信息: a table of two columns of facts. */
export function ProfileTable({ person, binding }: { person: Profile; binding: Binding }) {
  return (
    <Section title="其他信息">
      <dl className="facts" aria-label="其他信息">
        {facts(person, binding).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || <Blank />}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
