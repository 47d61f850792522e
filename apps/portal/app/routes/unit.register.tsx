import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { auditedRegistrationFields, unitRegistrationFields } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { TurnedDown, WaitingForBureau } from '../features/organisations/registration-note.tsx';
import { UnitForm } from '../features/organisations/unit-form.tsx';
import type { Platform } from '../context.ts';
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

/** Where the bureau audits registrations it wants to see certificates. */
const fieldsFor = (platform: Platform) =>
  platform.registrationAudited ? auditedRegistrationFields(platform) : unitRegistrationFields(platform);

export async function loader(args: LoaderFunctionArgs) {
  const { mustRegister, platform } = await requireSignedIn(args, ['employer']);
  if (mustRegister !== 'unit') throw redirect('/work');
  const { caller } = args.context;
  return orErrorPage(async () => ({
    unit: await caller.organisations.mine(),
    registration: platform.registrationAudited ? await caller.organisations.registration() : null,
    ...(await loadSources(caller, fieldsFor(platform))),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, expectedVersion } = await readChange(request);
  return attempt(async () => {
    await caller.organisations.registerUnit({ form: raw, expectedVersion });
    // Where it is audited first, that page leads back to this one, which then says where it waits.
    return redirect('/work');
  });
}

const RequiredLegend = () => (
  <>
    <span className="req" aria-hidden="true">
      *
    </span>
    <span className="vh">标星号的</span>为必填项
  </>
);

/** 单位注册 (AH-29.05..18), once after the unit's first sign-in; nothing else is shown before it is done. */
export default function RegisterUnit() {
  const { registration, ...data } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { platform } = useFrame();
  return (
    <Shell>
      <Band home="/" />
      <Page>
        <PageHead title="单位注册" lead={registration?.underAudit ? data.unit.name : <RequiredLegend />} />
        {registration?.underAudit ? (
          <WaitingForBureau registration={registration} unit={data.unit} />
        ) : (
          <>
            {registration?.returned && <TurnedDown registration={registration} />}
            <UnitForm
              {...data}
              fields={fieldsFor(platform)}
              more={registration ? { certificates: registration.certificates } : undefined}
              record="unit-register"
              submit="提交"
              refusal={refusal}
            />
          </>
        )}
      </Page>
      <Footer />
    </Shell>
  );
}
