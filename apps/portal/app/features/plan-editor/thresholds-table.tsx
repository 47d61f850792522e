import { KIND_LABELS, LEVEL_LABELS, thresholdsOf, type Series, type Threshold } from '@zhicheng/series-kit';
import { Fragment, useState } from 'react';
import { NumberCell } from './controls.tsx';
import { caseKey, caseText, casesOf, otherwiseAt, overrideAt, withOverride, type Case } from './thresholds-model.ts';
import type { StepProps } from './types.ts';

type Props = StepProps & { series: Series };
/** Cases that were added on this page and have no number yet. */
type Opened = Readonly<Record<string, readonly Case[]>>;

/** One number: a line for everybody, and one for each case that is told apart. */
function ThresholdLines({ threshold, opened, draft, change }: Props & { threshold: Threshold; opened: Opened }) {
  const { template, levels } = draft;
  const { code, label, basis } = threshold;
  const rows = template.thresholds[code];
  const put = (level: (typeof levels)[number], one: Case, value: number | undefined) => {
    const now = withOverride(threshold, rows, levels, { level, one, value });
    const { [code]: _old, ...others } = template.thresholds;
    change({ template: { ...template, thresholds: now.length > 0 ? { ...others, [code]: now } : others } });
  };
  return (
    <>
      {casesOf(threshold, rows, opened[code]).map((one) => {
        const whom = caseText(one);
        return (
          <tr key={caseKey(one)}>
            <th scope="row" className={whom ? 'case' : undefined}>
              {whom || label}
              {!whom && <span className="case__code">{code}</span>}
            </th>
            <td>{whom ? '' : basis && basis !== 'unverified' ? basis : '未核实'}</td>
            {levels.map((level) => (
              <td key={level} data-level={LEVEL_LABELS[level]}>
                <NumberCell
                  id={`threshold-${code}-${level}${whom && `-${whom}`}`}
                  label={[label, whom, LEVEL_LABELS[level]].filter(Boolean).join('，')}
                  step="any"
                  placeholder={String(otherwiseAt(threshold, rows, level, one))}
                  value={overrideAt(rows, level, one)}
                  onChange={(value) => put(level, one, value)}
                />
              </td>
            ))}
          </tr>
        );
      })}
    </>
  );
}

/** Opens a line for people of one specialty, kind of institution or declaration. */
function NewCase({ view, draft, series, onOpen }: Props & { onOpen(code: string, one: Case): void }) {
  const thresholds = thresholdsOf(series);
  const [code, setCode] = useState(thresholds[0]?.code ?? '');
  const [specialty, setSpecialty] = useState('');
  const [institutionCategory, setCategory] = useState('');
  const [kind, setKind] = useState('');
  const names = view.specialties.filter(({ id }) => draft.specialtyIds.includes(id)).map(({ name }) => name);
  const chosen: Case = {
    ...(specialty && { specialty }),
    ...(institutionCategory && { institutionCategory }),
    ...draft.kinds.filter((one) => one === kind).map((one) => ({ kind: one }))[0],
  };
  const nobody = caseText(chosen) === '';
  const asOptions = (all: readonly string[]) => all.map((one) => [one, one] as const);
  return (
    <div className="newcase" role="group" aria-label="为部分人员另定数值">
      <p className="newcase__t">为部分人员另定数值</p>
      <Choice label="条件" value={code} onChange={setCode} options={thresholds.map((t) => [t.code, t.label])} />
      <Choice label="专业" value={specialty} onChange={setSpecialty} options={asOptions(names)} every="全部专业" />
      {series.institutionCategories && (
        <Choice
          label="单位类别"
          value={institutionCategory}
          onChange={setCategory}
          options={asOptions(series.institutionCategories)}
          every="全部类别"
        />
      )}
      <Choice
        label="申报类型"
        value={kind}
        onChange={setKind}
        options={draft.kinds.map((one) => [one, KIND_LABELS[one]])}
        every="全部类型"
      />
      <button
        type="button"
        className="btn btn--s"
        aria-describedby={nobody ? 'newcase-why' : undefined}
        onClick={() => !nobody && onOpen(code, chosen)}
      >
        添加一行
      </button>
      {nobody && (
        <span className="hint" id="newcase-why">
          {series.institutionCategories ? '先选择专业、单位类别或申报类型。' : '先选择专业或申报类型。'}
        </span>
      )}
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  /** The choice that tells nobody apart. */
  every?: string;
  onChange(value: string): void;
};

function Choice({ label, value, options, every, onChange }: ChoiceProps) {
  return (
    <label className="newcase__f">
      <span className="lab">{label}</span>
      <select className="sel" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {every && <option value="">{every}</option>}
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The numbers of the criteria as data: what the series says for whom, on which basis, and what this plan says instead. */
export function ThresholdsTable(props: Props) {
  const { draft, series } = props;
  const [opened, setOpened] = useState<Opened>({});
  const thresholds = thresholdsOf(series);
  if (thresholds.length === 0) return <p className="muted">本系列没有可调整的条件数值。</p>;
  if (draft.levels.length === 0) return <p className="muted">先在“申报范围”中选择申报层级。</p>;
  return (
    <>
      <div className="scroll">
        <table className="tbl tbl--s thresholds">
          <caption className="vh">条件数值</caption>
          <thead>
            <tr>
              <th scope="col">条件</th>
              <th scope="col">依据</th>
              {draft.levels.map((level) => (
                <th scope="col" key={level}>
                  {LEVEL_LABELS[level]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {thresholds.map((threshold) => (
              <Fragment key={threshold.code}>
                <ThresholdLines {...props} threshold={threshold} opened={opened} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <NewCase
        {...props}
        onOpen={(code, one) => setOpened((all) => ({ ...all, [code]: [...(all[code] ?? []), one] }))}
      />
    </>
  );
}
