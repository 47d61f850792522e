import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { PhraseSettings } from '../features/work/phrases.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '常用意见 - 管理设置' }];

export const shouldRevalidate = unlessExpired;

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [phrases, flowTypes, { postQuotas }] = await Promise.all([
      caller.tasks.phrases({}),
      caller.tasks.flowTypes(),
      caller.organisations.mine(),
    ]);
    return { phrases, flowTypes, postQuotas, done: new URL(request.url).searchParams.get('done') };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text } = await readChange(request);
  const id = text('remove');
  return attempt(async () => {
    if (id !== '') {
      await caller.tasks.removePhrase({ id });
      return redirect('/work/settings/phrases?done=removed');
    }
    const saved = await caller.tasks.savePhrase({ flowType: text('flowType') || null, text: text('text') });
    return redirect(`/work/settings/phrases?done=${saved.id}`);
  });
}

/** 管理设置 > 常用意见. */
export default function Phrases() {
  return <PhraseSettings {...useLoaderData<typeof loader>()} refusal={asRefusal(useActionData<typeof action>())} />;
}
