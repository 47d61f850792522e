import type { FileRef } from '@zhicheng/series-kit';
import { useState } from 'react';
import { extensionOf, megabytes } from '../../components/file-slot/checks.ts';
import { fileAddress } from '../../components/file-slot/stored-file.tsx';

const STEPS = [100, 150, 200, 300] as const;

export type Sight = { readonly zoom: number; readonly turn: number };
const FIT: Sight = { zoom: 0, turn: 0 };

const turned = (sight: Sight): Sight => ({ ...sight, turn: (sight.turn + 90) % 360 });
const zoomed = (sight: Sight, by: 1 | -1): Sight => ({
  ...sight,
  zoom: Math.min(STEPS.length - 1, Math.max(0, sight.zoom + by)),
});

function Picture({ file, sight }: { file: FileRef; sight: Sight }) {
  const [failed, setFailed] = useState(false);
  if (failed) return <p className="sheet sheet--note">图片没有打开。请下载后查看，或刷新页面重试。</p>;
  return (
    <div className="sheetbox" tabIndex={0} role="group" aria-label={`${file.name} 图片`}>
      <img
        className="sheet"
        src={`${fileAddress(file)}?view=full`}
        alt={file.name}
        data-turn={sight.turn}
        style={{ width: `${STEPS[sight.zoom] ?? 100}%` }}
        onError={() => setFailed(true)}
      />
    </div>
  );
}

/** The browser's own reader has pages, zoom and rotation; phones have none inside a page. */
function Pages({ file }: { file: FileRef }) {
  const address = `${fileAddress(file)}?view=full`;
  return (
    <>
      <iframe className="sheetpdf hide-s" src={`${address}#navpanes=0&view=FitH`} title={file.name} />
      <p className="sheet sheet--note only-s">
        <a href={address} target="_blank" rel="noopener">
          在新标签页打开 {file.name}
        </a>
      </p>
    </>
  );
}

/** One file: its name and size, what can be done with it, the thing itself. */
export function EvidenceView({ file }: { file: FileRef }) {
  const [sight, setSight] = useState(FIT);
  const picture = extensionOf(file.name) !== 'pdf';
  return (
    <>
      <div className="docbar">
        <b>
          {file.name}，{megabytes(file.bytes)}
        </b>
        {picture && (
          <>
            <button type="button" data-sight="in" onClick={() => setSight((s) => zoomed(s, 1))}>
              放大
            </button>
            <button type="button" data-sight="out" onClick={() => setSight((s) => zoomed(s, -1))}>
              缩小
            </button>
            <button type="button" data-sight="turn" onClick={() => setSight(turned)}>
              旋转
            </button>
            <button type="button" data-sight="fit" onClick={() => setSight(FIT)}>
              适合宽度
            </button>
          </>
        )}
        <a href={fileAddress(file)} download={file.name}>
          下载
        </a>
      </div>
      {picture ? <Picture file={file} sight={sight} /> : <Pages file={file} />}
    </>
  );
}
