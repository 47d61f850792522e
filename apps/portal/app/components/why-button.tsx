import { useId, useRef, type ButtonHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** Why it cannot be pressed now, what to do, whom to call; without it the button works. */
  reason?: string | null;
};

/** Stays visible and focusable when not available; pressing it then moves to the reason. */
export function WhyButton({ reason, className = 'btn', onClick, children, ...rest }: Props) {
  const id = useId();
  const why = useRef<HTMLParagraphElement>(null);
  if (!reason)
    return (
      <button className={className} onClick={onClick} {...rest}>
        {children}
      </button>
    );
  return (
    <span className="whybtn">
      <button
        {...rest}
        type="button"
        className={className}
        aria-disabled="true"
        aria-describedby={id}
        onClick={() => why.current?.focus()}
      >
        {children}
      </button>
      <p className="why" id={id} ref={why} tabIndex={-1}>
        <Icon name="lock" />
        <span>{reason}</span>
      </p>
    </span>
  );
}
