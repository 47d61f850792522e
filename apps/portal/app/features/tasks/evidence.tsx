import type { FileRef } from '@zhicheng/series-kit';
import { createContext, useContext, useMemo, useState, type MouseEvent, type ReactNode } from 'react';
import { extensionOf, megabytes } from '../../components/file-slot/checks.ts';
import { fileAddress } from '../../components/file-slot/stored-file.tsx';
import { EvidenceView } from './evidence-view.tsx';
import { useNarrow } from './use-narrow.ts';

type Evidence = { readonly current: FileRef | null; show(file: FileRef | null): void };

const EvidenceContext = createContext<Evidence>({ current: null, show: () => undefined });
export const useEvidence = (): Evidence => useContext(EvidenceContext);

export function EvidenceProvider({ children }: { children: ReactNode }) {
  const [current, show] = useState<FileRef | null>(null);
  return (
    <EvidenceContext.Provider value={useMemo(() => ({ current, show }), [current])}>
      {children}
    </EvidenceContext.Provider>
  );
}

const VIEWABLE = ['jpg', 'png', 'bmp', 'pdf'];

/** Other kinds of file are downloaded, and so is everything without scripts or in a new tab. */
const opensHere = (file: FileRef, event: MouseEvent): boolean =>
  VIEWABLE.includes(extensionOf(file.name)) && !event.ctrlKey && !event.metaKey && !event.shiftKey;

/** Files of a row: a click opens them beside the rows, on phones below the row. */
export function EvidenceLinks({ files }: { files: readonly FileRef[] }) {
  const { current, show } = useEvidence();
  const narrow = useNarrow();
  return (
    <ul className="filelinks">
      {files.map((file) => (
        <li key={file.id}>
          <a
            href={fileAddress(file)}
            aria-current={current?.id === file.id || undefined}
            data-evidence={file.id}
            onClick={(event) => {
              if (!opensHere(file, event)) return;
              event.preventDefault();
              show(narrow && current?.id === file.id ? null : file);
            }}
          >
            {file.name}
          </a>{' '}
          <span className="file__m">{megabytes(file.bytes)}</span>
          {narrow && current?.id === file.id && (
            <div className="evidence--below">
              <EvidenceView file={file} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The right column. On phones the file stands below its row instead. */
export function EvidencePane() {
  const { current } = useEvidence();
  const narrow = useNarrow();
  return (
    <aside className="wb__doc hide-s" aria-label="佐证材料" tabIndex={-1} id="evidence">
      <div className="wb__stay">
        {current && !narrow ? (
          <EvidenceView file={current} key={current.id} />
        ) : (
          <p className="docbar muted">点开材料的文件名，在这里查看。</p>
        )}
      </div>
    </aside>
  );
}
