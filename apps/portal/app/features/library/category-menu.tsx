import { useNavigate } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { PlaceLink } from '../../components/link.tsx';

export type LibraryMenu = Awaited<ReturnType<Caller['library']['menu']>>;

const counter = ({ all, approved }: { all: number; approved: number }): string => `(${all}/${approved})`;

type Props = {
  menu: LibraryMenu;
  current: string;
  /** Address of the lists: the person's own, or the unit's archive. */
  base?: string;
};

/** 业绩类别 with (全部/审核通过) (AH-07.02, .05); on narrow windows a list to choose from. */
export function CategoryMenu({ menu, current, base = '/library' }: Props) {
  return (
    <>
      <nav className="cat stick hide-s" aria-label="业绩类别">
        {menu.map(({ group, items }) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            {items.map((item) => (
              <PlaceLink key={item.entity} to={`${base}/${item.entity}`}>
                <span>{item.label}</span>
                <span className="c">{counter(item)}</span>
              </PlaceLink>
            ))}
          </section>
        ))}
      </nav>
      <CategorySelect menu={menu} current={current} base={base} />
    </>
  );
}

function CategorySelect({ menu, current, base }: Props) {
  const navigate = useNavigate();
  return (
    <div className="field only-s catsel">
      <label htmlFor="category">业绩类别</label>
      <select
        className="sel"
        id="category"
        value={current}
        onChange={({ currentTarget }) => navigate(`${base}/${currentTarget.value}`)}
      >
        {menu.map(({ group, items }) => (
          <optgroup key={group} label={group}>
            {items.map((item) => (
              <option key={item.entity} value={item.entity}>
                {item.label}
                {counter(item)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
