import type { PlannedSection } from '@zhicheng/series-kit';
import { useEffect, useRef, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Icon } from '../../../components/icon.tsx';
import { asRows } from '../../../render/values.ts';
import type { FillView, Group } from './plan-of-page.ts';
import { soleRows } from './rows-section.tsx';

function filled(planned: PlannedSection, { data }: FillView): string {
  const { section, label } = planned;
  if (section.kind === 'pick') {
    const count = data.picks[section.code]?.length ?? 0;
    return count > 0 ? `${label}已导入 ${count} 条` : '';
  }
  const raw = data.forms[section.code];
  if (!raw) return '';
  const rows = soleRows(planned);
  if (!rows) return `${label}已填写`;
  const count = asRows(raw[rows.name]).length;
  return count > 0 ? `${label} ${count} 条` : '';
}

/** What stands in a finished group, in one line; '' while there is nothing. */
export const summaryOf = ({ sections }: Group, view: FillView): string =>
  sections
    .map((planned) => filled(planned, view))
    .filter(Boolean)
    .join('，');

type Props = { id: string; label: string; summary: string; onOpen(): void; children: ReactNode };

/** A finished group: its body stays on the page, so that searching in the page finds and opens it. */
export function FoldedGroup({ id, label, summary, onOpen, children }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    element.setAttribute('hidden', 'until-found');
    const found = () => open.current();
    element.addEventListener('beforematch', found);
    return () => element.removeEventListener('beforematch', found);
  }, []);
  return (
    <section className="folded" id={id} aria-label={label} data-folded>
      <b className="folded__n">
        <span className="ok">
          <Icon name="check" />
        </span>{' '}
        {label}
      </b>
      <span className="sum">{summary}</span>
      <button
        type="button"
        className="linkbtn"
        aria-expanded="false"
        aria-label={`展开${label}`}
        data-unfold
        onClick={() => flushSync(onOpen)}
      >
        展开
      </button>
      <div ref={body} hidden>
        {children}
      </div>
    </section>
  );
}
