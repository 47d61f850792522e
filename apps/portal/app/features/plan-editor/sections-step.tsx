import type { Series, Template } from '@zhicheng/series-kit';
import { useState } from 'react';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { FieldError } from '../../render/controls/frame.tsx';
import { NumberCell } from './controls.tsx';
import {
  adjusted,
  adjustedField,
  freshCode,
  moved,
  newSlot,
  sectionRows,
  withoutSection,
  withSection,
  withSlots,
  type SectionRow,
} from './sections-model.ts';
import { OwnSlots, SeriesFields } from './slots-table.tsx';
import type { StepProps } from './types.ts';

type RowProps = {
  series: Series;
  template: Template;
  row: SectionRow;
  first: boolean;
  last: boolean;
  put(t: Template): void;
};

function Limits({ row, template, put }: Pick<RowProps, 'row' | 'template' | 'put'>) {
  if (row.kind !== 'pick') return null;
  return (
    <>
      <span>
        至少{' '}
        <NumberCell
          id={`min-${row.code}`}
          label={`至少几项：${row.label}`}
          placeholder="不限"
          value={row.min}
          onChange={(min) => put(adjusted(template, row.code, { min }))}
        />
      </span>
      <span>
        最多{' '}
        <NumberCell
          id={`max-${row.code}`}
          label={`最多几项：${row.label}`}
          placeholder="不限"
          value={row.max}
          onChange={(max) => put(adjusted(template, row.code, { max }))}
        />
      </span>
    </>
  );
}

function Inside({ row, template, put }: Pick<RowProps, 'row' | 'template' | 'put'>) {
  if (row.kind === 'pick') return null;
  const own = template.add.find(({ code }) => code === row.code);
  return (
    <details className="detail">
      <summary>填写项和上传项（{Object.keys(row.fields).length}）</summary>
      {own?.kind === 'attachments' ? (
        <OwnSlots
          caption="上传项"
          slots={own.slots}
          onChange={(slots) => put(withSlots(template, row.code, slots))}
          onAdd={() => {
            const code = freshCode(
              'file',
              own.slots.map((slot) => slot.code),
            );
            put(withSlots(template, row.code, [...own.slots, newSlot(code, '')]));
          }}
        />
      ) : (
        <SeriesFields
          caption={`${row.label}的填写项`}
          fields={row.fields}
          changes={template.adjust[row.code]?.fields ?? {}}
          onChange={(name, change) => put(adjustedField(template, row.code, name, change))}
        />
      )}
    </details>
  );
}

/** Two headings may ask for achievements of one name: which one this is. */
const headingOf = (series: Series, { code, step, label }: SectionRow): string | null => {
  const group = series.sections.find((section) => section.code === code)?.group;
  return step === 'achievements' && group && group !== label ? group : null;
};

function Row({ series, template, row, first, last, put }: RowProps) {
  const heading = headingOf(series, row);
  return (
    <li className="secrow">
      <p className="links links--row">
        <label className="tick">
          <input
            type="checkbox"
            className="ck"
            checked={!row.off}
            onChange={({ currentTarget }) =>
              put(adjusted(template, row.code, { off: currentTarget.checked ? undefined : true }))
            }
          />{' '}
          启用<span className="vh">：{row.label}</span>
        </label>
        <input
          className="in in--s secrow__t"
          aria-label={`栏目名称：${row.label}`}
          maxLength={60}
          value={row.label}
          onChange={({ currentTarget }) => put(adjusted(template, row.code, { label: currentTarget.value }))}
        />
        {heading && <span className="muted nw">{heading}</span>}
        <label className="tick">
          <input
            type="checkbox"
            className="ck"
            checked={row.required}
            onChange={({ currentTarget }) => put(adjusted(template, row.code, { required: currentTarget.checked }))}
          />{' '}
          必填<span className="vh">：{row.label}</span>
        </label>
        <Limits {...{ row, template, put }} />
        <span className="nw">
          <button
            type="button"
            className="btn btn--s"
            aria-disabled={first || undefined}
            onClick={() => put(moved(series, template, row.code, -1))}
          >
            上移<span className="vh">：{row.label}</span>
          </button>{' '}
          <button
            type="button"
            className="btn btn--s"
            aria-disabled={last || undefined}
            onClick={() => put(moved(series, template, row.code, 1))}
          >
            下移<span className="vh">：{row.label}</span>
          </button>
        </span>
        {row.added && (
          <button type="button" className="btn btn--s" onClick={() => put(withoutSection(template, row.code))}>
            移除<span className="vh">：{row.label}</span>
          </button>
        )}
      </p>
      <Inside {...{ row, template, put }} />
    </li>
  );
}

