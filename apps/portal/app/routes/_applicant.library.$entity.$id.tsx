import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { EntryView } from '../features/library/entry-view.tsx';
import { orErrorPage } from '../refusal.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = ({ params }) => [
  { title: `查看${entityOf(params.entity ?? '')?.label ?? ''} - 个人业绩库` },
];

export async function loader({ context: { caller }, params: { entity = '', id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const entry = await caller.library.get({ id });
    if (entry.entity !== entity) throw redirect(`/library/${entry.entity}/${id}`);
    return entry;
  });
}

export default function ViewEntry() {
  const entry = useLoaderData<typeof loader>();
  const entity = entityOf(entry.entity);
  return entity ? <EntryView entity={entity} entry={entry} /> : null;
}
