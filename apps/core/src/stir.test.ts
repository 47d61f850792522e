import { createKv } from '@zhicheng/kv';
import { expect, it } from 'vitest';
import { createStir } from './stir.ts';

it('everybody hears, once for much that is told at once and once more for what came meanwhile', async () => {
  const kv = createKv();
  const told: number[] = [];
  const listener = createStir(kv);
  const end = await listener.hear(() => told.push(Date.now()));
  const busy = createStir(kv, 200);
  for (let n = 0; n < 50; n += 1) busy.tell();
  await expect.poll(() => told.length).toBe(2);
  expect((told[1] ?? 0) - (told[0] ?? 0)).toBeGreaterThanOrEqual(190);
  busy.tell();
  await expect.poll(() => told.length).toBe(3);
  await end();
  createStir(kv).tell();
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(told).toHaveLength(3);
});
