import type { FileStore } from '@zhicheng/storage';

const AGAIN_MS = 5_000;

/**
 * Asks the file store until it answers for the first time, and tells operators once for each reason why not. A site is
 * ready only then: a wrong bucket or key shows before people come. Later outages leave it ready, because most pages
 * need no file, and those that do say so.
 * @returns what is the matter until then, and how to stop asking
 */
export function watchStore(store: FileStore): { trouble(): string | undefined; end(): void } {
  let trouble: string | undefined = 'file store not asked yet';
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const ask = async (): Promise<void> => {
    try {
      await store.check();
      trouble = undefined;
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      if (said !== trouble) console.error(`${said} The site is not ready until it can be used.`);
      trouble = said;
      if (!ended) timer = setTimeout(ask, AGAIN_MS).unref();
    }
  };
  void ask();
  return {
    trouble: () => trouble,
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}
