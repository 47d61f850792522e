import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { registrationFields } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { KeyValues } from '../components/key-values.tsx';
import { Note } from '../components/note.tsx';
import { Section } from '../components/section.tsx';
import { RegisterForm } from '../features/person/register-form.tsx';
import { registrationOf } from '../features/person/registration.ts';
import { Band } from '../frames/band.tsx';
import { Footer } from '../frames/footer.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { Shell } from '../frames/shell.tsx';
import { requireSignedIn } from '../frames/sign-in-required.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { loadSources } from '../render/load-sources.ts';

export const meta: MetaFunction = () => [{ title: '个人注册' }];

export async function loader(args: LoaderFunctionArgs) {
  const { mustRegister, active } = await requireSignedIn(args, ['applicant']);
  if (mustRegister !== 'person') throw redirect('/home');
  const { caller } = args.context;
  return orErrorPage(async () => ({
    account: active.id,
    profile: await caller.identity.profile(),
    ...(await loadSources(caller, registrationFields)),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, idempotencyKey } = await readChange(request);
  return attempt(async () => {
    await caller.identity.registerPerson({ ...registrationOf(raw), idempotencyKey });
    return redirect('/home');
  });
}

/** 个人注册 (AH-02), once after the first sign-in; nothing else is shown before it is done. */
export default function Register() {
  const { account, profile, dictionaries } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  return (
    <Shell>
      <Band home="/" />
      <Page>
        <PageHead
          title="个人注册"
          lead={
            <>
              <span className="req" aria-hidden="true">
                *
              </span>
              <span className="vh">标星号的</span>为必填项
            </>
          }
        />
        <Note>
          <p>
            首次登录请先确认并完善信息，等待单位审核通过。（未取得申请单位或未取得所在单位确认通过之前，专业技术人员可进行数据录入和申报，但无法提交确认）
          </p>
        </Note>
        <Section title="基础信息" hint="取自统一身份认证，不能在本平台修改。">
          <KeyValues
            items={[
              ['真实姓名', profile.name],
              ['身份证号码', profile.idNumberMasked],
              ['手机号码', profile.mobile],
              ['性别', profile.genderLabel],
              ['出生日期', profile.birthDate],
            ]}
          />
        </Section>
        <RegisterForm account={account} dictionaries={dictionaries} refusal={refusal} />
      </Page>
      <Footer />
    </Shell>
  );
}
