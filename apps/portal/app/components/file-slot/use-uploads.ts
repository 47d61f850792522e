import type { FileRef } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import { refusalOfFile, type SlotRules } from './checks.ts';
import { sendFile } from './send.ts';

/** A file that is not stored (yet): on its way, or refused with the reason. Stored ones are the form's value. */
export type Upload = {
  readonly key: string;
  readonly file: File;
  readonly percent: number;
  readonly problem?: string;
  /** False for a file that can never be accepted here: choosing another is the way on. */
  readonly mayRetry: boolean;
};

type Parts = { files: readonly FileRef[]; rules: SlotRules; slot: string; onChange(files: readonly FileRef[]): void };

let counter = 0;

export type Uploads = {
  readonly uploads: readonly Upload[];
  add(files: readonly File[]): void;
  retry(upload: Upload): void;
  /** Stops one on its way, forgets one that failed. */
  drop(upload: Upload): void;
};

/** Each file on its own way: one that fails never removes the good ones. */
export function useUploads({ files, rules, slot, onChange }: Parts): Uploads {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const cancels = useRef(new Map<string, () => void>());
  const latest = useRef(files);
  latest.current = files;

  useEffect(() => {
    const running = cancels.current;
    return () => running.forEach((cancel) => cancel());
  }, []);

  const update = (key: string, change: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  const forget = (key: string) => setUploads((all) => all.filter((upload) => upload.key !== key));

  const start = ({ key, file }: Upload) => {
    const { done, cancel } = sendFile({ file, slot, rules, onProgress: (percent) => update(key, { percent }) });
    cancels.current.set(key, cancel);
    void done.then((answer) => {
      cancels.current.delete(key);
      if (!answer.ok) return update(key, { problem: answer.message, mayRetry: !answer.final });
      forget(key);
      latest.current = [...latest.current, answer.file];
      onChange(latest.current);
    });
  };

  return {
    uploads,
    add(chosen) {
      const room = rules.maxCount - latest.current.length - uploads.filter(({ problem }) => !problem).length;
      let taken = 0;
      const added = chosen.map((file): Upload => {
        const problem =
          refusalOfFile(file, rules) ?? (++taken > room ? `没有上传。已达上限 ${rules.maxCount} 个。` : undefined);
        return { key: `${++counter}`, file, percent: 0, mayRetry: problem === undefined, ...(problem && { problem }) };
      });
      setUploads((all) => [...all, ...added]);
      added.filter(({ problem }) => !problem).forEach(start);
    },
    retry(upload) {
      update(upload.key, { problem: undefined, percent: 0 });
      start(upload);
    },
    drop({ key }) {
      cancels.current.get(key)?.();
      cancels.current.delete(key);
      forget(key);
    },
  };
}
