import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { EntryForm } from '../features/library/entry-form.tsx';
import { loadEntryForm } from '../features/library/load-form.ts';
import { storedEntry, storeEntry } from '../features/library/store-entry.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = ({ params }) => [
  { title: `修改${entityOf(params.entity ?? '')?.label ?? ''} - 个人业绩库` },
];

export async function loader({ context: { caller }, params: { entity: code = '', id = '' } }: LoaderFunctionArgs) {
  const entity = entityOf(code);
  if (!entity) throw new Response(null, { status: 404 });
  return orErrorPage(async () => {
    const entry = await caller.library.get({ id });
    // The view says why it cannot be changed now, and what can be done.
    if (!entry.can.edit.allowed || entry.entity !== code) throw redirect(`/library/${entry.entity}/${id}`);
    return {
      code,
      entry: { id, version: entry.version },
      initial: entry.data,
      ...(await loadEntryForm(caller, entity)),
    };
  });
}

export async function action({ context: { caller }, params: { entity = '', id = '' }, request }: ActionFunctionArgs) {
  return attempt(
    () => storeEntry(caller, request, entity, id),
    () => storedEntry(caller, id),
  );
}

export default function EditEntry() {
  const { code, ...form } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const entity = entityOf(code);
  if (!entity) return null;
  return <EntryForm entity={entity} refusal={refusal} {...form} />;
}
