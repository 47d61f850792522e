import type { MetaFunction } from '@remix-run/react';
import { Icon } from '../components/icon.tsx';
import { Link } from '../components/link.tsx';
import { Hero } from '../features/login/hero.tsx';
import { PublicFrame } from '../frames/public-frame.tsx';
import { useFrame } from '../frames/use-frame.ts';
import type { loader as rootLoader } from '../root.tsx';

export const meta: MetaFunction<unknown, { root: typeof rootLoader }> = ({ matches }) => [
  { title: matches.find(({ id }) => id === 'root')?.data?.platform.name ?? '职称申报' },
];

/** Platform home (AH-01.01): its one entry in this house is 职称申报. */
export default function PlatformHome() {
  const { platform } = useFrame();
  return (
    <PublicFrame hero={<Hero title={platform.name} lead="职称申报在这里办理。" art={platform.heroArt} long />}>
      <section className="sec" aria-labelledby="entrances">
        <div className="sec__h">
          <h2 id="entrances">业务入口</h2>
        </div>
        <ul className="rows">
          <li className="todo">
            <div>
              <p className="todo__t">职称申报</p>
              <p className="muted">
                登记业绩，申报职称，查看审核到了哪一步。用人单位、主管部门和人社部门也从这里进入。
              </p>
            </div>
            <Link className="btn btn--go" to="/login">
              职称申报 <Icon name="send" />
            </Link>
          </li>
        </ul>
      </section>
    </PublicFrame>
  );
}
