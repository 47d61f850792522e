import type { Figure, Ground, Line } from './figure.ts';
import type { Province } from './province.ts';
import { atMost, interleaved, median, quantile, rounded, spreadOf } from './timing.ts';

/** One page of a list, of somebody who has much of it; `time` turns pages and tabs. */
interface ListPage {
  readonly what: string;
  read(province: Province, time: number): Promise<unknown>;
}

const turning = <T>(values: readonly [T, ...T[]], time: number): T => values[time % values.length] ?? values[0];

const PAGES: readonly ListPage[] = [
  {
    what: 'library of a person with 300 rows',
    read: ({ owner: { api } }, time) =>
      api.library.list({
        entity: turning(['continuing-education', 'assessment', 'paper', 'honour'], time),
        ...{ tab: turning(['all', 'approved'], time), page: 1, size: 20 },
      }),
  },
  { what: 'menu of that library', read: ({ owner: { api } }) => api.library.menu() },
  {
    what: 'achievements of a hospital (audit list)',
    read: ({ hospital: { api } }, time) =>
      api.library.unitList({
        entity: turning(['continuing-education', 'assessment', 'paper', 'honour'], time),
        ...{ tab: turning(['all', 'inAudit', 'approved'], time), page: 1 + (time % 3), size: 20 },
      }),
  },
  { what: 'menu of these achievements', read: ({ hospital: { api } }) => api.library.unitMenu() },
  {
    what: 'task centre of a hospital, to do',
    read: ({ hospital: { api } }, time) => api.tasks.list({ tab: 'todo', page: 1 + (time % 3), size: 20 }),
  },
  {
    what: 'task centre of a hospital, done',
    read: ({ hospital: { api } }, time) => api.tasks.list({ tab: 'all', page: 1 + (time % 3), size: 20 }),
  },
  { what: 'counts of every page of a hospital', read: ({ hospital: { api } }) => api.tasks.waiting() },
  { what: 'flow types in its filter', read: ({ hospital: { api } }) => api.tasks.flowTypes() },
  {
    what: 'task centre of a convening unit, done',
    read: ({ convening: { api } }, time) => api.tasks.list({ tab: 'all', page: 1 + (time % 3), size: 20 }),
  },
  {
    what: 'plans',
    read: ({ owner: { api } }, time) => api.plans.list({ page: 1 + (time % 3), size: 20 }),
  },
  {
    what: 'people of a hospital',
    read: ({ hospital: { api } }, time) => api.organisations.people({ page: 1 + (time % 3), size: 20 }),
  },
  {
    what: 'declarations, administrator of a hospital',
    read: ({ hospital: { api } }, time) =>
      api.declarations.unitList({ tab: turning(['todo', 'all'], time), page: 1, size: 20 }),
  },
  {
    what: "declarations, a city's department",
    read: ({ department: { api } }, time) =>
      api.declarations.unitList({ tab: turning(['todo', 'audited', 'all'], time), page: 1 + (time % 2), size: 20 }),
  },
  {
    what: 'declarations, a convening unit',
    read: ({ convening: { api } }, time) =>
      api.declarations.unitList({ tab: turning(['todo', 'audited', 'all'], time), page: 1 + (time % 2), size: 20 }),
  },
  { what: "a person's declarations", read: ({ owner: { api } }) => api.declarations.overview() },
];

const SLOWEST_MS = 50;
const MOST_TIMES = 1.3;

async function measurePage({ what, read }: ListPage, { large, small, repetitions }: Ground): Promise<readonly Line[]> {
  const [there = [], here = []] = await interleaved(
    [(time) => read(large, time), (time) => read(small, time)],
    repetitions,
  );
  const times = median(there) / median(here);
  return [
    atMost(`${what}, p95`, quantile(there, 0.95), SLOWEST_MS, 'ms', spreadOf(there)),
    atMost('  against the small province', times, MOST_TIMES, 'x', `small: ${rounded(median(here))} ms`),
  ];
}

/** Server time of the data behind each list page, and how it grows. */
export const lists: Figure = {
  name: 'lists',
  title: 'List pages: server time, large province against small',
  async measure(ground) {
    const lines: Line[] = [];
    for (const page of PAGES) lines.push(...(await measurePage(page, ground)));
    return lines;
  },
};

const WORDS = ['桥梁', '护理', '教学', '污水', '实践', '质量'] as const;
const NAMES = ['王伟', '李静', '张敏', '欧阳', '诸葛', '陈芳'] as const;

const SEARCHES: readonly ListPage[] = [
  {
    what: 'a title in the achievements of a hospital',
    read: ({ hospital: { api } }, time) =>
      api.library.unitList({ entity: 'paper', keyword: turning([...WORDS], time), page: 1, size: 20 }),
  },
  {
    what: 'a name in the achievements of a hospital',
    read: ({ hospital: { api } }, time) =>
      api.library.unitList({ entity: 'assessment', keyword: turning([...NAMES], time), page: 1, size: 20 }),
  },
  {
    what: 'a name among the people of a hospital',
    read: ({ hospital: { api } }, time) =>
      api.organisations.people({ keyword: turning([...NAMES], time), page: 1, size: 20 }),
  },
  {
    what: 'a name in the task centre of a hospital',
    read: ({ hospital: { api } }, time) =>
      api.tasks.list({ tab: 'all', keyword: turning([...NAMES], time), page: 1, size: 20 }),
  },
  {
    what: "a name in the task centre of a city's department",
    read: ({ department: { api } }, time) =>
      api.tasks.list({ tab: 'all', keyword: turning([...NAMES], time), page: 1, size: 20 }),
  },
  {
    what: "a name in the declarations of a city's department",
    read: ({ department: { api } }, time) =>
      api.declarations.unitList({ tab: 'all', name: turning([...NAMES], time), page: 1, size: 20 }),
  },
  {
    what: 'a word in the names of plans',
    read: ({ owner: { api } }, time) => api.plans.list({ keyword: turning([...WORDS], time), page: 1, size: 20 }),
  },
  {
    what: 'a unit by two signs of its name',
    read: ({ owner: { api } }, time) => api.organisations.search({ keyword: turning(['医院', '小学', '设计'], time) }),
  },
];

const SLOWEST_SEARCH_MS = 100;

/** Two Chinese characters, typed where people look for somebody or something. */
export const search: Figure = {
  name: 'search',
  title: 'Search for two Chinese characters',
  async measure({ large, repetitions }) {
    const lines: Line[] = [];
    for (const { what, read } of SEARCHES) {
      const [times = []] = await interleaved([(time) => read(large, time)], repetitions);
      lines.push(atMost(`${what}, p95`, quantile(times, 0.95), SLOWEST_SEARCH_MS, 'ms', spreadOf(times)));
    }
    return lines;
  },
};
