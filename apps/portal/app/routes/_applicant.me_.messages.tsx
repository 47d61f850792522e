import { Form, useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { formOf } from '../change.ts';
import { Messages } from '../features/notifications/messages.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { CentreTabs } from '../features/person/centre-tabs.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { localPath } from '../local-path.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '消息 - 个人中心' }];

const SIZE = 20;
const isId = (text: string | null): text is string => text !== null && /^[\da-f-]{36}$/i.test(text);

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const before = new URL(request.url).searchParams.get('before');
  return orErrorPage(async () => {
    const messages = await caller.notifications.list({ size: SIZE, ...(isId(before) && { before }) });
    return { messages, older: messages.length === SIZE ? messages.at(-1)?.id : undefined, first: !isId(before) };
  });
}

/** One message is opened (and read), or all are read. */
export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const [id, to] = [form.get('id'), form.get('to')];
  return attempt(async () => {
    await caller.notifications.markRead(typeof id === 'string' && id !== '' ? { ids: [id] } : {});
    return redirect(localPath(to) ?? '/me/messages');
  });
}

/** 消息: what the platform told this person, newest first. */
export default function MessagesPage() {
  const { messages, older, first } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { unread } = useFrame();
  return (
    <Page trail={[{ label: '首页', to: '/home' }, { label: '个人中心', to: '/me' }, { label: '消息' }]}>
      <PageHead
        title="个人中心"
        aside={
          unread > 0 && (
            <Form method="post">
              <button className="btn">全部标为已读</button>
            </Form>
          )
        }
      />
      <CentreTabs current="messages" />
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      <Messages messages={messages} older={older} first={first} />
    </Page>
  );
}
