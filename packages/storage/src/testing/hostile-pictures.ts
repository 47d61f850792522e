import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { bmpOf } from './bmp.ts';
import type { Sent } from './hostile.ts';
import { zipWith } from './zip.ts';

const INCOMPLETE = '图片不完整，可能没有拷贝完；请重新扫描或另存后再传。';
const PIXELS = '像素，太大；请缩小到';

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#7788aa' } });

let table: number[] | undefined;
const crc = (bytes: Buffer): number => {
  table ??= Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
};

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
};

/** A png of any claimed size whose rows are `data`. */
const pngOf = (width: number, height: number, { depth = 8, colour = 2, data = Buffer.alloc(10) } = {}): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([
    magic,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** Puts a chunk behind the header of a png. */
const withChunk = (png: Buffer, type: string, data: Uint8Array) =>
  Buffer.concat([png.subarray(0, 33), chunk(type, data), png.subarray(33)]);

/** The first scan of a progressive jpg over and over: little to send, much to decode. */
const manyScans = (jpeg: Buffer, times: number): Buffer => {
  const first = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  const after = [...jpeg.keys()].find(
    (at) => at > first + 2 && jpeg[at] === 0xff && ![0, 0xff].includes(jpeg[at + 1] ?? 0),
  );
  const scan = jpeg.subarray(first, after);
  return Buffer.concat([jpeg.subarray(0, first), ...Array.from({ length: times }, () => scan), jpeg.subarray(first)]);
};

const bmpHeader = (change: (bmp: Buffer) => void, bits: 8 | 24 = 24): Buffer => {
  const bmp = Buffer.from(bmpOf(4, 4, () => 0, bits));
  change(bmp);
  return bmp;
};

const wrongPictures = (): Sent[] => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
  const entity = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>';
  const cases: readonly [string, string, string | Uint8Array, string][] = [
    ['drawing with a script', 'a.svg', svg, '文件是 svg 格式'],
    ['drawing with a script', 'a.png', svg, '内容却不是 png'],
    ['drawing with entities', 'a.jpg', entity, '内容却'],
    ['page of the web', 'a.png', '<html><body onload="alert(1)">', '内容却不是 png'],
    ['page of the web', 'a.html', '<script>alert(1)</script>', '文件是 html 格式'],
    ['script', 'a.jpg', '<?php system($_GET[0]); ?>', '内容却不是 jpg'],
    [
      'script of a picture program',
      'a.png',
      'push graphic-context\nfill "url(https://evil.example/|ls)"',
      '内容却不是 png',
    ],
    ['PostScript', 'a.jpg', '%!PS\n(/etc/passwd) (r) file', '内容却'],
    ['program', 'a.jpg', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000)]), '内容却是 exe 格式'],
    [
      'program of Linux',
      'a.png',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(5000)]),
      '内容却是 elf 格式',
    ],
    ['film', 'a.gif', Buffer.from('GIF89a\x01\x00\x01\x00\x00;'), '文件是 gif 格式'],
    ['film that is a script as well', 'a.jpg', 'GIF89a/*\x00*/=alert(1)//', '内容却是 gif 格式'],
    ['letters of a bmp', 'a.bmp', 'BM=alert(1);//', '内容却不是 bmp'],
    ['archive', 'a.png', zipWith([{ name: 'a.png' }]), '内容却是 zip 格式'],
    ['link of Windows', 'a.jpg.lnk', Buffer.from([0x4c, 0, 0, 0, 1, 0x14, 2, 0]), '没有上传'],
    ['nothing', 'a.jpg', '', '文件是空的'],
    ['NUL', 'a.jpg', Buffer.alloc(5000), '内容却不是 jpg'],
    ['only a magic number', 'a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), INCOMPLETE],
    ['only a magic number', 'a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), INCOMPLETE],
    ['magic number before a page', 'a.jpg', Buffer.from('\xff\xd8\xff<html><script>', 'latin1'), INCOMPLETE],
  ];
  return cases.map(([title, name, bytes, refused]) => ({ title, name, bytes: Buffer.from(bytes as string), refused }));
};

