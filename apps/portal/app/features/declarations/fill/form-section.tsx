import type { PlannedSection } from '@zhicheng/series-kit';
import { useEffect, useRef } from 'react';
import { WhyButton } from '../../../components/why-button.tsx';
import { ConflictNotice } from '../../../render/conflict-notice.tsx';
import { FieldGrid } from '../../../render/field-control.tsx';
import { formKey, useFill } from './use-fill.tsx';

/** Typed here and changed elsewhere: the person chooses per field. */
export function SectionConflict({ planned }: { planned: PlannedSection }) {
  const { book, view } = useFill();
  const { code } = planned.section;
  const key = formKey(code);
  const conflicting = book.conflicts.includes(key);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (conflicting) box.current?.focus();
  }, [conflicting]);
  if (!conflicting) return null;
  return (
    <div ref={box} tabIndex={-1}>
      <ConflictNotice
        fields={planned.fields}
        mine={book.value(key)}
        saved={{ raw: view.data.forms[code] ?? {}, version: view.card.version }}
        onResolve={(raw) => book.resolve(key, raw)}
      />
    </div>
  );
}

/** Several buttons of the page save: each is called after what it stores (AH-19.20). */
type Props = { planned: PlannedSection; saveLabel: string };

/** Questions or upload slots of one section, stored by 保存 or by themselves. */
export function FormSectionFields({ planned, saveLabel }: Props) {
  const { view, book, change, flush, busy } = useFill();
  const key = formKey(planned.section.code);
  const raw = book.value(key);
  return (
    <div className="fillform">
      <SectionConflict planned={planned} />
      <FieldGrid
        fields={planned.fields}
        raw={raw}
        path={planned.section.code}
        onChange={(name, value) => change(key, { ...raw, [name]: value })}
      />
      <div className="acts">
        <WhyButton
          type="button"
          aria-busy={busy || undefined}
          reason={view.closed.join('') || null}
          onClick={() => flush()}
        >
          {saveLabel}
          {saveLabel === '保存' && <span className="vh">{planned.label}</span>}
        </WhyButton>
      </div>
    </div>
  );
}
