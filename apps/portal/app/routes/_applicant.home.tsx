import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { BasicData, LatestPlans, LibraryStatistics, MyDeclarations } from '../features/home/modules.tsx';
import { ToDoList, toDos } from '../features/home/to-do.tsx';
import { Page } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '首页 - 职称申报' }];

const PLANS_SHOWN = 5;

export async function loader({ context: { caller, frame } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [{ unread }, profile, binding, menu, work, { current, history }, plans] = await Promise.all([
      frame(),
      caller.identity.profile(),
      caller.organisations.bindingStatus(),
      caller.library.menu(),
      caller.library.openWork(),
      caller.declarations.overview(),
      caller.plans.list({ size: 20 }),
    ]);
    const parts = { cards: current, work, binding, series: profile.seriesCode !== null, unread };
    return {
      ...{ profile, binding, menu, cards: current, past: history.length },
      items: toDos(parts),
      // GP.65: the latest open ones; what is over leads nowhere.
      plans: plans.rows.filter(({ phase }) => phase !== 'closed').slice(0, PLANS_SHOWN),
    };
  });
}

/** 个人首页: five modules (AH-05.02); what is to be done stands first. */
export default function Home() {
  const { profile, binding, menu, cards, past, items, plans } = useLoaderData<typeof loader>();
  return (
    <Page>
      <h1 className="vh">个人首页</h1>
      <div className="cols">
        <div>
          <ToDoList items={items} />
          <MyDeclarations cards={cards} past={past} />
          <LatestPlans plans={plans} />
        </div>
        <div>
          <BasicData profile={profile} binding={binding} />
          <LibraryStatistics menu={menu} />
        </div>
      </div>
    </Page>
  );
}
