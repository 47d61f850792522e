/** A4 in points. */
const PAGE = { width: 595, height: 842 };

/**
 * A PDF of one A4 page that shows an RGB jpg as large as fits, written by hand: the whole of the format that a
 * scanner needs is five objects.
 */
export const jpegPage = (jpeg: Uint8Array, { width, height }: { width: number; height: number }): Uint8Array => {
  const scale = Math.min(PAGE.width / width, PAGE.height / height);
  const [w, h] = [width * scale, height * scale];
  const drawing = `q ${w.toFixed(2)} 0 0 ${h.toFixed(2)} 0 ${(PAGE.height - h).toFixed(2)} cm /P Do Q`;
  const objects: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] `,
      '/Resources << /XObject << /P 5 0 R >> >> /Contents 4 0 R >>',
    ],
    [`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB `,
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.byteLength} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
  ];
  let written = Buffer.from('%PDF-1.4\n');
  const offsets = objects.map((parts, index) => {
    const offset = written.length;
    const body = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part));
    written = Buffer.concat([written, Buffer.from(`${index + 1} 0 obj\n`), ...body, Buffer.from('\nendobj\n')]);
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\n`;
  return new Uint8Array(Buffer.concat([written, Buffer.from(`${end}startxref\n${written.length}\n%%EOF\n`)]));
};
