import type { FileType } from './sniff-type.ts';

export type RefusalCode = 'type' | 'size' | 'empty' | 'broken' | 'pixels' | 'interrupted' | 'active';
export type Refusal = { readonly ok: false; readonly code: RefusalCode; readonly message: string };

export type UploadSlot = { readonly types: readonly string[]; readonly maxMB: number };

export const MEGABYTE = 1024 * 1024;

/** Why a file is not taken, from anywhere inside the reading of it. */
export class UploadRefused extends Error {
  readonly refusal: Refusal;
  constructor(code: RefusalCode, sentence: string) {
    super(code);
    this.name = 'UploadRefused';
    this.refusal = { ok: false, code, message: `没有上传。${sentence}` };
  }
}

/** One decimal, rounded up: a file just above 10MB must not be called 10.0MB. */
const megabytes = (bytes: number) => `${(Math.ceil((bytes / MEGABYTE) * 10) / 10).toFixed(1)}MB`;

const either = (types: readonly string[]) =>
  types.length < 2 ? (types[0] ?? '') : `${types.slice(0, -1).join('、')} 或 ${types.at(-1)}`;

const saveAs = (slot: UploadSlot, bytes: number | undefined) =>
  bytes !== undefined && bytes > slot.maxMB * MEGABYTE
    ? `请另存为 ${either(slot.types)}，压缩到 ${slot.maxMB}MB 以内再传。`
    : `请另存为 ${either(slot.types)} 再传。`;

export type WrongType = {
  /** what the bytes are, if known */
  readonly format?: string;
  readonly extension: string;
  /** size of the whole file, if the browser has said it */
  readonly bytes?: number;
};

const HEIC =
  '这是苹果手机的 HEIC 照片，多数电脑打不开。请在手机“设置 - 相机 - 格式”里选“兼容性最佳”后重拍，或把照片转成 jpg 再传。';

export const wrongType = (slot: UploadSlot, { format, extension, bytes }: WrongType) => {
  const advice = saveAs(slot, bytes);
  const alias = extension === 'jpeg' ? 'jpg' : extension;
  if (slot.types.includes(alias) && format !== alias) {
    const content = format ? `内容却是 ${format} 格式` : `内容却不是 ${alias}，可能已损坏`;
    return new UploadRefused('type', `文件名是 .${extension}，${content}；${advice}`);
  }
  if (format === 'heic' || format === 'heif') return new UploadRefused('type', HEIC);
  const called = format ?? extension;
  const size = bytes === undefined ? '' : `、${megabytes(bytes)}`;
  if (!called) return new UploadRefused('type', `认不出文件的格式；${advice}`);
  return new UploadRefused('type', `文件是 ${called} 格式${size}；${advice}`);
};

export const tooLarge = (slot: UploadSlot, bytes: number | undefined) => {
  const told = bytes !== undefined && bytes > slot.maxMB * MEGABYTE;
  const fact = told ? `文件有 ${megabytes(bytes)}` : `文件超过 ${slot.maxMB}MB`;
  return new UploadRefused('size', `${fact}；请压缩到 ${slot.maxMB}MB 以内再传。`);
};

export const emptyFile = () => new UploadRefused('empty', '文件是空的（0 字节）；请先确认文件能打开，再重新选择。');

export const interrupted = (received: number) =>
  new UploadRefused('interrupted', `网络中断，只收到 ${megabytes(received)}；请重试。`);

export const tooManyPixels = (width: number, height: number, max: number) =>
  new UploadRefused(
    'pixels',
    `图片有 ${width}×${height} 像素，太大；请缩小到 ${Math.floor(max / 10_000)} 万像素以内再传，A4 材料用 300dpi 扫描即可。`,
  );

const BROKEN: Record<FileType, string> = {
  jpg: '图片不完整，可能没有拷贝完；请重新扫描或另存后再传。',
  png: '图片不完整，可能没有拷贝完；请重新扫描或另存后再传。',
  bmp: '图片不完整，可能没有拷贝完；请重新扫描或另存后再传。',
  pdf: 'PDF 不完整，可能没有下载完；请重新导出 PDF 再传。',
  doc: 'Word 文件不完整；请用 Word 或 WPS 打开，另存后再传。',
  docx: 'Word 文件不完整；请用 Word 或 WPS 打开，另存后再传。',
  xlsx: '表格文件不完整；请用 Excel 或 WPS 打开，另存后再传。',
};

export const brokenFile = (type: FileType) => new UploadRefused('broken', BROKEN[type]);

export const lockedFile = () => new UploadRefused('broken', '文件加了密码，别人打不开；请去掉密码后再传。');

const active = (sentence: string) => new UploadRefused('active', sentence);

/** Visual Basic in an old Word file; newer ones with macros have a type of their own. */
export const hasMacroCode = () => active('文件里带有宏（会自动运行的程序）；请另存为不带宏的 docx 再传。');

export const smuggledProgram = () => active('文件里夹带了程序；请用 Word 或 WPS 打开，删去后另存再传。');

export const foreignContent = () => active('文件引用了外部内容；请用 Word 或 WPS 打开，断开链接后另存再传。');

export const unfoldsTooFar = () => active('文件展开后过大，打不开；请用 Word 或 WPS 打开，另存后再传。');

export const runsInPdf = () => active('PDF 里带有会自动运行的程序；请用“打印”另存为新的 PDF 再传。');

export const filesInPdf = () => active('PDF 里夹带了别的文件；请用“打印”另存为新的 PDF 再传，夹带的文件另外上传。');

export const hiddenInPdf = () => active('PDF 展开后过大，打不开；请用“打印”另存为新的 PDF 再传。');

export const unreadableBmp = () => new UploadRefused('broken', '这种压缩的 bmp 图片读不了；请另存为 jpg 或 png 再传。');

/** The refusal of a file whose size is known before it comes; undefined if it may come. */
export const overSize = (slot: UploadSlot, bytes: number): Refusal | undefined =>
  bytes > slot.maxMB * MEGABYTE ? tooLarge(slot, bytes).refusal : undefined;
