import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { FormDrawer } from '../components/form-drawer.tsx';
import { KeyValues } from '../components/key-values.tsx';
import {
  BASIC,
  DETAILS,
  profileForm,
  profileFormFields,
  profileRaw,
  seriesChoices,
} from '../features/person/profile-form.ts';
import { useFrame } from '../frames/use-frame.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { KitForm } from '../render/form.tsx';
import { loadSources } from '../render/load-sources.ts';

export const meta: MetaFunction = () => [{ title: '完善信息 - 个人中心' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [person, { dictionaries }, series] = await Promise.all([
      caller.identity.profile(),
      loadSources(caller, profileFormFields),
      seriesChoices(caller),
    ]);
    return { person, dictionaries: { ...dictionaries, ...series } };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { raw, expectedVersion } = await readChange(request);
  return attempt(
    async () => {
      await caller.identity.updateProfile({ form: profileForm(raw), expectedVersion });
      return redirect('/me');
    },
    async () => {
      const person = await caller.identity.profile();
      return { raw: profileRaw(person), version: person.version };
    },
  );
}

/** 完善信息 (AH-06.06..12): a drawer over the personal centre. */
export default function CompleteProfile() {
  const { person, dictionaries } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { active } = useFrame();
  const fixed = (
    <KeyValues
      items={[
        ['性别', person.genderLabel],
        ['出生日期', person.birthDate],
      ]}
    />
  );
  return (
    <FormDrawer title="修改" closeTo="/me">
      <KitForm
        fields={profileFormFields}
        blocks={[
          { title: '基本信息', names: BASIC, lead: fixed },
          { title: '详细信息', names: DETAILS },
        ]}
        initial={profileRaw(person)}
        version={person.version}
        account={active?.id ?? ''}
        record="me"
        sources={{ dictionaries }}
        refusal={refusal}
        cancelTo="/me"
        intents={[{ value: 'save', label: '保存', main: true }]}
      />
    </FormDrawer>
  );
}
