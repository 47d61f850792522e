/** A file that cannot be read as a table; the message is Chinese and meant for whoever sent it. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';
}

export const notXlsx = () => new SheetRefused('这不是 .xlsx 文件。请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。');
export const locked = () => new SheetRefused('文件有密码，或是旧的 .xls 格式。请去掉密码，另存为 .xlsx 后再上传。');
export const broken = () => new SheetRefused('文件不完整或已损坏，无法读取。请重新保存后再上传。');
export const tooLarge = () =>
  new SheetRefused('文件展开后过大，多半是给整张表设置了格式。请下载新模板，只把数据行复制进去。');
export const tooManyRows = (max: number) =>
  new SheetRefused(`一次最多导入 ${max} 行，文件里的数据行超过了。请分成几个文件。`);
export const wrongTemplate = (missing: readonly string[]) =>
  new SheetRefused(`表头与模板不符，缺少：${missing.join('、')}。请下载模板，按模板的表头填写。`);
export const noRows = () => new SheetRefused('文件里没有数据。请在表头下面填写后再上传。');
