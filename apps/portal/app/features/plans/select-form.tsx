import { Select } from '@mantine/core';
import { useNavigation, useSubmit } from '@remix-run/react';
import { KIND_LABELS, type DeclarationKind } from '@zhicheng/series-kit';
import { useState } from 'react';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import type { FieldIssue, Refusal } from '../../refusal.ts';
import { FieldError, Label } from '../../render/controls/frame.tsx';
import { fieldId } from '../../render/field-path.ts';
import { PathLine, PathPreview, usePath } from './path-preview.tsx';
import type { PlanDetailData } from './plan-detail.tsx';
import { promiseAddress } from './promise.ts';
import { PromiseDialog } from './promise-dialog.tsx';

type Chosen = {
  readonly kind: DeclarationKind | null;
  readonly specialtyId: string | null;
  readonly titleId: string | null;
  readonly institutionCategory: string | null;
  readonly confirmed: boolean;
};

const only = <T,>(items: readonly T[]): T | null => (items.length === 1 ? (items[0] ?? null) : null);

function issuesOf(chosen: Chosen, plan: PlanDetailData): FieldIssue[] {
  const wanted: readonly (readonly [path: string, given: unknown, message: string])[] = [
    ['kind', chosen.kind, '请选择申报形式'],
    ['specialtyId', chosen.specialtyId, '请选择申报专业'],
    ['titleId', chosen.titleId, '请选择申报职称'],
    ['institutionCategory', plan.institutionCategories.length === 0 || chosen.institutionCategory, '请选择单位类别'],
    ['confirmed', chosen.confirmed, '请勾选确认无误'],
  ];
  return wanted.flatMap(([path, given, message]) => (given ? [] : [{ path, message }]));
}

type FieldProps = {
  path: string;
  label: string;
  hint?: string;
  data: readonly { readonly value: string; readonly label: string }[];
  value: string | null;
  onChange(value: string | null): void;
  message?: string;
};

function Choice({ path, label, hint, data, value, onChange, message }: FieldProps) {
  return (
    <Select
      id={fieldId(path)}
      label={<Label required>{label}</Label>}
      aria-required
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder="请选择"
      data={[...data]}
      value={value}
      onChange={onChange}
      searchable
      limit={300}
      nothingFoundMessage="没有匹配的选项"
      allowDeselect={false}
      checkIconPosition="right"
      error={message ? <FieldError message={message} /> : undefined}
    />
  );
}

type KindProps = { plan: PlanDetailData; kind: DeclarationKind | null; message?: string };

function Kinds({ plan, kind, message, onChange }: KindProps & { onChange(kind: DeclarationKind): void }) {
  return (
    <fieldset className="group" id={fieldId('kind')} tabIndex={-1}>
      <legend className="lab">
        <Label required>申报形式</Label>
      </legend>
      <div className="ticks">
        {plan.kinds.map((option) => (
          <label key={option} className="tick">
            <input type="radio" name="kind" checked={kind === option} onChange={() => onChange(option)} />{' '}
            {KIND_LABELS[option]}
          </label>
        ))}
      </div>
      {message && <FieldError message={message} />}
    </fieldset>
  );
}

type Props = { plan: PlanDetailData; unit: string; idempotencyKey: string; refusal?: Refusal };

