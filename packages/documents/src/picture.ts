import { ImageRun } from 'docx';
import { escaped } from './ooxml.ts';
import { cm } from './typography.ts';

export type Picture = {
  readonly bytes: Uint8Array;
  readonly type: 'jpg' | 'png';
  readonly width: number;
  readonly height: number;
};
type Box = { readonly width: number; readonly height: number };

/** DOCX sizes pictures in pixels of 1/96 inch. */
const pixels = (twips: number) => Math.round((twips / 1440) * 96);

/** As large as fits into the box (twips), in the picture's own shape. */
const fitting = ({ width, height }: Box, box: Box): Box => {
  const scale = Math.min(box.width / width, box.height / height);
  return { width: Math.max(1, pixels(width * scale)), height: Math.max(1, pixels(height * scale)) };
};

/** The picture in a part that the library writes. */
export const pictureRun = (picture: Picture, box: Box, name: string): ImageRun =>
  new ImageRun({
    type: picture.type,
    data: picture.bytes,
    transformation: fitting(picture, box),
    altText: { name, description: name },
  });

/** English metric units, in which drawings are measured. */
const EMU_PER_PIXEL = 9525;
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';

/** The picture behind relation `relation` as a run; `id` is unlike that of any other drawing of the file. */
export const drawing = (picture: Picture, box: Box, name: string, relation: string, id: number): string => {
  const { width, height } = fitting(picture, box);
  const size = `cx="${width * EMU_PER_PIXEL}" cy="${height * EMU_PER_PIXEL}"`;
  const label = escaped(name);
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${id}" name="${label}" descr="${label}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="${DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic xmlns:a="${DRAWING}/main"><a:graphicData uri="${DRAWING}/picture"><pic:pic xmlns:pic="${DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="${id}" name="${label}"/><pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr><pic:blipFill><a:blip r:embed="${relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
};

/** A portrait of two inches (35 × 49 mm) is the largest a form shows. */
export const PORTRAIT = { width: cm(3.5), height: cm(4.9) } as const;
