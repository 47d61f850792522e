import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { useState } from 'react';
import { minuteOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import type { Refusal } from '../../refusal.ts';
import { MomentField, RadioField, TextField } from './controls.tsx';
import type { ExtensionsView } from './types.ts';

export type Targets = {
  readonly people: readonly { readonly id: string; readonly name: string; readonly unit: string | null }[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
};

type Granted = ExtensionsView['granted'][number];
const at = (date: Date | null) => (date ? <span className="nw">{minuteOf(date)}</span> : '-');
const COLUMNS: readonly Column<Granted>[] = [
  { key: 'whom', head: '对象', cell: ({ whom }) => whom, phone: 'lead' },
  { key: 'declare', head: '申报截止', cell: ({ declareUntil }) => at(declareUntil), phone: 'pair' },
  { key: 'repair', head: '退回修改截止', cell: ({ repairUntil }) => at(repairUntil), phone: 'pair' },
  { key: 'audit', head: '审核截止', cell: ({ auditUntil }) => at(auditUntil), phone: 'pair' },
  { key: 'reason', head: '原因', cell: ({ reason }) => reason, phone: 'pair' },
  { key: 'by', head: '办理人', cell: ({ by }) => by, phone: 'pair' },
  { key: 'at', head: '办理时间', cell: (row) => at(row.at), phone: 'pair' },
];

type FindProps = { view: ExtensionsView; whom: 'person' | 'unit'; keyword: string };

/** A search of its own, by GET: the address holds what was looked for. */
function Find({ view, whom, keyword }: FindProps) {
  return (
    <Form method="get" action={`/work/plans/${view.id}/extend`} className="filter" role="search">
      <input type="hidden" name="whom" value={whom} />
      <div className="field filter__q">
        <label htmlFor="extend-search">{whom === 'person' ? '申报人姓名（全名）' : '单位名称'}</label>
        <input className="in" id="extend-search" name="q" type="search" defaultValue={keyword} />
      </div>
      <button className="btn">查找</button>
    </Form>
  );
}

type Props = { view: ExtensionsView; targets: Targets; whom: string; keyword: string; refusal?: Refusal };

/** 延期: for everybody, one person or one unit, with a reason; deadlines only move to later. */
export function ExtendPlan({ view, targets, whom, keyword, refusal }: Props) {
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  const [dates, setDates] = useState({
    declareUntil: view.declareUntil.toISOString() as string | null,
    repairUntil: view.repairUntil?.toISOString() ?? null,
    auditUntil: view.auditUntil.toISOString() as string | null,
  });
  const [target, setTarget] = useState('');
  const [reason, setReason] = useState('');
  const issues = refusal?.issues ?? [];
  const found =
    whom === 'person'
      ? targets.people.map(({ id, name, unit }) => ({ value: id, label: `${name}（${unit ?? '未绑定单位'}）` }))
      : targets.units.map(({ id, name }) => ({ value: id, label: name }));
  const go = (to: string) => submit({ whom: to }, { method: 'get', preventScrollReset: true });
  return (
    <>
      <Section title="现在的时间">
        <KeyValues
          items={[
            ['申报开始', minuteOf(view.declareFrom)],
            ['申报截止', minuteOf(view.declareUntil)],
            ['退回修改截止', view.repairUntil ? minuteOf(view.repairUntil) : '与审核截止相同'],
            ['审核截止', minuteOf(view.auditUntil)],
          ]}
        />
      </Section>
      {view.published ? (
        <Section title="办理延期" hint="时间均为北京时间，只能延后。延期记入办理记录，相关申报人会收到通知。">
          <div className="kitform measure">
            {refusal && !busy && <ErrorSummary message={refusal.message} issues={issues} round={refusal} />}
            <RadioField
              path="whom"
              legend="延期对象"
              value={whom}
              options={[
                { value: 'all', label: '全部申报人' },
                { value: 'person', label: '一名申报人' },
                { value: 'unit', label: '一个单位的申报人' },
              ]}
              onChange={(value) => {
                setTarget('');
                go(value);
              }}
            />
            {(whom === 'person' || whom === 'unit') && (
              <>
                <Find view={view} whom={whom} keyword={keyword} />
                {keyword !== '' && found.length === 0 && <p className="muted">没有找到。请核对名称后再查。</p>}
                {found.length > 0 && (
                  <RadioField
                    path="beneficiary"
                    legend={whom === 'person' ? '选择申报人' : '选择单位'}
                    value={target}
                    options={found}
                    onChange={(chosen) => setTarget(chosen)}
                  />
                )}
              </>
            )}
            <MomentField
              path="declareUntil"
              label="申报截止延至"
              required
              issues={issues}
              value={dates.declareUntil}
              onChange={(declareUntil) => setDates({ ...dates, declareUntil })}
            />
            <MomentField
              path="repairUntil"
              label="退回修改截止延至"
              issues={issues}
              hint="不填，则与审核截止相同。"
              value={dates.repairUntil}
              onChange={(repairUntil) => setDates({ ...dates, repairUntil })}
            />
            <MomentField
              path="auditUntil"
              label="审核截止延至"
              required
              issues={issues}
              value={dates.auditUntil}
              onChange={(auditUntil) => setDates({ ...dates, auditUntil })}
            />
            <TextField
              path="reason"
              label="延期原因"
              required
              max={500}
              rows={3}
              issues={issues}
              value={reason}
              onChange={setReason}
            />
            <div className="acts">
              <button
                type="button"
                className="btn btn--go"
                aria-busy={busy || undefined}
                onClick={() => {
                  if (busy) return;
                  submit(
                    { raw: JSON.stringify({ ...dates, reason, whom, target }), intent: 'extend' },
                    { method: 'post' },
                  );
                }}
              >
                确认延期
              </button>
            </div>
          </div>
        </Section>
      ) : (
        <Note>只有已发布的计划可以延期。</Note>
      )}
      <Section title="延期记录">
        <DataTable
          caption="延期记录"
          dense
          columns={COLUMNS}
          rows={view.granted}
          rowKey={({ id }) => id}
          empty={<EmptyState>还没有办理过延期。</EmptyState>}
        />
      </Section>
    </>
  );
}
