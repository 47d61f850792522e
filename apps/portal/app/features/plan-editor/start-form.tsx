import { Form } from '@remix-run/react';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { Link } from '../../components/link.tsx';
import type { Refusal } from '../../refusal.ts';
import { fieldId } from '../../render/field-path.ts';
import { Frame } from './controls.tsx';

type Option = { readonly code: string; readonly name: string };
type Props = {
  year: number;
  series: readonly Option[];
  bodies: readonly { readonly id: string; readonly name: string }[];
  idempotencyKey: string;
  refusal?: Refusal;
};

/** 新建: name, year, series and body; everything else in the editor. */
export function StartForm({ year, series, bodies, idempotencyKey, refusal }: Props) {
  const issues = refusal?.issues ?? [];
  return (
    <Form method="post" className="kitform measure">
      {refusal && <ErrorSummary message={refusal.message} issues={issues} round={refusal} />}
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <Frame path="year" label="计划年度" required issues={issues}>
        <input
          className="in"
          id={fieldId('year')}
          name="year"
          type="number"
          min={2000}
          max={2100}
          required
          defaultValue={year}
        />
      </Frame>
      <Frame path="name" label="计划名称" required issues={issues} hint="例如：2026年度某市中小学教师系列高级职称评审">
        <input className="in" id={fieldId('name')} name="name" minLength={4} maxLength={120} required />
      </Frame>
      <Frame path="seriesCode" label="申报系列" required issues={issues} hint="建立后不能更改。">
        <select className="sel" id={fieldId('seriesCode')} name="seriesCode" required defaultValue="">
          <option value="">请选择</option>
          {series.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Frame>
      <Frame
        path="committee.conveningOrganisationId"
        label="组建单位"
        required
        issues={issues}
        hint="评审委员会的组建单位，建立后不能更改。"
      >
        <select
          className="sel"
          id={fieldId('committee.conveningOrganisationId')}
          name="conveningOrganisationId"
          required
          defaultValue={bodies.length === 1 ? bodies[0]?.id : ''}
        >
          <option value="">请选择</option>
          {bodies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Frame>
      <div className="acts">
        <button className="btn btn--go">建立草稿</button>
        <Link className="btn" to="/work/plans">
          取消
        </Link>
      </div>
    </Form>
  );
}
