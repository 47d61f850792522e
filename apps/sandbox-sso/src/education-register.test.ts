import { afterAll, beforeAll, expect, it } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeIdNumber } from '@zhicheng/profiles';
import { answerRegister, educationRows } from './education-register.ts';

const numberOf = (serial: number) => makeIdNumber({ birthDate: '1990-01-01', gender: 'female', serial });
const NUMBER = numberOf(1);

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => void answerRegister(request, response));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/registers/rows`;
});
afterAll(() => void server.close());

const ask = (body: string) => fetch(url, { method: 'POST', body });

it('[GP.22] one person has one record, the same every time, and nothing in it leads back to the number', () => {
  const rows = educationRows(NUMBER, 2026);
  expect(rows).toEqual(educationRows(NUMBER, 2026));
  expect(rows).not.toEqual(educationRows(numberOf(2), 2026));
  expect(JSON.stringify(rows)).not.toContain(NUMBER.slice(6));
  expect(new Set(rows.map(({ no }) => no)).size).toBe(rows.length);
});

it('[AH-10.03] [GP.22] mixes years before 2021 and later ones, as a real register would', () => {
  const years = educationRows(NUMBER, 2026).map(({ answers }) => Number(answers.year));
  expect([Math.min(...years), Math.max(...years)]).toEqual([2019, 2026]);
});

it('[GP.22] answers over HTTP, for its one list only, and refuses what is no question', async () => {
  const good = await ask(
    JSON.stringify({ entity: 'continuing-education', idType: '111', idNumber: NUMBER }),
  );
  expect([good.status, ((await good.json()) as { rows: unknown[] }).rows.length > 0]).toEqual([200, true]);
  const other = await ask(JSON.stringify({ entity: 'paper', idType: '111', idNumber: NUMBER }));
  expect(await other.json()).toEqual({ rows: [] });
  for (const body of ['', '[]', '{"entity":1}', 'x'.repeat(5000)]) expect((await ask(body)).status).toBe(400);
});
