import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { KeyValues } from '../components/key-values.tsx';
import { Section } from '../components/section.tsx';
import { chosenUnit, UnitChoice } from '../features/organisations/unit-choice.tsx';
import { BindingCase } from '../features/person/binding-case.tsx';
import { WorkUnit } from '../features/person/work-unit.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';
import { KitForm } from '../render/form.tsx';
import { asText } from '../render/values.ts';

export const meta: MetaFunction = () => [{ title: '变更单位 - 个人中心' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({ binding: await caller.organisations.bindingStatus() }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, idempotencyKey } = await readChange(request);
  return attempt(async () => {
    const unit = chosenUnit(raw);
    if (!unit) throw invalidForm([{ path: 'unit', message: '请选择单位。' }]);
    const { organisationId } = unit;
    await caller.organisations.requestBinding({ organisationId, note: asText(raw.note), idempotencyKey });
    return redirect('/me');
  });
}

const NotThere = () => <p>请单位用法人账号登录本平台，完成单位注册后再来选择。</p>;

/** 变更单位 (AH-06.14, AH-03.09): the present unit stays in force until the new one approves. */
export default function ChangeUnit() {
  const { binding } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { active } = useFrame();
  const returned = binding.pending ? null : binding.lastReturned;
  return (
    <Page trail={[{ label: '首页', to: '/home' }, { label: '个人中心', to: '/me' }, { label: '变更单位' }]}>
      <PageHead title="变更单位" lead="新单位审核通过后生效；在此之前，原来的绑定不变。" />
      <BindingCase binding={binding} link={false} />
      <Section title="现在的工作单位">
        <KeyValues
          items={[
            ['工作单位', <WorkUnit key="unit" binding={binding} />],
            ...(binding.pending?.note ? [['申请说明', binding.pending.note] as const] : []),
            ...(returned?.reason ? [['退回原因', returned.reason] as const] : []),
          ]}
        />
      </Section>
      <Section title="选择所在单位" hint={binding.pending ? '选择别的单位后提交，正在等待的申请会撤回。' : undefined}>
        <KitForm
          fields={{}}
          initial={{}}
          version={null}
          account={active?.id ?? ''}
          record="me/unit"
          refusal={refusal}
          after={(raw, change) => <UnitChoice raw={raw} onChange={change} nothing={<NotThere />} />}
          cancelTo="/me"
          intents={[{ value: 'bind', label: '提交', main: true }]}
        />
      </Section>
    </Page>
  );
}
