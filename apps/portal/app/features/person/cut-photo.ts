import { isRaw, type Raw } from '@zhicheng/series-kit';

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** The picture and the frame in it, as the photo picker sends them; the core checks both. */
export function pictureCut({ id, rect }: Raw) {
  const { x, y, width, height } = isRaw(rect) ? rect : { x: NaN, y: NaN, width: NaN, height: NaN };
  return {
    id: typeof id === 'string' ? id : '',
    rect: { x: numberOf(x), y: numberOf(y), width: numberOf(width), height: numberOf(height) },
  };
}
