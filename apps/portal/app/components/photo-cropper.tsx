import 'react-easy-crop/react-easy-crop.css';
import { useState } from 'react';
import Cropper, { type Area } from 'react-easy-crop';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** In pixels of the upright picture. */
export type PixelRect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const RATIO = 5 / 7;
const STEP = 8;
const MAX_ZOOM = 4;

type Shift = { readonly label: string; readonly x: number; readonly y: number };
const SHIFTS: readonly Shift[] = [
  { label: '左移', x: STEP, y: 0 },
  { label: '右移', x: -STEP, y: 0 },
  { label: '上移', x: 0, y: STEP },
  { label: '下移', x: 0, y: -STEP },
];

type Props = { fileId: string; onCancel(): void; onDone(rect: PixelRect): void };

/** 裁剪照片: drag and pinch, or the slider and four buttons; the frame has the shape of the certificate photo. */
export default function PhotoCropper({ fileId, onCancel, onDone }: Props) {
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [area, setArea] = useState<Area>();
  return (
    <ConfirmDialog
      open
      onClose={onCancel}
      title="裁剪照片"
      confirm={
        <button type="button" className="btn btn--go" onClick={() => area && onDone(area)}>
          确定
        </button>
      }
    >
      <div className="crop">
        <Cropper
          image={`/files/${encodeURIComponent(fileId)}?view=full`}
          crop={crop}
          zoom={zoom}
          maxZoom={MAX_ZOOM}
          aspect={RATIO}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          onCropComplete={(_, pixels) => setArea(pixels)}
          showGrid={false}
          disableAutomaticStylesInjection
          mediaProps={{ alt: '待裁剪的照片' }}
        />
      </div>
      <div className="acts crop__a">
        <label className="crop__z">
          缩放
          <input
            type="range"
            min={1}
            max={MAX_ZOOM}
            step={0.05}
            value={zoom}
            onChange={({ currentTarget }) => setZoom(Number(currentTarget.value))}
          />
        </label>
        {SHIFTS.map(({ label, x, y }) => (
          <button
            key={label}
            type="button"
            className="btn btn--s"
            onClick={() => setCrop({ x: crop.x + x, y: crop.y + y })}
          >
            {label}
          </button>
        ))}
      </div>
      <p className="hint">让脸在框的中间，头顶留一点空。</p>
    </ConfirmDialog>
  );
}
