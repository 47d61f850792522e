import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { PersonPage } from '../features/people/person-page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '查看 - 人员注册审核' }];

export async function loader({ context: { caller }, params: { processId = '' } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.organisations.bindingView({ processId }));
}

/** 查看 of one registration, whatever became of it (AH-34.03). */
export default function Registration() {
  return <PersonPage view={useLoaderData<typeof loader>()} />;
}
