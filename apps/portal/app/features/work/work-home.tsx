import type { Caller } from '@zhicheng/core';
import { Link } from '../../components/link.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { PageHead } from '../../frames/page.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import { taskColumns, TaskSummary } from '../tasks/task-columns.tsx';
import type { TaskCounts } from '../tasks/types.ts';
import { wholeDays } from '../tasks/waiting.tsx';

type Unit = Awaited<ReturnType<Caller['organisations']['mine']>>;
type Work = Awaited<ReturnType<Caller['tasks']['list']>>;
type Props = { unit: Unit; work: Work | null };

/** Without a region nobody of the unit can declare (AH-03.11). */
function RegionMissing({ unit }: { unit: Unit }) {
  if (unit.regionCode !== null) return null;
  return (
    <Note face="back" title="还没有选择属地">
      <p>属地未完善，本单位人员无法申报。</p>
      <Link to="/work/settings/edit">完善单位信息</Link>
    </Note>
  );
}

function Due({ work: { counts, rows }, now }: { work: Work; now: Date }) {
  const oldest = rows[0] ? wholeDays(rows[0].waitingSince, now) : 0;
  if (counts.todo > 0)
    return (
      <li className="todo">
        <div>
          <p className="todo__t">待处理 {counts.todo} 件</p>
          <p>{oldest > 0 ? `最早一件已等 ${oldest} 天。` : '都是今天收到的。'}</p>
        </div>
        <Link className="btn btn--go" to="/work/tasks">
          去审核
        </Link>
      </li>
    );
  return (
    <li className="todo">
      <div>
        <p className="todo__t">待处理 0 件</p>
        <p>没有等您审核的事项。</p>
      </div>
    </li>
  );
}

function Claimable({ counts }: { counts: TaskCounts }) {
  if (counts.claimable === 0) return null;
  return (
    <li className="todo">
      <div>
        <p className="todo__t">待领取 {counts.claimable} 件</p>
        <p>本单位有多位管理员，先领取再审核。</p>
      </div>
      <Link className={counts.todo > 0 ? 'btn' : 'btn btn--go'} to="/work/tasks?tab=claimable">
        去领取
      </Link>
    </li>
  );
}

function Longest({ work, now }: { work: Work; now: Date }) {
  if (work.rows.length === 0) return null;
  return (
    <Section title="等得最久的" aside={<Link to="/work/tasks">全部待处理（{work.counts.todo}）</Link>}>
      <DataTable
        caption="等得最久的"
        dense
        columns={taskColumns('todo', work.rows, now)}
        rows={work.rows}
        rowKey={({ taskId }) => taskId}
        phoneSummary={(row) => <TaskSummary row={row} now={now} />}
      />
    </Section>
  );
}

/** 首页 of a capacity: what is due and the one button for it; counts of the task tabs (GP.65). */
export function WorkHome({ unit, work }: Props) {
  const now = new Date(useFrame().serverNow);
  return (
    <>
      <PageHead title="首页" lead={unit.name} />
      <div className="workhome">
        <RegionMissing unit={unit} />
        {work ? (
          <>
            <Section
              title="待办"
              aside={
                <span className="links small">
                  <Link to="/work/tasks?tab=mine">我已处理（{work.counts.mine}）</Link>
                  <Link to="/work/tasks?tab=all">所有已处理（{work.counts.all}）</Link>
                </span>
              }
            >
              <ul className="rows">
                <Due work={work} now={now} />
                <Claimable counts={work.counts} />
              </ul>
            </Section>
            <Longest work={work} now={now} />
          </>
        ) : (
          <p>当前身份没有审核事项。</p>
        )}
      </div>
    </>
  );
}
