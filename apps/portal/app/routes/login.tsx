import { useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { ClosingPlans } from '../features/login/closing-plans.tsx';
import { Doors } from '../features/login/doors.tsx';
import { Hero } from '../features/login/hero.tsx';
import { LoginHelp } from '../features/login/help.tsx';
import { refusalWords } from '../features/login/refusals.ts';
import { PublicFrame } from '../frames/public-frame.tsx';
import { useFrame } from '../frames/use-frame.ts';
import type { loader as rootLoader } from '../root.tsx';

export const meta: MetaFunction<typeof loader, { root: typeof rootLoader }> = ({ matches }) => [
  { title: matches.find(({ id }) => id === 'root')?.data?.platform.loginTitle ?? '职称申报' },
];

export async function loader({ context }: LoaderFunctionArgs) {
  return { plans: await context.caller.plans.closingSoon() };
}

export default function Login() {
  const { plans } = useLoaderData<typeof loader>();
  const { platform, serverNow } = useFrame();
  const [query] = useSearchParams();
  const refused = refusalWords(query.get('refused'));
  return (
    <PublicFrame
      hero={
        <Hero
          before={`${platform.name}--`}
          title="职称申报"
          lead="登记业绩，申报职称，查看审核到了哪一步。"
          art={platform.heroArt}
        />
      }
    >
      <h2 className="vh">登录</h2>
      {refused.page && (
        <div className="note note--back login__note" role="status">
          <p>{refused.page}</p>
        </div>
      )}
      <Doors
        platform={platform}
        refused={refused.builtin}
        account={query.get('account') ?? undefined}
        to={query.get('to') ?? undefined}
      />
      <ClosingPlans plans={plans} now={serverNow} />
      <LoginHelp platform={platform} />
    </PublicFrame>
  );
}
