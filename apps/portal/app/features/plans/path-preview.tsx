import { useFetcher } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useEffect } from 'react';
import { Note } from '../../components/note.tsx';
import { Tel } from '../../frames/footer.tsx';
import type { loader } from '../../routes/plans.$id.path.ts';

export type Path = NonNullable<Awaited<ReturnType<Caller['declarations']['previewPath']>>>;
type Stage = Path['stages'][number];

/** Who would audit a declaration for this title; null until it is known, and without a unit. */
export function usePath(planId: string, titleId: string | null): Path | null {
  const { data, load } = useFetcher<typeof loader>();
  useEffect(() => {
    if (titleId) load(`/plans/${planId}/path?title=${titleId}`);
  }, [planId, titleId, load]);
  return (titleId && data?.titleId === titleId && data.preview) || null;
}

function Body({ choice: { label, name, phone }, before }: { choice: Stage['choices'][number]; before: string | null }) {
  return (
    <span>
      {before !== null && '，或 '}
      {before !== label && `${label}：`}
      {name}
      {phone && (
        <>
          （<Tel number={phone} />）
        </>
      )}
    </span>
  );
}

/** The stages in their order; several bodies at one stage are a choice of whoever audits before it (GP.18). */
export function PathStages({ stages }: Pick<Path, 'stages'>) {
  return (
    <ol className="pathlist">
      {stages.map(({ choices }, index) => (
        <li key={index}>
          {choices.map((choice, at) => (
            <Body key={choice.node + choice.organisationId} choice={choice} before={choices[at - 1]?.label ?? null} />
          ))}
          {choices.length > 1 && <span className="hint">由上一级审核时选择</span>}
        </li>
      ))}
    </ol>
  );
}

/** 申报须知 of the body at which the declaration ends (GP.69). */
function DeclarationNotice({ name, text }: NonNullable<Path['notice']>) {
  return (
    <Note title={`申报须知：${name}`}>
      {text.split('\n').map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </Note>
  );
}

/** Who will audit, in which order, before anything is promised; where the path is broken, whom to ask. */
export function PathPreview({ complete, stages, broken, notice }: Path) {
  return (
    <div aria-live="polite">
      <Note face={complete ? 'info' : 'back'} title={complete ? '提交后由谁审核' : '审核路径不完整，暂时不能提交'}>
        {broken && <p>{broken.words}</p>}
        <PathStages stages={stages} />
      </Note>
      {notice && <DeclarationNotice {...notice} />}
    </div>
  );
}

/** The same in one line, for the promise. */
export function PathLine({ complete, stages, broken }: Path) {
  const names = stages.map(({ choices }) => choices.map(({ name }) => name).join('或'));
  return <p className="hint">{complete ? `提交后依次由${names.join('、')}审核。` : broken?.words}</p>;
}