/** AH-17: 申报形式, 申报系列, 申报专业, 申报职称, 已选择, 确认无误, 提交; then the promise (AH-18). */
export function SelectForm({ plan, unit, idempotencyKey, refusal }: Props) {
  const [chosen, setChosen] = useState<Chosen>({
    kind: only(plan.kinds),
    specialtyId: null,
    titleId: null,
    institutionCategory: null,
    confirmed: false,
  });
  const [tried, setTried] = useState(0);
  const [promise, setPromise] = useState({ open: false, ticked: false, missing: false });
  const path = usePath(plan.id, chosen.titleId);
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  const missing = issuesOf(chosen, plan);
  const messageOf = (path: string) => (tried > 0 ? missing.find((issue) => issue.path === path)?.message : undefined);
  const change = (part: Partial<Chosen>) => setChosen((before) => ({ ...before, ...part }));
  const nameIn = (items: readonly { id: string; name: string }[], id: string | null) =>
    items.find((item) => item.id === id)?.name;
  const specialty = nameIn(plan.specialties, chosen.specialtyId);
  const title = nameIn(plan.titles, chosen.titleId);
  const agree = () => {
    if (!promise.ticked) return setPromise({ ...promise, missing: true });
    const raw = JSON.stringify({ ...chosen, promised: true });
    submit({ raw, intent: 'create', idempotencyKey }, { method: 'post' });
  };
  return (
    <form
      className="kitform measure"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(tried + 1);
        if (missing.length === 0) setPromise({ ...promise, open: true });
      }}
    >
      {tried > 0 && missing.length > 0 && <ErrorSummary issues={missing} round={tried} />}
      <Kinds plan={plan} kind={chosen.kind} message={messageOf('kind')} onChange={(kind) => change({ kind })} />
      <Choice
        path="series"
        label="申报系列"
        data={[{ value: plan.seriesCode, label: plan.seriesName }]}
        value={plan.seriesCode}
        onChange={() => undefined}
      />
      <Choice
        path="specialtyId"
        label="申报专业"
        hint="*可输入关键字搜索申报专业"
        data={plan.specialties.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen.specialtyId}
        onChange={(specialtyId) => change({ specialtyId })}
        message={messageOf('specialtyId')}
      />
      <Choice
        path="titleId"
        label="申报职称"
        hint="请选择申报职称"
        data={plan.titles.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen.titleId}
        onChange={(titleId) => change({ titleId })}
        message={messageOf('titleId')}
      />
      {plan.institutionCategories.length > 0 && (
        <Choice
          path="institutionCategory"
          label="单位类别"
          hint="申报编辑中可以修改，提交审核后不能再改。"
          data={plan.institutionCategories.map((name) => ({ value: name, label: name }))}
          value={chosen.institutionCategory}
          onChange={(institutionCategory) => change({ institutionCategory })}
          message={messageOf('institutionCategory')}
        />
      )}
      <Summary kind={chosen.kind} parts={[plan.seriesName, specialty, title]} />
      {path && <PathPreview {...path} />}
      <div className="field">
        <label className="tick">
          <input
            type="checkbox"
            className="ck"
            id={fieldId('confirmed')}
            checked={chosen.confirmed}
            onChange={({ currentTarget }) => change({ confirmed: currentTarget.checked })}
          />{' '}
          确认无误
        </label>
        {messageOf('confirmed') && <FieldError message="请勾选确认无误" />}
      </div>
      <div className="acts">
        <button className="btn btn--go">提交</button>
      </div>
      <PromiseDialog
        open={promise.open}
        onClose={() => setPromise((before) => ({ ...before, open: false }))}
        unit={unit}
        letter={promiseAddress({ specialtyId: chosen.specialtyId ?? '', titleId: chosen.titleId ?? '' })}
        path={path && <PathLine {...path} />}
        declared={[specialty, title].filter(Boolean).join('-')}
        promised={promise.ticked}
        onPromise={(ticked) => setPromise({ ...promise, ticked, missing: false })}
        missing={promise.missing}
        refusal={refusal}
        busy={busy}
        onAgree={agree}
      />
    </form>
  );
}

/** AH-17.07: what was chosen so far, - before. */
function Summary({ kind, parts }: { kind: DeclarationKind | null; parts: readonly (string | undefined)[] }) {
  const [series, specialty, title] = parts;
  const chosen = kind && specialty && title ? [KIND_LABELS[kind], series, specialty, title].join(' - ') : null;
  return (
    <div aria-live="polite">
      <KeyValues columns={1} items={[['已选择', chosen ?? '-']]} />
    </div>
  );
}
