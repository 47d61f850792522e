import { useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { BodySearch } from '../features/accounts/body-search.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '机构身份 - 账号管理' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const keyword = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 100);
  return orErrorPage(() => caller.auditPath.bodies({ keyword }));
}

/** 机构身份: an organisation is looked up, then its capacities are kept. */
export default function Bodies() {
  const [query] = useSearchParams();
  return <BodySearch bodies={useLoaderData<typeof loader>()} asked={(query.get('q') ?? '').trim() !== ''} />;
}
