import type { Coded, Raw } from '@zhicheng/series-kit';
import { registrationFields } from '@zhicheng/core/forms';
import { Section } from '../../components/section.tsx';
import { UnitChoice } from '../organisations/unit-choice.tsx';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';

/** Answers to 是否同步注册单位. */
export const TOGETHER = { yes: '是', no: '否' } as const;

function Together({ raw, change }: { raw: Raw; change(name: string, value: unknown): void }) {
  return (
    <Section title="选择所在单位">
      <fieldset className="group">
        <legend className="lab">是否同步注册单位</legend>
        <div className="ticks">
          {Object.values(TOGETHER).map((answer) => (
            <label key={answer} className="tick">
              <input
                type="radio"
                name="together"
                checked={raw.together === answer}
                onChange={() => change('together', answer)}
              />{' '}
              {answer}
            </label>
          ))}
        </div>
      </fieldset>
      {raw.together === TOGETHER.yes ? (
        <UnitChoice raw={raw} onChange={change} nothing={<NotThere />} />
      ) : (
        <p className="hint">先完成注册，可以录入业绩。以后到“个人中心”点“变更单位”选择单位，单位审核通过后才能申报。</p>
      )}
    </Section>
  );
}

/** AH-03.03 */
const NotThere = () => (
  <p>
    请关闭本窗口，“是否同步注册单位”选“否”后提交；请单位用法人账号登录本平台完成单位注册，之后您到“个人中心”点“变更单位”选择单位。
  </p>
);

type Props = { account: string; dictionaries: Readonly<Record<string, readonly Coded[]>>; refusal?: Refusal };

/** 完善信息 and 选择所在单位 (AH-02.09..20); one 提交 for both. */
export function RegisterForm({ account, dictionaries, refusal }: Props) {
  return (
    <KitForm
      fields={registrationFields}
      blocks={[{ title: '完善信息', names: Object.keys(registrationFields) }]}
      initial={{ together: TOGETHER.yes }}
      version={null}
      account={account}
      record="register"
      sources={{ dictionaries }}
      refusal={refusal}
      after={(raw, change) => <Together raw={raw} change={change} />}
      intents={[{ value: 'register', label: '提交', main: true }]}
    />
  );
}
