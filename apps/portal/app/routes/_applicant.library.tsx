import { Outlet, useLoaderData, useLocation, useParams } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { CategoryMenu } from '../features/library/category-menu.tsx';
import { libraryTrail } from '../features/library/trail.ts';
import { Page } from '../frames/page.tsx';
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
  const { pathname } = useLocation();
  return (
    <Page trail={libraryTrail(pathname, entity)} back={pathname === `/library/${entity}` ? '/home' : undefined}>
      <div className="lib">
        <CategoryMenu menu={menu} current={entity} />
        <div>
          <Outlet context={why} />
        </div>
      </div>
    </Page>
  );
}
