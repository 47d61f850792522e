import type { Entity, Fields, Raw } from '@zhicheng/series-kit';
import type { ReactNode } from 'react';
import { Section } from '../components/section.tsx';
import { FieldGrid } from './field-control.tsx';

/** Some fields of a form under a heading of their own. */
export type FormBlock = {
  readonly title: string;
  readonly names: readonly string[];
  /** Stands before the controls, e.g. what is shown and cannot be changed. */
  readonly lead?: ReactNode;
};

type Props = {
  fields: Fields;
  when?: Entity['when'];
  blocks?: readonly FormBlock[];
  raw: Raw;
  onChange(name: string, value: unknown): void;
};

const among = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])));

/** All fields in their order, or block by block. */
export function FormBody({ fields, blocks, ...rest }: Props) {
  if (Object.keys(fields).length === 0) return null;
  if (!blocks) return <FieldGrid fields={fields} path="" {...rest} />;
  return (
    <>
      {blocks.map(({ title, names, lead }) => (
        <Section key={title} title={title}>
          {lead}
          <FieldGrid fields={among(fields, names)} path="" {...rest} />
        </Section>
      ))}
    </>
  );
}
