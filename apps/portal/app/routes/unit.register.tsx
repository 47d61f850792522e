import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { unitRegistrationFields } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { UnitForm } from '../features/organisations/unit-form.tsx';
import { Band } from '../frames/band.tsx';
import { Footer } from '../frames/footer.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { Shell } from '../frames/shell.tsx';
import { requireSignedIn } from '../frames/sign-in-required.ts';
import { useFrame } from '../frames/use-frame.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { loadSources } from '../render/load-sources.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '单位注册' }];

export const shouldRevalidate = unlessExpired;

export async function loader(args: LoaderFunctionArgs) {
  const { mustRegister, platform } = await requireSignedIn(args, ['employer']);
  if (mustRegister !== 'unit') throw redirect('/work');
  const { caller } = args.context;
  return orErrorPage(async () => ({
    unit: await caller.organisations.mine(),
    ...(await loadSources(caller, unitRegistrationFields(platform))),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, expectedVersion } = await readChange(request);
  return attempt(async () => {
    await caller.organisations.registerUnit({ form: raw, expectedVersion });
    return redirect('/work');
  });
}

/** 单位注册 (AH-29.05..18), once after the unit's first sign-in; nothing else is shown before it is done. */
export default function RegisterUnit() {
  const data = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { platform } = useFrame();
  return (
    <Shell>
      <Band home="/" />
      <Page>
        <PageHead
          title="单位注册"
          lead={
            <>
              <span className="req" aria-hidden="true">
                *
              </span>
              <span className="vh">标星号的</span>为必填项
            </>
          }
        />
        <UnitForm
          {...data}
          fields={unitRegistrationFields(platform)}
          record="unit-register"
          submit="提交"
          refusal={refusal}
        />
      </Page>
      <Footer />
    </Shell>
  );
}
