import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { UnitInfo } from '../features/organisations/unit-info.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '单位信息 - 管理设置' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.organisations.mine());
}

/** 管理设置 > 单位信息 (AH-30.02..06). */
export default function Settings() {
  return <UnitInfo unit={useLoaderData<typeof loader>()} />;
}
