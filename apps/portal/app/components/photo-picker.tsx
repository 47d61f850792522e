import { lazy, Suspense, useId, useRef, useState } from 'react';
import { refusalOfFile } from './file-slot/checks.ts';
import { sendFile } from './file-slot/send.ts';
import { Icon } from './icon.tsx';
import type { PixelRect } from './photo-cropper.tsx';

// The cropper is loaded when a picture has been chosen, not with every page that shows a photo.
const PhotoCropper = lazy(() => import('./photo-cropper.tsx'));

const RULES = { types: ['jpg', 'png'], maxMB: 10, maxCount: 1 } as const;

type Props = {
  /** Id of the button, for links that lead here. */
  id: string;
  photoId: string | null;
  required?: boolean;
  /** The picture is stored; the part inside the frame is to become the photo. */
  onCrop(fileId: string, rect: PixelRect): void;
  busy: boolean;
  error?: string;
};

type Step = { kind: 'none' } | { kind: 'sending'; percent: number } | { kind: 'cropping'; fileId: string };

/** 电子照片: shown, chosen, cut online to the size of the certificate (AH-19.19, AH-28.01). */
export function PhotoPicker({ id, photoId, required = true, onCrop, busy, error }: Props) {
  const [step, setStep] = useState<Step>({ kind: 'none' });
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const refused = refusalOfFile(file, RULES);
    setProblem(refused);
    if (refused) return;
    setStep({ kind: 'sending', percent: 0 });
    const { done } = sendFile({
      file,
      slot: 'photo',
      rules: RULES,
      photo: true,
      onProgress: (percent) => setStep({ kind: 'sending', percent }),
    });
    const answer = await done;
    if (answer.ok) return setStep({ kind: 'cropping', fileId: answer.file.id });
    setProblem(answer.message);
    setStep({ kind: 'none' });
  };
  const close = () => {
    setStep({ kind: 'none' });
    document.getElementById(id)?.focus();
  };
  const said = problem ?? error;
  return (
    <div className="photo">
      {photoId ? (
        <img className="photo__i" src={`/files/${encodeURIComponent(photoId)}?view=thumb`} alt="当前电子照片" />
      ) : (
        <span className="photo__i photo__i--none">{required ? '还没有照片' : '没有照片'}</span>
      )}
      <div className="photo__t">
        <button
          type="button"
          className="btn"
          id={id}
          aria-describedby={hint}
          aria-busy={busy || step.kind === 'sending' || undefined}
          onClick={() => input.current?.click()}
        >
          + 上传照片
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".jpg,.jpeg,.png"
          aria-label="上传照片"
          onChange={({ currentTarget }) => {
            void choose(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
        <p className="hint" id={hint}>
          近期免冠正面彩色证件照，底色不限；jpg/png，不超过10MB，上传后可在线裁剪。用于职称电子证书。
        </p>
        <p className="hint" role="status">
          {step.kind === 'sending' && `正在上传，已传 ${step.percent}%`}
        </p>
        {said && (
          <p className="err" role="alert">
            <Icon name="alert" />
            <span>{said}</span>
          </p>
        )}
      </div>
      {step.kind === 'cropping' && (
        <Suspense fallback={<p role="status">正在打开照片…</p>}>
          <PhotoCropper
            fileId={step.fileId}
            onCancel={close}
            onDone={(rect) => {
              onCrop(step.fileId, rect);
              close();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
