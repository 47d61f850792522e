import type { Field, Fields, Raw } from '@zhicheng/series-kit';
import type { ComponentType } from 'react';

/** What every control gets. The value is raw: what the person typed, not yet read by the field. */
export type ControlProps = {
  readonly field: Field;
  /** Name in the form, with dots for sub-rows. */
  readonly path: string;
  readonly value: unknown;
  onChange(value: unknown): void;
  /** The field was left. */
  onBlur(): void;
  readonly error: string | undefined;
  readonly required: boolean;
  /** Controls of nested fields; handed in, because they are made of controls again. */
  readonly Nested: ComponentType<NestedProps>;
};

export type NestedProps = {
  readonly fields: Fields;
  readonly raw: Raw;
  readonly path: string;
  onChange(name: string, value: unknown): void;
};
