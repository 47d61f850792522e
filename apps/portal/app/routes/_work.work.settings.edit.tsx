import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { unitFields } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { UnitForm } from '../features/organisations/unit-form.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { loadSources } from '../render/load-sources.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '完善单位信息 - 管理设置' }];

export const shouldRevalidate = unlessExpired;

export async function loader({ context: { caller, frame } }: LoaderFunctionArgs) {
  const { platform } = await frame();
  return orErrorPage(async () => ({
    unit: await caller.organisations.mine(),
    ...(await loadSources(caller, unitFields(platform))),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, expectedVersion } = await readChange(request);
  return attempt(async () => {
    await caller.organisations.updateUnit({ form: raw, expectedVersion });
    return redirect('/work/settings?saved=1');
  });
}

/** 完善单位信息 (AH-29.19, AH-30.06). */
export default function EditUnit() {
  const data = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { platform } = useFrame();
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '管理设置', to: '/work/settings' }, { label: '完善单位信息' }]}
      />
      <PageHead title="完善单位信息" />
      <UnitForm
        {...data}
        fields={unitFields(platform)}
        record="unit"
        submit="保存"
        cancelTo="/work/settings"
        refusal={refusal}
      />
    </>
  );
}
