import { Outlet, useLoaderData, useParams } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { CategoryMenu } from '../features/library/category-menu.tsx';
import { orErrorPage } from '../refusal.ts';

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [menu, binding] = await Promise.all([caller.library.menu(), caller.organisations.bindingStatus()]);
    return { menu, why: binding.why };
  });
}

/** 个人业绩库 (AH-07): the categories beside whatever list or form is open. */
export default function Library() {
  const { menu, why } = useLoaderData<typeof loader>();
  const { entity = '' } = useParams();
  return (
    <main id="main" className="wrap page" tabIndex={-1}>
      <div className="lib">
        <CategoryMenu menu={menu} current={entity} />
        <div>
          <Outlet context={why} />
        </div>
      </div>
    </main>
  );
}
