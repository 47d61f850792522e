import { Form } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { minuteOf } from '../../beijing-time.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import type { Unit } from './unit-info.tsx';

export type Registration = NonNullable<Awaited<ReturnType<Caller['organisations']['registration']>>>;

const callWhom = ({ office }: Registration): string =>
  office ? `${office.name}${office.phone ? `，电话 ${office.phone}` : ''}` : '所属人社部门';

/** Turned down: why, and that the form below is there to be corrected (SM-UREG.04). */
export function TurnedDown({ registration }: { registration: Registration }) {
  return (
    <Note face="back" title="单位注册审核不通过">
      <p>审核意见说明：{registration.reason}</p>
      <p>请更正下面的内容后重新提交。有疑问请联系{callWhom(registration)}。</p>
    </Note>
  );
}

/** The unit's page while the bureau looks at its registration: where it waits, and whom to call. */
export function WaitingForBureau({ registration, unit }: { registration: Registration; unit: Unit }) {
  const { submittedAt, certificates, stateLabel } = registration;
  return (
    <>
      <Note title="单位注册已提交，等待人社部门审核">
        <p>审核通过后，单位才能被人员查找、绑定，才能审核业绩和申报。结果会以消息通知。</p>
        <p>催办或有疑问，请联系{callWhom(registration)}。</p>
      </Note>
      <Section title="已提交的内容">
        <KeyValues
          items={[
            ['审核状态', stateLabel],
            ['审核部门', registration.office?.name],
            ['联系电话', registration.office?.phone],
            ['提交时间', submittedAt ? minuteOf(submittedAt) : null],
            ['单位名称', unit.name],
            ['统一社会信用代码', unit.uscc],
            ['单位性质', unit.unitNature?.name],
            ['属地', unit.regionName],
            ['单位联系人', unit.details.contact],
            ['手机号码', unit.details.mobile],
            ['证照附件', certificates.map(({ name }) => name).join('、')],
          ]}
        />
      </Section>
      <Form method="get">
        <p className="acts">
          <button className="btn">刷新审核状态</button> <Link to="/">返回上一页</Link>
        </p>
      </Form>
    </>
  );
}
