/**
 * What the portal hands to a control that a series brings itself (`./ui`). The portal draws heading, help and error
 * around it; the widget draws what is between, reads `value` as it was typed and says every change with `onChange`.
 */
export interface WidgetProps {
  /** Of the element that gets the focus. */
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly describedBy?: string;
  onChange(value: unknown): void;
  onBlur(): void;
}
