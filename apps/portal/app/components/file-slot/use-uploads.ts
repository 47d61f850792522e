import type { FileRef } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import { refusalOfFile, type SlotRules } from './checks.ts';
import { lookAt } from './look-at.ts';
import { remarkOn } from './picture-quality.ts';
import { sendFile } from './send.ts';
import type { Earlier, Waiting } from './sending.ts';

/** A file that is not stored (yet): on its way, or refused with the reason. Stored ones are the form's value. */
export type Upload = {
  readonly key: string;
  readonly file: File;
  readonly percent: number;
  /** Without network, or while the site is busy: it goes on by itself. */
  readonly waiting?: Waiting;
  readonly problem?: string;
  /** False for a file that can never be accepted here: choosing another is the way on. */
  readonly mayRetry: boolean;
};

/** What is to be said of a file of this visit: a picture that may be hard to read, a file uploaded before. */
export type Remark = { readonly quality?: string; readonly earlier?: Earlier };

type Parts = { files: readonly FileRef[]; rules: SlotRules; slot: string; onChange(files: readonly FileRef[]): void };

let counter = 0;

export type Uploads = {
  readonly uploads: readonly Upload[];
  /** By file id. */
  readonly remarks: Readonly<Record<string, Remark>>;
  /** The person has read it. */
  settle(fileId: string): void;
  add(files: readonly File[]): void;
  retry(upload: Upload): void;
  /** Stops one on its way, forgets one that failed. */
  drop(upload: Upload): void;
};

/** Each file on its own way: one that fails never removes the good ones. */
export function useUploads({ files, rules, slot, onChange }: Parts): Uploads {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [remarks, setRemarks] = useState<Readonly<Record<string, Remark>>>({});
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
    const look = lookAt(file);
    const { done, cancel } = sendFile({
      file,
      slot,
      rules,
      onProgress: (percent) => update(key, { percent }),
      onWaiting: (waiting) => update(key, { waiting }),
    });
    cancels.current.set(key, cancel);
    void done.then(async (answer) => {
      cancels.current.delete(key);
      if (!answer.ok) return update(key, { problem: answer.message, mayRetry: !answer.final, waiting: false });
      const seen = await look;
      const quality = seen && remarkOn(seen);
      const { id } = answer.file;
      if (quality || answer.earlier) setRemarks((all) => ({ ...all, [id]: { quality, earlier: answer.earlier } }));
      forget(key);
      latest.current = [...latest.current, answer.file];
      onChange(latest.current);
    });
  };

  return {
    uploads,
    remarks,
    settle: (fileId) => setRemarks(({ [fileId]: _, ...rest }) => rest),
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
