import {
  isShown,
  type ByKind,
  type Entity,
  type Field,
  type Fields,
  type Kind,
  type Raw,
  type Shape,
} from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { CheckboxControl, ChoiceControl, ChoicesControl, CodedControl } from './controls/choices.tsx';
import type { ControlProps } from './controls/control.ts';
import { DateControl, DateRangeControl, YearControl } from './controls/dates.tsx';
import { FilesControl } from './controls/files.tsx';
import { LinksControl } from './controls/links.tsx';
import { RegionControl } from './controls/region.tsx';
import { RowsControl } from './controls/rows.tsx';
import { LongTextControl, NumberControl, TextControl } from './controls/text.tsx';
import { WidgetControl } from './controls/widget.tsx';
import { join } from './field-path.ts';
import { useIssues } from './issues.tsx';
import { WIDE } from './kind-width.ts';
import { useWidgets } from './widgets.ts';

const CONTROLS: ByKind<[ControlProps], ReactNode> = {
  text: ({ max }, props) => <TextControl {...props} max={max} />,
  longText: ({ max }, props) => <LongTextControl {...props} max={max} />,
  person: ({ max }, props) => <TextControl {...props} max={max} />,
  integer: (shape, props) => <NumberControl {...props} shape={shape} />,
  decimal: (shape, props) => <NumberControl {...props} shape={shape} />,
  date: (_, props) => <DateControl {...props} />,
  dateRange: ({ ongoing, labels }, props) => <DateRangeControl {...props} ongoing={ongoing} labels={labels} />,
  year: (_, props) => <YearControl {...props} />,
  choice: ({ options }, props) => <ChoiceControl {...props} options={options} />,
  choices: ({ options }, props) => <ChoicesControl {...props} options={options} />,
  coded: ({ dictionary }, props) => <CodedControl {...props} dictionary={dictionary} />,
  checkbox: (_, props) => <CheckboxControl {...props} />,
  region: (_, props) => <RegionControl {...props} />,
  files: (rules, props) => <FilesControl {...props} rules={rules} />,
  links: (shape, props) => <LinksControl {...props} shape={shape} />,
  rows: (shape, props) => <RowsControl {...props} shape={shape} />,
};

const controlOf = <K extends Kind>(shape: Shape<K>, props: ControlProps): ReactNode =>
  CONTROLS[shape.kind](shape, props);

/** The kind's own control, or the one that the series brings for this field. */
function Control(props: ControlProps) {
  const widget = useWidgets()[props.field.widget ?? ''];
  return <>{widget ? <WidgetControl {...props} widget={widget} /> : controlOf(props.field.shape, props)}</>;
}

type Props = {
  field: Field;
  path: string;
  value: unknown;
  onChange(value: unknown): void;
  /** A plan or another answer may ask for a field that is optional otherwise. */
  required?: boolean;
};

/** The control of one field, with what is said about its answer. */
export function FieldControl({ field, path, value, onChange, required = field.required }: Props) {
  const { messageOf, dismiss, judge } = useIssues();
  return (
    <div
      className={WIDE[field.shape.kind] ? 'kf kf--wide' : field.shape.kind === 'checkbox' ? 'kf kf--tick' : 'kf'}
      data-field={path}
    >
      <Control
        field={field}
        path={path}
        value={value}
        required={required}
        Nested={FieldGrid}
        error={messageOf(path)}
        onBlur={() => judge(path, field, value)}
        onChange={(next) => {
          dismiss(path);
          onChange(next);
        }}
      />
      {field.note && <p className="hint kf__note">{field.note}</p>}
    </div>
  );
}

type FieldsProps = {
  fields: Fields;
  raw: Raw;
  path: string;
  onChange(name: string, value: unknown): void;
  /** Fields that exist, and are required, only with certain answers. */
  when?: Entity['when'];
};

/** The controls of some fields in their order, two to a line where there is room. */
export function FieldGrid({ fields, raw, path, onChange, when }: FieldsProps) {
  return (
    <div className="kfs">
      {Object.entries(fields)
        .filter(([name]) => isShown({ when }, name, raw))
        .map(([name, field]) => (
          <FieldControl
            key={name}
            field={field}
            path={join(path, name)}
            value={raw[name]}
            required={field.required || when?.[name] !== undefined}
            onChange={(value) => onChange(name, value)}
          />
        ))}
    </div>
  );
}
