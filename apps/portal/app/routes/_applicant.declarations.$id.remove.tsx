import { Form, useActionData, useLoaderData, useNavigation, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { spoken } from '../beijing-time.ts';
import { readChange } from '../change.ts';
import { Link } from '../components/link.tsx';
import { Note } from '../components/note.tsx';
import { RefusalNote } from '../features/declarations/fill/refusal-note.tsx';
import { recordTitle } from '../features/declarations/record-card.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { dropKeptText } from '../render/kept-text.ts';

export const meta: MetaFunction = () => [{ title: '删除申报记录 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const { card } = await caller.declarations.detail({ id });
    if (!card.editable) throw redirect(`/declarations/${id}`);
    return { card };
  });
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { expectedVersion } = await readChange(request);
  return attempt(async () => {
    await caller.declarations.remove({ id, expectedVersion });
    return redirect('/declarations');
  });
}

/** 删除 asks once, and says what cannot be undone (AH-15.10, MS.37). */
export default function RemoveDeclaration() {
  const { card } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const busy = useNavigation().state !== 'idle';
  const { serverNow, active } = useFrame();
  const over = card.declareUntil.getTime() <= new Date(serverNow).getTime();
  return (
    <Page
      trail={[{ label: '首页', to: '/home' }, { label: '职称申报', to: '/declarations' }, { label: '删除申报记录' }]}
    >
      <PageHead title="删除申报记录" lead={`${recordTitle(card)}，${card.specialty}，${card.title}`} />
      {refusal && <RefusalNote refusal={refusal} onRetry={() => undefined} />}
      <Note face="error" title={over ? '不要点击删除' : '删除前请确认'}>
        <p>不要点击删除。如果申报截止时间已截止，一旦删除，无法进行申报。</p>
        <p>
          {over
            ? `申报已于 ${spoken(card.declareUntil)} 截止，删除后本年度不能再申报。`
            : `删除后须在 ${spoken(card.declareUntil)}（北京时间）前重新申报，逾期无法申报。`}
          改材料不必删除，点“填报”即可。
        </p>
        <p>填写的内容和上传的附件一并删除，不能恢复；个人业绩库里的条目不受影响。</p>
      </Note>
      <div className="acts">
        <Form method="post" onSubmit={() => dropKeptText(active?.id ?? '', `declarations/${card.id}`)}>
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="expectedVersion" value={card.version} />
          <button className="btn btn--danger" aria-busy={busy || undefined}>
            确认删除
          </button>
        </Form>
        <Link className="btn" to="/declarations">
          取消
        </Link>
      </div>
    </Page>
  );
}
