import { useId, type ReactNode } from 'react';
import { Link } from '../../components/link.tsx';
import { EvidencePane } from './evidence.tsx';
import { useSectionInView } from './use-section-in-view.ts';

export type CaseSection = {
  readonly id: string;
  readonly label: string;
  /** Said beside the name, e.g. 3 条. */
  readonly note?: string;
  readonly body: ReactNode;
};

export const anchorOf = (id: string): string => `part-${id}`;

type NavProps = { sections: readonly CaseSection[]; more?: { label: string; to: string } };

function SectionNav({ sections, more, current }: NavProps & { current: string | null }) {
  return (
    <nav className="wb__nav" aria-label="材料各部分">
      <div className="wb__stay">
        {sections.map(({ id, label, note }) => (
          <a key={id} href={`#${anchorOf(id)}`} aria-current={id === current ? 'true' : undefined}>
            {label}
            {note && <span className="s">{note}</span>}
          </a>
        ))}
        {more && (
          <Link to={more.to} preventScrollReset>
            {more.label}
          </Link>
        )}
      </div>
    </nav>
  );
}

function SectionChoice({ sections, current }: { sections: readonly CaseSection[]; current: string | null }) {
  const id = useId();
  return (
    <div className="field only-s wb__choice">
      <label htmlFor={id}>材料</label>
      <select
        className="sel"
        id={id}
        value={current ?? ''}
        onChange={({ currentTarget }) =>
          document.getElementById(anchorOf(currentTarget.value))?.scrollIntoView({ block: 'start' })
        }
      >
        {sections.map((section) => (
          <option key={section.id} value={section.id}>
            {section.note ? `${section.label}（${section.note}）` : section.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Three columns: the parts of a case, their rows, the file that is open; two where a case has no files. */
export function CaseSections({ sections, more, files = true }: NavProps & { files?: boolean }) {
  const current = useSectionInView(sections.map(({ id }) => anchorOf(id)))?.replace(/^part-/, '') ?? null;
  return (
    <div className={files ? 'wb' : 'wb wb--nofiles'}>
      <SectionNav sections={sections} more={more} current={current} />
      <div className="wb__mid">
        <SectionChoice sections={sections} current={current} />
        {sections.map(({ id, label, body }) => (
          <section key={id} className="part" id={anchorOf(id)} aria-labelledby={`${anchorOf(id)}-h`}>
            <div className="sec__h">
              <h2 id={`${anchorOf(id)}-h`} tabIndex={-1}>
                {label}
              </h2>
            </div>
            {body}
          </section>
        ))}
      </div>
      {files && <EvidencePane />}
    </div>
  );
}
