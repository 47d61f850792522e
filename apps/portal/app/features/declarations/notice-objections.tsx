import { objectionFields, settlementFields } from '@zhicheng/core/forms';
import type { Caller } from '@zhicheng/core';
import { spoken } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FormDrawer } from '../../components/form-drawer.tsx';
import { Link } from '../../components/link.tsx';
import { Section } from '../../components/section.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { KitForm } from '../../render/form.tsx';
import { asText } from '../../render/values.ts';

type Notice = Awaited<ReturnType<Caller['declarations']['notice']>>;
type Objection = Notice['objections'][number];

const Outcome = ({ settlement, upheld }: Objection) =>
  settlement === null ? (
    <StateTag face="audit">待处理</StateTag>
  ) : upheld ? (
    <StateTag face="back">影响推荐</StateTag>
  ) : (
    <StateTag face="pass">不影响推荐</StateTag>
  );

const COLUMNS: readonly Column<Objection>[] = [
  { key: 'name', head: '公示人员', cell: ({ name }) => name, phone: 'lead', nowrap: true },
  { key: 'at', head: '登记时间', cell: ({ recordedAt }) => spoken(recordedAt), phone: 'pair', nowrap: true },
  { key: 'objection', head: '异议内容', cell: ({ objection }) => objection, phone: 'pair' },
  { key: 'settlement', head: '处理结果', cell: ({ settlement }) => settlement ?? '还没有填写', phone: 'pair' },
  { key: 'state', head: '状态', cell: (row) => <Outcome {...row} />, phone: 'state', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, name, settlement }) =>
      settlement === null && (
        <Link to={`?settle=${id}`} preventScrollReset>
          填写处理结果<span className="vh">：{name}</span>
        </Link>
      ),
    phone: 'ops',
    nowrap: true,
  },
];

/** What came in against somebody in the notice, and what became of it; it holds the recommendation back meanwhile. */
export function Objections({ notice }: { notice: Notice }) {
  return (
    <Section
      title="异议"
      hint="计划要求公示的，异议还没有处理，或者处理结果为影响推荐时，单位不能审核通过。异议不打印在公示和证明中。"
    >
      <p className="noprint">
        <Link className="btn" to="?object" preventScrollReset>
          登记异议
        </Link>
      </p>
      <DataTable
        caption="异议"
        dense
        columns={COLUMNS}
        rows={notice.objections}
        rowKey={({ id }) => id}
        empty={<EmptyState>没有登记异议。</EmptyState>}
      />
    </Section>
  );
}

type WhoProps = { people: Notice['people']; value: string; change(name: string, value: unknown): void };

function Who({ people, value, change }: WhoProps) {
  return (
    <div className="field">
      <label htmlFor="field-declarationId">公示人员</label>
      <select
        id="field-declarationId"
        className="sel"
        value={value}
        onChange={({ currentTarget }) => change('declarationId', currentTarget.value)}
      >
        {people.map(({ declarationId, name, title, specialty }) => (
          <option key={declarationId} value={declarationId}>
            {name}（{title}，{specialty}）
          </option>
        ))}
      </select>
    </div>
  );
}

type DrawerProps = { notice: Notice; at: string; refusal?: Refusal };

/** 登记异议 */
export function ObjectionDrawer({ notice, at, refusal }: DrawerProps) {
  const { active } = useFrame();
  return (
    <FormDrawer title="登记异议" closeTo={at}>
      <KitForm
        fields={objectionFields}
        after={(raw, change) => <Who people={notice.people} value={asText(raw.declarationId)} change={change} />}
        initial={{ declarationId: notice.people[0]?.declarationId ?? '' }}
        version={notice.version}
        account={active?.id ?? ''}
        record={`notices/${notice.id}/objection`}
        refusal={refusal}
        cancelTo={at}
        note={<p className="hint">登记后不能删除，核实后请填写处理结果。</p>}
        intents={[{ value: 'object', label: '登记', main: true }]}
      />
    </FormDrawer>
  );
}

/** 处理结果, once. */
export function SettlementDrawer({ notice, at, refusal, objection }: DrawerProps & { objection: Objection }) {
  const { active } = useFrame();
  return (
    <FormDrawer title={`处理结果：${objection.name}`} closeTo={at}>
      <p className="pre">{objection.objection}</p>
      <KitForm
        fields={settlementFields}
        initial={{}}
        version={notice.version}
        account={active?.id ?? ''}
        record={`notices/${notice.id}/objection/${objection.id}`}
        refusal={refusal}
        cancelTo={at}
        hidden={{ objectionId: objection.id }}
        note={<p className="hint">保存后不能再修改。</p>}
        intents={[{ value: 'settle', label: '保存处理结果', main: true }]}
      />
    </FormDrawer>
  );
}
