import { Outlet, useLoaderData, useParams } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { CategoryMenu } from '../features/library/category-menu.tsx';
import { orErrorPage } from '../refusal.ts';

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({ menu: await caller.library.unitMenu() }));
}

/** 业绩档案 (AH-31.01): the categories of everything submitted to the unit. */
export default function Archive() {
  const { menu } = useLoaderData<typeof loader>();
  const { entity = '' } = useParams();
  return (
    <div className="lib">
      <CategoryMenu menu={menu} current={entity} base="/work/archive" />
      <div>
        <Outlet />
      </div>
    </div>
  );
}
