import type { Kv } from '@zhicheng/kv';

const CHANNEL = 'work';
/** A process tells the others no oftener than this; what happens in between is told at the end of it. */
const REST_MS = 500;

export interface Stir {
  /** Something was changed that open pages may show. */
  tell(): void;
  /** From now on the listener hears of what is told in any process, this one included; the result ends it. */
  hear(listener: () => void): Promise<() => Promise<void>>;
}

/** Word between the processes that there is something new to look at. It may be lost: who listens also looks by himself. */
export function createStir(kv: Kv, restMs = REST_MS): Stir {
  let [resting, again] = [false, false];
  const tell = (): void => {
    again = resting;
    if (resting) return;
    resting = true;
    void kv.publish(CHANNEL, '');
    setTimeout(() => {
      resting = false;
      if (again) tell();
    }, restMs).unref();
  };
  return { tell, hear: (listener) => kv.subscribe(CHANNEL, () => listener()) };
}
