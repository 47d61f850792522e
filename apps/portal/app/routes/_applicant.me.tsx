import {
  Link,
  Outlet,
  useActionData,
  useLoaderData,
  useNavigation,
  useSubmit,
  type MetaFunction,
} from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { KeyValues } from '../components/key-values.tsx';
import { PhotoPicker } from '../components/photo-picker.tsx';
import { BindingCase } from '../features/person/binding-case.tsx';
import { CentreTabs } from '../features/person/centre-tabs.tsx';
import { ProfileTable } from '../features/person/profile-table.tsx';
import { pictureCut } from '../features/person/cut-photo.ts';
import { Page, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '个人信息 - 个人中心' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({
    person: await caller.identity.profile(),
    binding: await caller.organisations.bindingStatus(),
  }));
}

/** The chosen part of an uploaded picture becomes the photo (AH-06.02, AH-28.01). */
export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw } = await readChange(request);
  return attempt(async () => {
    const photo = await caller.files.cropPhoto(pictureCut(raw));
    await caller.identity.setPhoto({ fileId: photo.id });
    return redirect('/me');
  });
}

/** 个人中心 (AH-06). */
export default function PersonalCentre() {
  const { person, binding } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  return (
    <Page trail={[{ label: '首页', to: '/home' }, { label: '个人中心' }]}>
      <PageHead
        title="个人中心"
        aside={
          <div className="acts">
            <Link className="btn" to="/me/unit">
              变更单位
            </Link>
            <Link className="btn btn--go" to="/me/edit" preventScrollReset>
              完善信息
            </Link>
          </div>
        }
      />
      <CentreTabs current="profile" />
      <BindingCase binding={binding} />
      <div className="mehead">
        <PhotoPicker
          id="photo"
          photoId={person.photoFileId}
          required={false}
          busy={busy}
          error={refusal && (refusal.issues[0]?.message ?? refusal.message)}
          onCrop={(id, rect) => submit({ raw: JSON.stringify({ id, rect }), intent: 'photo' }, { method: 'post' })}
        />
        <KeyValues
          columns={1}
          items={[
            ['真实姓名', <b key="name">{person.name}</b>],
            ['身份证号', person.idNumberMasked],
            ['手机号码', person.mobile],
          ]}
        />
      </div>
      <ProfileTable person={person} binding={binding} />
      <Outlet />
    </Page>
  );
}
