import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { Note } from '../../components/note.tsx';
import { Tel } from '../../frames/footer.tsx';
import type { loader } from '../../routes/plans.$id.path.ts';

type Props = { planId: string; titleId: string | null };

/** Who will audit, in which order, before anything is promised; where the path is broken, whom to ask. */
export function PathPreview({ planId, titleId }: Props) {
  const { data, load } = useFetcher<typeof loader>();
  useEffect(() => {
    if (titleId) load(`/plans/${planId}/path?title=${titleId}`);
  }, [planId, titleId, load]);
  const preview = data?.titleId === titleId ? data?.preview : undefined;
  if (!titleId || !preview) return null;
  return (
    <div aria-live="polite">
      <Note face={preview.complete ? 'info' : 'back'} title={preview.complete ? '提交后由谁审核' : '审核路径不完整'}>
        {preview.broken && <p>{preview.broken.words}</p>}
        <ol>
          {preview.stages.map(({ choices }, index) => (
            <li key={index}>
              {choices[0]?.label}：
              {choices.map(({ organisationId, node, name, phone }, choice) => (
                <span key={node + organisationId}>
                  {choice > 0 && '，或 '}
                  {name}
                  {phone && (
                    <>
                      （<Tel number={phone} />）
                    </>
                  )}
                </span>
              ))}
              {choices.length > 1 && <span className="hint">（由上一级审核时选择）</span>}
            </li>
          ))}
        </ol>
      </Note>
    </div>
  );
}
