import type { ReactNode } from 'react';
import { Link } from '../components/link.tsx';
import { WhyButton } from '../components/why-button.tsx';

export type Intent = {
  /** What the action reads as `intent`. */
  readonly value: string;
  readonly label: string;
  /** The one filled button. */
  readonly main?: boolean;
  /** Why it cannot be used now, what to do, whom to call. */
  readonly reason?: string | null;
};

type Props = {
  intents: readonly Intent[];
  busy: boolean;
  cancelTo?: string;
  onSend(intent: string): void;
  onCancel(): void;
  /** How far the text is kept; stays in sight with the buttons. */
  status?: ReactNode;
};

/** 保存 提交 取消, in this order (AH-04.07). */
export function FormButtons({ intents, busy, cancelTo, onSend, onCancel, status }: Props) {
  return (
    <div className="acts kitform__a">
      {intents.map(({ value, label, main, reason }) => (
        <WhyButton
          key={value}
          type="button"
          reason={reason}
          className={main ? 'btn btn--go' : 'btn'}
          aria-busy={busy || undefined}
          onClick={() => onSend(value)}
        >
          {label}
        </WhyButton>
      ))}
      {cancelTo && (
        <Link className="btn" to={cancelTo} onClick={onCancel}>
          取消
        </Link>
      )}
      {status}
    </div>
  );
}