const hugePictures = (): Sent[] => {
  const cases: readonly [string, string, Buffer, string][] = [
    ['a png of 2^31 pixels a side', 'a.png', pngOf(2 ** 31 - 1, 2 ** 31 - 1), '没有上传'],
    ['a png of 100000 pixels a side', 'a.png', pngOf(100_000, 100_000), PIXELS],
    ['a png of sixteen bits', 'a.png', pngOf(6000, 6000, { depth: 16, colour: 6 }), '请缩小到 2500 万像素以内'],
    ['a png of no pixels', 'a.png', pngOf(0, 0), INCOMPLETE],
    ['a png of a bit that lies', 'a.png', pngOf(7000, 7000, { depth: 1, colour: 0 }), INCOMPLETE],
    [
      'a bmp of 100000 pixels a side',
      'a.bmp',
      bmpHeader((b) => (b.writeInt32LE(1e5, 18), b.writeInt32LE(1e5, 22))),
      PIXELS,
    ],
    ['a bmp of one endless row', 'a.bmp', bmpHeader((b) => (b.writeInt32LE(4e7, 18), b.writeInt32LE(1, 22))), PIXELS],
    ['a bmp of the smallest number', 'a.bmp', bmpHeader((b) => b.writeInt32LE(-(2 ** 31), 22)), PIXELS],
    ['a bmp of negative width', 'a.bmp', bmpHeader((b) => b.writeInt32LE(-4, 18)), INCOMPLETE],
    ['a bmp whose rows lie elsewhere', 'a.bmp', bmpHeader((b) => b.writeUInt32LE(0xffffffff, 10)), INCOMPLETE],
    ['a bmp of run lengths', 'a.bmp', bmpHeader((b) => b.writeUInt32LE(1, 30), 8), '这种压缩的 bmp 图片读不了'],
    ['a bmp that holds a jpg', 'a.bmp', bmpHeader((b) => b.writeUInt32LE(4, 30)), '这种压缩的 bmp 图片读不了'],
    ['a bmp of no depth', 'a.bmp', bmpHeader((b) => b.writeUInt16LE(7, 28)), '这种压缩的 bmp 图片读不了'],
  ];
  return cases.map(([title, name, bytes, refused]) => ({ title, name, bytes, refused }));
};

/** Pictures that carry something: taken, and rid of it. */
const laden = (jpg: Buffer, png: Buffer): Sent[] => [
  {
    title: 'jpg with an archive behind it',
    name: 'a.jpg',
    bytes: Buffer.concat([jpg, zipWith([{ name: 'EVIL' }])]),
    kept: 'a.jpg',
  },
  {
    title: 'jpg with a page behind it',
    name: 'b.jpg',
    bytes: Buffer.concat([jpg, Buffer.from('<script>EVIL</script>')]),
    kept: 'b.jpg',
  },
  {
    title: 'jpg with a script as its comment',
    name: 'c.jpg',
    bytes: withComment(jpg, '<script>EVIL</script>'),
    kept: 'c.jpg',
  },
  {
    title: 'jpg with a script of a server as its comment',
    name: 'd.php.jpg',
    bytes: withComment(jpg, '<?php EVIL'),
    kept: 'd.php.jpg',
  },
  {
    title: 'png with a page behind it',
    name: 'a.png',
    bytes: Buffer.concat([png, Buffer.from('<script>EVIL')]),
    kept: 'a.png',
  },
  {
    title: 'png with text',
    name: 'b.png',
    bytes: withChunk(png, 'tEXt', Buffer.from('Title\0<script>EVIL')),
    kept: 'b.png',
  },
  { title: 'png called a page', name: 'x.html', bytes: png, kept: 'x.html.png' },
  { title: 'png called a jpg', name: 'x.jpg', bytes: png, kept: 'x.png' },
  { title: 'jpg called a pdf', name: 'x.pdf', bytes: jpg, kept: 'x.jpg' },
];

const withComment = (jpg: Buffer, comment: string): Buffer => {
  const text = Buffer.from(comment);
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpg.subarray(0, 2), head, text, jpg.subarray(2)]);
};

const cutPictures = (jpg: Buffer, png: Buffer): Sent[] =>
  [0.1, 0.5, 0.9].flatMap((share) => [
    { title: `jpg cut at ${share}`, name: 'a.jpg', bytes: jpg.subarray(0, jpg.length * share), refused: INCOMPLETE },
    { title: `png cut at ${share}`, name: 'a.png', bytes: png.subarray(0, png.length * share), refused: INCOMPLETE },
  ]);

/** Pictures for a slot of png, jpg, pdf, bmp. */
export const hostilePictures = async (): Promise<Sent[]> => {
  const [jpg, png] = [await canvas(64, 64).jpeg().toBuffer(), await canvas(64, 64).png().toBuffer()];
  const progressive = await canvas(300, 300).jpeg({ progressive: true }).toBuffer();
  return [
    ...wrongPictures(),
    ...hugePictures(),
    ...laden(jpg, png),
    ...cutPictures(jpg, png),
    { title: 'jpg of five hundred scans', name: 'a.jpg', bytes: manyScans(progressive, 500), refused: INCOMPLETE },
  ];
};
