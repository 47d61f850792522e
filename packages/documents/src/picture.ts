import { ImageRun } from 'docx';
import { cm } from './typography.ts';

export type Picture = {
  readonly bytes: Uint8Array;
  readonly type: 'jpg' | 'png';
  readonly width: number;
  readonly height: number;
};

/** DOCX sizes pictures in pixels of 1/96 inch. */
const pixels = (twips: number) => Math.round((twips / 1440) * 96);

/** The picture as large as fits into the box (twips), in its own shape. */
export const pictureRun = (picture: Picture, box: { width: number; height: number }, name: string): ImageRun => {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  return new ImageRun({
    type: picture.type,
    data: picture.bytes,
    transformation: {
      width: Math.max(1, pixels(picture.width * scale)),
      height: Math.max(1, pixels(picture.height * scale)),
    },
    altText: { name, description: name },
  });
};

/** A portrait of two inches (35 × 49 mm) is the largest a form shows. */
export const PORTRAIT = { width: cm(3.5), height: cm(4.9) } as const;
