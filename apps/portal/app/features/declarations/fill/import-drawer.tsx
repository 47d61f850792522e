import { useSearchParams } from '@remix-run/react';
import { limitText, searchText, show, type AnyPick, type PlannedSection } from '@zhicheng/series-kit';
import { useMemo, useState, type ReactNode } from 'react';
import { BulkBar, usePicking } from '../../../components/bulk-bar.tsx';
import { DataTable, type Column } from '../../../components/data-table.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FormDrawer } from '../../../components/form-drawer.tsx';
import { Link } from '../../../components/link.tsx';
import { Note } from '../../../components/note.tsx';
import { StateTag, type StateFace } from '../../../components/state-tag.tsx';
import { Tel } from '../../../frames/footer.tsx';
import { WhyButton } from '../../../components/why-button.tsx';
import { FieldsView } from '../../../render/field-view.tsx';
import { UNBROKEN } from '../../../render/kind-width.ts';
import { CellText, entityColumns, ROWS_AT_A_TIME } from './pick-section.tsx';
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
      nowrap: UNBROKEN.includes(field.shape.kind),
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

type Words = { words: string; onWords(words: string): void; section: AnyPick; found: number };

/** Found while it is typed: the candidates are all here. */
function Search({ section: { entity }, words, onWords, found }: Words) {
  return (
    <div className="importfind">
      <input
        className="in in--s"
        type="search"
        aria-label={`查找${entity.label}`}
        placeholder={entity.searchHint ?? '请输入关键字进行查询'}
        value={words}
        onChange={({ currentTarget }) => onWords(currentTarget.value)}
      />
      <span className="small muted" role="status">
        {words.trim() && `找到 ${found} 条`}
      </span>
    </div>
  );
}

/** Of a list too long for the eye: what can be imported first, and only what holds the words. */
function useFound(candidates: Candidates, { entity }: AnyPick, words: string): Candidates {
  return useMemo(() => {
    if (candidates.length <= ROWS_AT_A_TIME) return candidates;
    const wanted = words.trim();
    const holds = ({ data }: Candidate) => searchText(entity.fields, data).includes(wanted);
    const found = wanted ? candidates.filter(holds) : candidates;
    return [...found.filter(mayPick), ...found.filter((one) => !mayPick(one))];
  }, [candidates, entity, words]);
}

type Props = { planned: PlannedSection; section: AnyPick; candidates: Candidates };

const NARROW_COLUMNS = 4;
/** More columns than a drawer made for fields has room for. */
const wide = ({ entity }: AnyPick): boolean => entityColumns(entity).length > NARROW_COLUMNS;

/** 导入业绩库 (AH-20.01, AH-22.07): everything of this kind; what cannot be picked says why. */
export function ImportDrawer({ planned, section, candidates }: Props) {
  const { send, refusal, flush } = useFill();
  const [query, setQuery] = useSearchParams();
  const closed = new URLSearchParams(query);
  closed.delete('import');
  const [words, setWords] = useState('');
  const found = useFound(candidates, section, words);
  const picking = usePicking(candidates, keyOf, mayPick, WHO, found);
  const count = picking.keys.length;
  const keep = () =>
    send('import', { section: section.code, entryIds: [...picking.keys] }, () =>
      setQuery(closed, { preventScrollReset: true, replace: true }),
    );
  return (
    <FormDrawer title={`导入${planned.label}`} closeTo={`?${closed}`} wide={wide(section)}>
      {refusal && <RefusalNote refusal={refusal} onRetry={() => flush()} />}
      <p className="hint">
        {limitText(planned)}。{WHO}。
      </p>
      <NoneYet candidates={candidates} />
      {candidates.length > ROWS_AT_A_TIME && (
        <Search section={section} words={words} onWords={setWords} found={found.length} />
      )}
      <BulkBar count={count} onClear={picking.clear} why="">
        {null}
      </BulkBar>
      <DataTable
        caption={`导入${planned.label}`}
        dense
        columns={columnsOf(section)}
        rows={found}
        rowKey={keyOf}
        size={ROWS_AT_A_TIME}
        picking={candidates.some(mayPick) ? picking : undefined}
        rowInfo={whyNot}
        detail={({ data }) => <FieldsView fields={section.entity.fields} row={data} />}
        empty={
          candidates.length > 0 ? (
            <EmptyState>没有符合条件的条目，可以换一个关键字。</EmptyState>
          ) : (
            <Nothing {...section} />
          )
        }
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
