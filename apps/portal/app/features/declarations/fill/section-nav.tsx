import { useEffect, useId, useState } from 'react';
import { Icon } from '../../../components/icon.tsx';
import type { GapItem } from './gaps.ts';
import { PHOTO } from './gaps.ts';
import { groupId } from './group-block.tsx';
import type { Group } from './plan-of-page.ts';

/** How much is missing in one sub-menu; the photo is part of the first. */
export const missingIn = (group: Group, gaps: readonly GapItem[], first: boolean): number =>
  gaps.filter(
    ({ section, state }) =>
      state === 'unmet' &&
      (group.sections.some((planned) => planned.section.code === section) ||
        (first && group.step === 'personal' && section === PHOTO)),
  ).length;

/** Which part is read now: the last whose heading has passed the upper third of the window. */
function useCurrent(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0]);
  const names = ids.join();
  useEffect(() => {
    const look = () => {
      const passed = names
        .split(',')
        .findLast((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < innerHeight / 3);
      setCurrent(passed ?? names.split(',')[0]);
    };
    look();
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, [names]);
  return current;
}

type Props = { label: string; groups: readonly Group[]; gaps: readonly GapItem[] };

/** Sub-menu at the side with what is missing; a select on phones (AH-19.02, AH-19.03). */
export function SectionNav({ label, groups, gaps }: Props) {
  const current = useCurrent(groups.map(groupId));
  const id = useId();
  const at = Math.max(
    0,
    groups.findIndex((group) => groupId(group) === current),
  );
  return (
    <>
      <nav className="snav stick hide-s" aria-label={`${label}各部分`}>
        {groups.map((group, index) => (
          <a
            key={group.label}
            href={`#${groupId(group)}`}
            aria-current={groupId(group) === current ? 'true' : undefined}
          >
            {group.label}
            <Missing count={missingIn(group, gaps, index === 0)} />
          </a>
        ))}
      </nav>
      <div className="only-s snav__s">
        <label htmlFor={id}>
          {label}，第 {at + 1} 部分，共 {groups.length} 部分
        </label>
        <select
          id={id}
          className="sel"
          value={current}
          onChange={({ currentTarget }) => document.getElementById(currentTarget.value)?.scrollIntoView()}
        >
          {groups.map((group, index) => {
            const count = missingIn(group, gaps, index === 0);
            return (
              <option key={group.label} value={groupId(group)}>
                {group.label}
                {count > 0 && `（还差 ${count} 项）`}
              </option>
            );
          })}
        </select>
      </div>
    </>
  );
}

function Missing({ count }: { count: number }) {
  if (count > 0) return <span className="s s--no">差 {count}</span>;
  return (
    <span className="s s--ok">
      <Icon name="check" />
      <span className="vh">已完成</span>
    </span>
  );
}
