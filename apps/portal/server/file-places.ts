import { join } from 'node:path';
import { diskStore, s3Bucket, s3Store, type Bucket, type FileStore } from '@zhicheng/storage';
import type { Settings } from './settings.ts';

export interface FilePlaces {
  readonly store: FileStore;
  /** undefined: files lie in the data folder, and so do parts of uploads. */
  readonly bucket: Bucket | undefined;
  readonly filesDir: string;
  readonly partsDir: string;
}

/** Where a site keeps its files: in a bucket where its settings name one, else in its data folder. */
export function filePlaces({ dataDir, objectStore }: Pick<Settings, 'dataDir' | 'objectStore'>): FilePlaces {
  const bucket = objectStore && s3Bucket(objectStore);
  const filesDir = join(dataDir, 'files');
  const store = bucket ? s3Store(bucket) : diskStore(filesDir);
  return { store, bucket, filesDir, partsDir: join(dataDir, 'upload-parts') };
}
