import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { EntryForm } from '../features/library/entry-form.tsx';
import { loadEntryForm } from '../features/library/load-form.ts';
import { storeEntry } from '../features/library/store-entry.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { initialRaw } from '../render/values.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = ({ params }) => [
  { title: `新增${entityOf(params.entity ?? '')?.label ?? ''} - 个人业绩库` },
];

export async function loader({ context: { caller }, params: { entity: code = '' } }: LoaderFunctionArgs) {
  const entity = entityOf(code);
  if (!entity) throw new Response(null, { status: 404 });
  return orErrorPage(async () => ({ code, ...(await loadEntryForm(caller, entity)) }));
}

export async function action({ context: { caller }, params: { entity = '' }, request }: ActionFunctionArgs) {
  return attempt(() => storeEntry(caller, request, entity));
}

export default function NewEntry() {
  const { code, ...form } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const entity = entityOf(code);
  if (!entity) return null;
  return <EntryForm entity={entity} entry={null} initial={initialRaw(entity.fields)} refusal={refusal} {...form} />;
}
