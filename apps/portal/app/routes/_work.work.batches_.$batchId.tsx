import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { BatchPage } from '../features/tasks/batch-page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '批量办理 - 任务中心' }];

export async function loader({ context: { caller }, params: { batchId = '' } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.tasks.batch({ batchId }));
}

/** How far a batch is; one may leave and come back. */
export default function Batch() {
  return <BatchPage batch={useLoaderData<typeof loader>()} />;
}
