import { PhotoPicker } from '../../../components/photo-picker.tsx';
import { fieldId } from '../../../render/field-path.ts';
import { PHOTO } from './gaps.ts';
import { useFill } from './use-fill.tsx';

/** 电子照片 of this declaration; taken over from the personal centre at the start. */
export function PhotoPart() {
  const { view, send, busy, refusal } = useFill();
  const { photo } = view.data.applicant;
  const error = refusal?.issues.find(({ path }) => path === PHOTO || path === 'rect' || path === 'file')?.message;
  return (
    <div className="fillpart">
      <div className="fillpart__h">
        <h3>
          <span className="req" aria-hidden="true">
            *
          </span>
          电子照片
        </h3>
      </div>
      <PhotoPicker
        id={fieldId(PHOTO)}
        photoId={photo?.id ?? null}
        busy={busy}
        error={error}
        onCrop={(fileId, rect) => send('photo', { fileId, rect })}
      />
    </div>
  );
}
