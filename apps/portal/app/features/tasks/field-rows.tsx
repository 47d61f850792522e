import {
  headingOf,
  isRaw,
  isShown,
  type Change,
  type Entity,
  type Field,
  type Fields,
  type Raw,
} from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { FieldView } from '../../render/field-view.tsx';
import { asFiles, asRows } from '../../render/values.ts';
import { MarkTick } from '../marks/marking.tsx';
import { EvidenceLinks, useEvidence } from './evidence.tsx';
import { isLinks, LinkedPages } from './linked-pages.tsx';

/** What an empty answer of a person reads as; years are said as years (AH-33.08). */
const NONE = '无';

type RowProps = { label: ReactNode; children: ReactNode; on?: boolean };

/** One line of a case: what was asked, what was answered. J and K walk along these. */
export function CaseRow({ label, children, on = false }: RowProps) {
  return (
    <div className={on ? 'fr fr--read fr--on' : 'fr fr--read'} tabIndex={-1} data-row>
      <dt className="fr__l">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Labels and values that belong to no form, e.g. the heading of a declaration. */
export function FactRows({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl>
      {facts.map(([label, value]) => (
        <CaseRow key={label} label={label}>
          {value === null || value === undefined || value === '' ? NONE : value}
        </CaseRow>
      ))}
    </dl>
  );
}

/** Old struck, new underlined, and the words for it. */
function Changed({ change, children }: { change: Change; children: ReactNode }) {
  return (
    <>
      {change.before !== '' && change.before !== change.after && (
        <>
          <del>
            <span className="vh">原为</span>
            {change.before}
          </del>{' '}
        </>
      )}
      <ins>{children}</ins> <span className="small muted nw">本轮改动</span>
    </>
  );
}

function Answer({ field, value }: { field: Field; value: unknown }) {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <>{NONE}</>;
  const years = field.shape.kind === 'integer' && field.label.endsWith('年限') && !field.shape.unit;
  return (
    <>
      <FieldView field={field} value={value} />
      {years && '年'}
    </>
  );
}

function FileRow({ field, value, path }: { field: Field; value: unknown; path: string }) {
  const { current } = useEvidence();
  const files = asFiles(value);
  return (
    <CaseRow
      label={
        <>
          <MarkTick path={path} label={field.label} />
          {field.label}
        </>
      }
      on={files.some(({ id }) => id === current?.id)}
    >
      {files.length > 0 ? <EvidenceLinks files={files} /> : NONE}
      {files.map(({ id, name }) => (
        <MarkTick
          key={id}
          path={path}
          fileId={id}
          label={`文件 ${name}`}
          words={files.length > 1 ? `文件 ${name}` : '这个文件'}
        />
      ))}
    </CaseRow>
  );
}

/** `at`: where the row stands in the one around it, e.g. `titles.0.`. */
type Props = { fields: Fields; row: Raw; when?: Entity['when']; changes?: readonly Change[]; at?: string };

function Nested({ field, value, path }: { field: Field; value: unknown; path: string }) {
  const { shape } = field;
  if (shape.kind !== 'rows') return null;
  const items = asRows(value);
  if (items.length === 0)
    return (
      <dl>
        <CaseRow label={field.label}>{NONE}</CaseRow>
      </dl>
    );
  return (
    <>
      {items.map((item, index) => (
        <section key={index} className="frsub" aria-label={`${shape.itemLabel} ${index + 1}`}>
          <h4>
            <MarkTick path={`${path}.${index}`} label={`${shape.itemLabel} ${index + 1}`} />
            {shape.itemLabel} {index + 1}
          </h4>
          <FieldRows fields={shape.fields} row={item} at={`${path}.${index}.`} />
        </section>
      ))}
    </>
  );
}

function one(name: string, path: string, field: Field, value: unknown, change: Change | undefined): ReactNode {
  if (field.shape.kind === 'files') return <FileRow key={name} field={field} value={value} path={path} />;
  const answer = isLinks(field) ? (
    <LinkedPages shape={field.shape} value={value} name={name} />
  ) : (
    <Answer field={field} value={value} />
  );
  return (
    <CaseRow
      key={name}
      label={
        <>
          <MarkTick path={path} label={field.label} />
          {headingOf(field)}
        </>
      }
    >
      {change ? <Changed change={change}>{answer}</Changed> : answer}
    </CaseRow>
  );
}

/** The answers of a form in the order of its fields; sub-rows follow with headings of their own. */
export function FieldRows({ fields, row, when, changes = [], at = '' }: Props) {
  const shown = Object.entries(fields).filter(([name]) => isShown({ when }, name, row));
  const plain = shown.filter(([, field]) => field.shape.kind !== 'rows');
  const nested = shown.filter(([, field]) => field.shape.kind === 'rows');
  return (
    <>
      {plain.length > 0 && (
        <dl>
          {plain.map(([name, field]) =>
            one(
              name,
              at + name,
              field,
              row[name],
              changes.find((change) => change.field === name),
            ),
          )}
        </dl>
      )}
      {nested.map(([name, field]) => (
        <Nested key={name} field={field} value={row[name]} path={at + name} />
      ))}
    </>
  );
}

/** A row handed over by a loader is data; anything else reads as empty. */
export const asRow = (value: unknown): Raw => (isRaw(value) ? value : {});
