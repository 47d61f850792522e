export type Listener = (message: string) => void;

/** Who listens to which channel in this process. */
export function createChannels() {
  const listeners = new Map<string, Set<Listener>>();
  return {
    /** true for the first listener of the channel */
    add(channel: string, listener: Listener): boolean {
      const known = listeners.get(channel);
      if (known) known.add(listener);
      else listeners.set(channel, new Set([listener]));
      return !known;
    },
    /** true for the last listener of the channel */
    remove(channel: string, listener: Listener): boolean {
      const known = listeners.get(channel);
      if (!known?.delete(listener) || known.size > 0) return false;
      return listeners.delete(channel);
    },
    deliver(channel: string, message: string): void {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener(message);
    },
    names(): string[] {
      return [...listeners.keys()];
    },
    clear(): void {
      listeners.clear();
    },
  };
}
