/** A decoded picture of 50 million pixels takes 150 MB, so only this many are open at a time; the others wait. */
const MAX_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs the work when there is room for another decoded picture. */
export const whenDecodingIsFree = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed over rather than freed, so that nobody slips in between.
    if (next) next();
    else running -= 1;
  }
};
