export { bmpOf } from './testing/bmp.ts';
export { lineTo } from './testing/line.ts';
export type { Line } from './testing/line.ts';
export { s3ForTest } from './testing/s3-server.ts';
export type { S3ForTest } from './testing/s3-server.ts';
