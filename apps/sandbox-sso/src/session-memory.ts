import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

type Stored = { payload: AdapterPayload; expiresAt: number };

const SWEEP_EVERY = 500;

/**
 * Keeps the provider's sessions, interactions, grants and tokens in this process. That is enough for a sandbox: it is
 * one process, and a restart costs its users one more sign-in. A real sign-on service would keep them in a database.
 */
export function sessionMemory(now: () => number = Date.now): AdapterFactory {
  const rows = new Map<string, Stored>();
  const keysByUid = new Map<string, string>();
  let writes = 0;

  function live(key: string): AdapterPayload | undefined {
    const row = rows.get(key);
    return row && row.expiresAt > now() ? row.payload : undefined;
  }

  function sweep(): void {
    writes += 1;
    if (writes % SWEEP_EVERY !== 0) return;
    for (const [key, row] of rows) if (row.expiresAt <= now()) rows.delete(key);
    for (const [uid, key] of keysByUid) if (!rows.has(key)) keysByUid.delete(uid);
  }

  return (model): Adapter => ({
    async upsert(id, payload, expiresIn) {
      const key = `${model}:${id}`;
      rows.set(key, { payload, expiresAt: now() + (expiresIn || 86_400) * 1000 });
      if (payload.uid !== undefined) keysByUid.set(`${model}:${payload.uid}`, key);
      sweep();
    },
    find: async (id) => live(`${model}:${id}`),
    findByUid: async (uid) => live(keysByUid.get(`${model}:${uid}`) ?? ''),
    // only devices without a browser sign in by user code, and none is a client here
    findByUserCode: async () => undefined,
    async consume(id) {
      const payload = live(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(now() / 1000);
    },
    async destroy(id) {
      rows.delete(`${model}:${id}`);
    },
    async revokeByGrantId(grantId) {
      // asked per model; a sign-in under way names the grant as well and has to outlive it
      for (const [key, row] of rows) {
        if (key.startsWith(`${model}:`) && row.payload.grantId === grantId) rows.delete(key);
      }
    },
  });
}
