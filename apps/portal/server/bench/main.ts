import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Line } from './figure.ts';
import { FIGURES } from './figures.ts';
import { openProvince } from './province.ts';
import { rounded } from './timing.ts';

const loadNow = (): string =>
  loadavg()
    .map((load) => load.toFixed(2))
    .join(' ');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      large: { type: 'string', default: '' },
      small: { type: 'string', default: '' },
      json: { type: 'string', default: '' },
      repetitions: { type: 'string', default: '60' },
      rate: { type: 'string' },
      minutes: { type: 'string', default: '3' },
      webs: { type: 'string', default: '1' },
    },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !FIGURES.some((figure) => figure.name === name));
  if (unknown.length > 0)
    throw new Error(`No figure ${unknown.join(', ')}. There are: ${FIGURES.map(({ name }) => name).join(', ')}`);
  const wanted = FIGURES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const machine = aboutMachine();
  const small = await openProvince(values.small);
  // One folder may be both: a figure of one province alone then needs no second.
  const alone = resolve(values.small) === resolve(values.large);
  const large = alone
    ? small
    : await openProvince(values.large).catch(async (error: unknown) => {
        await small.close();
        throw error;
      });
  const figures: { name: string; lines: readonly Line[] }[] = [];
  try {
    const size = ({ people, entries }: typeof large) => `${people} people, ${entries} entries`;
    console.log(`${machine.at}, commit ${machine.commit}, Node ${machine.node}`);
    console.log(`${machine.cores} cores (${machine.cpu}), load average ${machine.load}`);
    console.log(`Large: ${size(large)}. Small: ${size(small)}.`);
    for (const { name, title, measure } of wanted) {
      const lines = await measure({
        ...{ large, small, repetitions: Number(values.repetitions), minutes: Number(values.minutes) },
        ...{ rate: values.rate === undefined ? undefined : Number(values.rate), webs: Number(values.webs) },
      });
      figures.push({ name, lines });
      console.log(`\n${title} (npm run bench -- ${name})\n\n${table(lines)}`);
    }
  } finally {
    if (!alone) await large.close();
    await small.close();
  }
  const report = {
    ...{ machine, loadAtEnd: loadNow(), figures },
    large: { people: large.people, entries: large.entries },
    small: { people: small.people, entries: small.entries },
  };
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, JSON.stringify(report, null, 1));
  console.log(`\nLoad average at the end: ${loadNow()}. As JSON: ${values.json}`);
}

function aboutMachine() {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  return {
    at: `${new Date().toISOString().slice(0, 16)}Z`,
    commit: git('log', '-1', '--format=%h'),
    node: process.version,
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? '',
    load: loadNow(),
  };
}

function table(lines: readonly Line[]): string {
  const rows = [
    ['', 'measured', 'goal', '', 'p5..p95'],
    ...lines.map(({ what, value, unit, goal, held, spread }) => [
      ...[what, `${rounded(value)} ${unit}`, goal, held === null ? '' : held ? 'held' : 'MISSED', spread],
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
