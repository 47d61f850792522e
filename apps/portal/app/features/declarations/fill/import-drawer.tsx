import { Link, useSearchParams } from '@remix-run/react';
import { limitText, show, type AnyPick, type PlannedSection } from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { BulkBar, usePicking } from '../../../components/bulk-bar.tsx';
import { DataTable, type Column } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FormDrawer } from '../../../components/form-drawer.tsx';
import { Note } from '../../../components/note.tsx';
import { StateTag, type StateFace } from '../../../components/state-tag.tsx';
import { Tel } from '../../../frames/footer.tsx';
import { WhyButton } from '../../../components/why-button.tsx';
import { FieldsView } from '../../../render/field-view.tsx';
import { CellText, entityColumns } from './pick-section.tsx';
import type { Candidates } from './plan-of-page.ts';
import { RefusalNote } from './refusal-note.tsx';
import { useFill } from './use-fill.tsx';

type Candidate = Candidates[number];

const FACES: Readonly<Record<string, StateFace>> = { 编辑中: 'draft', 审核中: 'audit', 退回: 'back', 审核通过: 'pass' };
const keyOf = ({ entryId }: Candidate): string => entryId;
const mayPick = ({ why }: Candidate): boolean => why === null;
const WHO = '只能选择单位审核通过、还没有导入的条目';

function columnsOf({ entity }: AnyPick): Column<Candidate>[] {
  return [
    { key: 'index', head: '序号', cell: (_, index) => index + 1, phone: 'hide', width: '3rem' },
    ...entityColumns(entity).map(([name, head, field], at): Column<Candidate> => ({
      key: name,
      head,
      cell: ({ data }) => <CellText text={show(field, data[name])} />,
      phone: at === 0 ? 'lead' : 'pair',
    })),
    {
      key: 'state',
      head: '审核状态',
      cell: ({ stateLabel }) => <StateTag face={FACES[stateLabel] ?? 'audit'}>{stateLabel}</StateTag>,
      phone: 'state',
      nowrap: true,
    },
  ];
}

function Nothing({ entity }: AnyPick) {
  return (
    <EmptyState action={<Link to={`/library/${entity.code}`}>到个人业绩库录入{entity.label}</Link>}>
      业绩库里还没有{entity.label}。先在个人业绩库录入，单位审核通过后再来导入。
    </EmptyState>
  );
}

/** Why an entry cannot be ticked, what to do about it, and whom to call. */
function whyNot({ why, remedy, usedIn }: Candidate): ReactNode {
  if (why === null)
    return usedIn.length > 0 ? <span className="muted small">已用于{usedIn.join('、')}，可以再次导入。</span> : null;
  return (
    <span className="muted small">
      不能导入：{why}
      {remedy && (
        <>
          {' '}
          {remedy.words}
          {remedy.phone && (
            <>
              {' '}
              电话 <Tel number={remedy.phone} />。
            </>
          )}
          {remedy.mendAt && (
            <>
              {' '}
              <Link to={remedy.mendAt}>到个人业绩库办理</Link>
            </>
          )}
        </>
      )}
    </span>
  );
}

/** Nothing can be ticked: said before the list, not found out by trying. */
function NoneYet({ candidates }: { candidates: Candidates }) {
  if (candidates.length === 0 || candidates.some(mayPick)) return null;
  return <Note>现在没有可以导入的条目，原因和办法见各行。</Note>;
}

type Props = { planned: PlannedSection; section: AnyPick; candidates: Candidates };

/** 导入业绩库 (AH-20.01, AH-22.07): everything of this kind; what cannot be picked says why. */
export function ImportDrawer({ planned, section, candidates }: Props) {
  const { send, refusal, flush } = useFill();
  const [query, setQuery] = useSearchParams();
  const closed = new URLSearchParams(query);
  closed.delete('import');
  const picking = usePicking(candidates, keyOf, mayPick, WHO);
  const count = picking.keys.length;
  const keep = () =>
    send('import', { section: section.code, entryIds: [...picking.keys] }, () =>
      setQuery(closed, { preventScrollReset: true, replace: true }),
    );
  return (
    <FormDrawer title={`导入${planned.label}`} closeTo={`?${closed}`}>
      {refusal && <RefusalNote refusal={refusal} onRetry={() => flush()} />}
      <p className="hint">
        {limitText(planned)}。{WHO}。
      </p>
      <NoneYet candidates={candidates} />
      <BulkBar count={count} onClear={picking.clear} why="">
        {null}
      </BulkBar>
      <DataTable
        caption={`导入${planned.label}`}
        dense
        columns={columnsOf(section)}
        rows={candidates}
        rowKey={keyOf}
        picking={picking}
        rowInfo={whyNot}
        detail={({ data }) => <FieldsView fields={section.entity.fields} row={data} />}
        empty={<Nothing {...section} />}
      />
      <div className="acts kitform__a importacts">
        <WhyButton
          type="button"
          className={count > 0 ? 'btn btn--go' : 'btn'}
          reason={count > 0 ? null : '先勾选要导入的条目。'}
          onClick={keep}
        >
          保存{count > 0 && <span className="vh">，导入 {count} 条</span>}
        </WhyButton>
        <Link className="btn" to={`?${closed}`} preventScrollReset>
          取消
        </Link>
      </div>
    </FormDrawer>
  );
}
