import { Readable } from 'node:stream';
import { acceptFile, type CoreApp } from '@zhicheng/core';
import type { FileRef } from '@zhicheng/series-kit';
import { renderSvg } from '@zhicheng/storage';
import type { Player } from './actors.ts';

const escape = (text: string): string => text.replace(/[<>&"]/g, '');

/** A sheet that nobody takes for a real one: title, who, lines, and the word 示例样张 across it. */
const sheetSvg = (title: string): string => `
<svg xmlns="http://www.w3.org/2000/svg" width="840" height="1188" viewBox="0 0 840 1188">
<rect width="840" height="1188" fill="#fff"/><rect x="60" y="150" width="720" height="900" fill="none" stroke="#333" stroke-width="2"/>
<text x="420" y="110" font-size="40" text-anchor="middle" fill="#14202b">${escape(title)}（示例）</text>
<text x="90" y="210" font-size="26" fill="#14202b">姓名：示例</text>
${Array.from({ length: 12 }, (_, i) => `<rect x="90" y="${270 + i * 56}" width="${660 - (i % 4) * 90}" height="14" fill="#d3dae0"/>`).join('')}
<circle cx="640" cy="930" r="86" fill="none" stroke="#b3181e" stroke-width="6" stroke-dasharray="22 10"/>
<text x="640" y="940" font-size="26" text-anchor="middle" fill="#b3181e">示例印章</text>
<text x="420" y="640" font-size="90" text-anchor="middle" fill="#8f9aa4" opacity=".45" transform="rotate(-30 420 640)">示例样张</text>
</svg>`;

/** A drawn head: no photograph of anybody. The number varies hair and ground. */
const portraitSvg = (seed: number): string => {
  const ground = ['#dbe7f3', '#e4f2e9', '#f2f5f7', '#fdf1f0'][seed % 4];
  const hair = ['#222', '#3b2a20', '#444a52'][seed % 3];
  return `
<svg xmlns="http://www.w3.org/2000/svg" width="590" height="826" viewBox="0 0 590 826">
<rect width="590" height="826" fill="${ground}"/><path d="M60 826 Q80 560 295 560 T530 826Z" fill="#0f4a7e"/>
<rect x="245" y="470" width="100" height="120" fill="#f0c8a8"/><ellipse cx="295" cy="350" rx="140" ry="175" fill="#f6d3b5"/>
<path d="M150 340 Q150 150 295 150 T440 340 Q430 ${230 + (seed % 3) * 15} 295 235 T150 340Z" fill="${hair}"/>
<circle cx="240" cy="350" r="12" fill="#222"/><circle cx="350" cy="350" r="12" fill="#222"/>
<path d="M245 430 Q295 ${455 + (seed % 2) * 8} 345 430" stroke="#a0522d" stroke-width="6" fill="none"/></svg>`;
};

async function upload(
  app: CoreApp,
  { actor }: Player,
  name: string,
  bytes: Uint8Array,
  slot: { types: ('jpg' | 'pdf' | 'png')[]; maxMB: number },
): Promise<FileRef> {
  const file = await acceptFile({ core: app.core, actor, source: Readable.from([bytes]), name, slot });
  return { id: file.id, name: file.name, bytes: file.bytes };
}

/** A sheet as a scanner would make it, in JPEG. */
export const sheetPicture = (title: string) => renderSvg(sheetSvg(title), { type: 'jpg', width: 620 });

/** A drawn head, in JPEG. */
export const portraitPicture = (seed: number) => renderSvg(portraitSvg(seed), { type: 'jpg', width: 413 });

const drawn = new Map<string, Promise<Uint8Array>>();

/** Each sheet is drawn once per title, and uploaded as anybody uploads: through the use case. */
export async function scan(app: CoreApp, player: Player, title: string): Promise<FileRef> {
  const bytes = drawn.get(title) ?? sheetPicture(title);
  drawn.set(title, bytes);
  return upload(app, player, `${title}.jpg`, await bytes, { types: ['jpg'], maxMB: 2 });
}

/** A document that was typed, as a PDF of one page; which document it is, its name says. */
function typedPdf(): Buffer {
  const text = 'BT /F1 24 Tf 72 760 Td (Synthetic sample) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = String(body.length).padStart(10, '0');
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${at} 00000 n \n`;
  });
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + xref + trailer, 'latin1');
}

export const typed = (app: CoreApp, player: Player, title: string): Promise<FileRef> =>
  upload(app, player, `${title}.pdf`, typedPdf(), { types: ['pdf'], maxMB: 2 });

export async function portrait(app: CoreApp, player: Player, seed: number): Promise<FileRef> {
  const bytes = await portraitPicture(seed);
  return upload(app, player, '电子照片.jpg', bytes, { types: ['jpg'], maxMB: 2 });
}
