export type SlotRules = { readonly types: readonly string[]; readonly maxMB: number; readonly maxCount: number };

const MB = 1024 * 1024;

/** 0.4MB (AH-04.10); a file is never shown as 0MB. */
export function megabytes(bytes: number): string {
  const size = bytes / MB;
  if (size >= 0.1) return `${Number(size.toFixed(1))}MB`;
  return `${Math.max(0.01, Number(size.toFixed(2)))}MB`;
}

export const extensionOf = (name: string): string => {
  const found = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return found === 'jpeg' ? 'jpg' : found;
};

/** For the file dialog; phones offer the camera where pictures are allowed. */
export const acceptOf = ({ types }: SlotRules): string =>
  types.flatMap((type) => (type === 'jpg' ? ['.jpg', '.jpeg'] : [`.${type}`])).join(',');

const KEPT_FIRST = ['pdf', 'jpg', 'png', 'docx', 'doc'];

/** What to do about it, in the slot's own types: 请另存为 pdf 或 jpg */
function remedy({ types, maxMB }: SlotRules, wrongType: boolean, tooLarge: boolean): string {
  const best =
    KEPT_FIRST.filter((type) => types.includes(type))
      .slice(0, 2)
      .join(' 或 ') || types.join('、');
  const parts = [wrongType && `另存为 ${best}`, tooLarge && `压缩到 ${maxMB}MB 以内`].filter(Boolean);
  return `请${parts.join('，')}再传。`;
}

/** What phones of one maker save by default, and no browser or office program here opens. */
const HEIC = ['heic', 'heif', 'hif'];
const HEIC_WORDS =
  '没有上传。这是苹果手机的 HEIC 照片，多数电脑打不开。请在手机“设置 - 相机 - 格式”里选“兼容性最佳”后重拍，或把照片转成 jpg 再传。';

/**
 * Checked before anything is sent: type by name, size. The server looks at the content itself.
 * @returns undefined if the file may be sent, else what was wrong in figures and what to do
 */
export function refusalOfFile(file: { name: string; size: number }, rules: SlotRules): string | undefined {
  if (file.size === 0) return '没有上传。文件是空的，请重新选择。';
  const type = extensionOf(file.name);
  const wrongType = !rules.types.includes(type);
  const tooLarge = file.size > rules.maxMB * MB;
  if (wrongType && HEIC.includes(type)) return HEIC_WORDS;
  if (!wrongType && !tooLarge) return undefined;
  const is = [wrongType && (type ? `${type} 格式` : '没有扩展名的文件'), megabytes(file.size)]
    .filter(Boolean)
    .join('、');
  return `没有上传。文件是 ${is}；${remedy(rules, wrongType, tooLarge)}`;
}

/** AH-04.09, verbatim shape, for slots whose field brings no sentence of its own. */
export const ruleSentence = ({ types, maxMB, maxCount }: SlotRules): string =>
  `只能上传${types.join('/')}文件, 且不超过${maxMB}MB, 且最多只能上传${maxCount}个文件`;
