import { dayOf } from '../beijing-time.ts';

type Props = { from: Date | null; until: Date | null };

const Day = ({ at }: { at: Date | null }) => <span className="nw">{at ? dayOf(at) : '未填'}</span>;

/** From one day to another; neither breaks in the middle. */
export function Days({ from, until }: Props) {
  return (
    <>
      <Day at={from} /> 至 <Day at={until} />
    </>
  );
}