type AddProps = { series: Series; template: Template; put(template: Template): void };

function AddSection({ series, template, put }: AddProps) {
  const [label, setLabel] = useState('');
  const [entity, setEntity] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <fieldset className="group">
      <legend className="lab">增加栏目</legend>
      <div className="filter">
        <div className="field">
          <label htmlFor="new-section">栏目名称</label>
          <input
            className="in"
            id="new-section"
            maxLength={60}
            value={label}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          />
          {missing && <FieldError message="请填写栏目名称" />}
        </div>
        <div className="field">
          <label htmlFor="new-section-kind">内容</label>
          <select
            className="sel"
            id="new-section-kind"
            value={entity}
            onChange={({ currentTarget }) => setEntity(currentTarget.value)}
          >
            <option value="">上传附件</option>
            {series.library.map(({ code, label: name }) => (
              <option key={code} value={code}>
                从业绩库导入：{name}
              </option>
            ))}
          </select>
        </div>
        <button
          type="button"
          className="btn"
          onClick={() => {
            setMissing(label.trim() === '');
            if (label.trim() === '') return;
            put(withSection(series, template, { label: label.trim(), entity: entity || null }));
            setLabel('');
          }}
        >
          增加
        </button>
      </div>
    </fieldset>
  );
}

const STEPS = [
  ['personal', '个人信息'],
  ['achievements', '申报业绩'],
] as const;

/** 栏目与上传项 (AH-22.01, AH-38.02, GP.80): the series' defaults, changed as data. */
export function SectionsStep({ draft, change, issues, series }: StepProps & { series: Series | null }) {
  if (!series) return <Note>这个系列还没有申报模块，没有可调整的栏目。</Note>;
  const { template } = draft;
  const put = (next: Template) => change({ template: next as typeof template });
  const rows = sectionRows(series, template);
  const wrong = issues.filter(({ path }) => path.startsWith('template'));
  return (
    <div className="kitform">
      {wrong.map(({ path, message }) => (
        <FieldError key={path + message} message={message} />
      ))}
      {STEPS.map(([step, title]) => {
        const own = rows.filter((row) => row.step === step);
        return (
          <Section key={step} title={title} hint="不启用的栏目申报人看不到。顺序即申报人填写的顺序。">
            <ul className="secrows">
              {own.map((row, index) => (
                <Row
                  key={row.code}
                  {...{ series, template, row, put }}
                  first={index === 0}
                  last={index === own.length - 1}
                />
              ))}
            </ul>
          </Section>
        );
      })}
      <AddSection {...{ series, template, put }} />
      <Section title="单位推荐时上传" hint="单位审核通过时上传的材料。打星的必须上传后才能通过。">
        <SeriesFields
          caption="单位上传项"
          fields={series.unitSlots}
          changes={template.unitSlots}
          onChange={(name, one) =>
            put({ ...template, unitSlots: { ...template.unitSlots, [name]: { ...template.unitSlots[name], ...one } } })
          }
        />
        <OwnSlots
          caption="单位上传项"
          slots={template.addUnitSlots ?? []}
          onChange={(addUnitSlots) => put({ ...template, addUnitSlots })}
          onAdd={() => {
            const taken = [...Object.keys(series.unitSlots), ...(template.addUnitSlots ?? []).map(({ code }) => code)];
            const slot = newSlot(freshCode('unitFile', taken), '');
            put({ ...template, addUnitSlots: [...(template.addUnitSlots ?? []), slot] });
          }}
        />
      </Section>
    </div>
  );
}
