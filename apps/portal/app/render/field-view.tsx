import {
  LINKS_NAMED,
  show,
  type ByKind,
  type Field,
  type Fields,
  type Kind,
  type Raw,
  type Shape,
} from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { fileAddress } from '../components/file-slot/stored-file.tsx';
import { megabytes } from '../components/file-slot/checks.ts';
import { KeyValues, type Pair } from '../components/key-values.tsx';
import { useSources } from './sources.tsx';
import { asFiles, asLinks, asRows } from './values.ts';

type ViewProps = { readonly field: Field; readonly value: unknown };

const printed = (_: Shape, { field, value }: ViewProps): ReactNode => show(field, value);

/** Links open in a new tab: reading evidence must not lose the place in the form. */
export function FileLinks({ value }: { value: unknown }) {
  return (
    <ul className="filelinks">
      {asFiles(value).map((file) => (
        <li key={file.id}>
          <a href={fileAddress(file)} target="_blank" rel="noopener">
            {file.name}
          </a>{' '}
          <span className="file__m">{megabytes(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}

function LinkedEntries({ shape, value }: { shape: Shape<'links'>; value: unknown }) {
  const candidates = useSources().candidates?.[shape.entity.code] ?? [];
  // A list of many does not read what they are: how many says enough there.
  if (candidates.length === 0) return <>共 {asLinks(value).length} 条</>;
  const links = asLinks(value);
  return (
    <>
      <ol className="linked">
        {links.slice(0, LINKS_NAMED).map(({ entry, extra }, index) => (
          <li key={entry}>
            {candidates.find((candidate) => candidate.entry === entry)?.label ?? `${shape.entity.label} ${index + 1}`}
            {Object.entries(shape.extras).map(([name, field]) => (
              <span key={name} className="muted">
                ，{field.label}：{show(field, extra[name])}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {links.length > LINKS_NAMED && (
        <p className="hint">
          共 {links.length} 条，这里列出前 {LINKS_NAMED} 条。
        </p>
      )}
    </>
  );
}

function SubRows({ shape, value }: { shape: Shape<'rows'>; value: unknown }) {
  return (
    <ol className="viewrows">
      {asRows(value).map((row, index) => (
        <li key={index}>
          <b>
            {shape.itemLabel} {index + 1}
          </b>
          <FieldsView fields={shape.fields} row={row} />
        </li>
      ))}
    </ol>
  );
}

/** The text of most kinds is what `show` prints; only files, links and sub-rows are more than text. */
const VIEWS: ByKind<[ViewProps], ReactNode> = {
  text: printed,
  longText: (_, { field, value }) => <span className="pre">{show(field, value)}</span>,
  person: printed,
  integer: printed,
  decimal: printed,
  date: printed,
  dateRange: printed,
  year: printed,
  choice: printed,
  choices: printed,
  coded: printed,
  checkbox: printed,
  region: printed,
  files: (_, { value }) => <FileLinks value={value} />,
  links: (shape, { value }) => <LinkedEntries shape={shape} value={value} />,
  rows: (shape, { value }) => <SubRows shape={shape} value={value} />,
};

const viewOf = <K extends Kind>(shape: Shape<K>, props: ViewProps): ReactNode => VIEWS[shape.kind](shape, props);

/** The answer of one field; nothing for an empty one (its list shows a dash). */
export function FieldView({ field, value }: ViewProps) {
  if (isEmpty(value)) return null;
  return <>{viewOf(field.shape, { field, value })}</>;
}

const unitOf = ({ shape }: Field): string => ('unit' in shape && shape.unit ? ` ${shape.unit}` : '');

/** Answers that are more than a few words. */
const SPREAD: ReadonlySet<Kind> = new Set<Kind>(['longText', 'files', 'links', 'rows']);

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A row as labels and values, in the order of its fields. Hidden fields (see `isShown`) are left to the caller. */
export function FieldsView({ fields, row, columns }: { fields: Fields; row: Raw; columns?: 1 | 3 }) {
  return (
    <KeyValues
      columns={columns}
      items={Object.entries(fields).map(([name, field]): Pair => {
        const value = row[name];
        const view = isEmpty(value) ? null : (
          <>
            <FieldView field={field} value={value} />
            {unitOf(field)}
          </>
        );
        return [field.label, view, SPREAD.has(field.shape.kind) ? 'wide' : undefined];
      })}
    />
  );
}
