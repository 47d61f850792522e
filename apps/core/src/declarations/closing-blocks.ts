import { grid, heading, opinion, paragraph, type Block, type Cell } from '@zhicheng/series-kit';
import { opinionsOf, UNDATED, type Opinions } from './opinion-blocks.ts';

/** 公示 inside the unit before it recommends (R15); `until` is its last day. */
export interface PublicityFacts {
  readonly from: string;
  readonly until: string;
  readonly result: string | null;
}
/** What the review form says after the person's own part: everything from the ledger and the tables beside it. */
export interface ClosingFacts extends Opinions {
  readonly publicity: PublicityFacts | null;
  /** null: this plan, or this kind of unit, knows no post quotas. */
  readonly post: { readonly occupies: boolean | null; readonly note: string } | null;
  readonly interview: {
    readonly needed: boolean;
    readonly exemption: string | null;
    readonly arrangement: string | null;
  };
  readonly committee: string;
}

const NUMERALS = '一二三四五六七八九';
const BLANK_DAY = '　　　　年　　月　　日';

/** 1 to 99 as headings count. */
const numeral = (n: number): string => {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? NUMERALS[tens - 1] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? NUMERALS[ones - 1] : ''}`;
};

const NUMBERS: ReadonlyMap<string, number> = new Map(Array.from({ length: 99 }, (_, i) => [numeral(i + 1), i + 1]));

function numberOf(text: string): number {
  const [, written] = /^([一二三四五六七八九十]+)、/.exec(text) ?? [];
  return (written && NUMBERS.get(written)) || 0;
}

/** Headings that go on counting where the series stopped; plain where it does not count. */
function counting(blocks: readonly Block[]): (text: string) => Block {
  let last = Math.max(0, ...blocks.map((block) => (block.type === 'heading' ? numberOf(block.text) : 0)));
  return (text) => {
    if (last === 0) return heading(text);
    last += 1;
    return heading(`${numeral(last)}、${text}`);
  };
}

function unitFacts({ publicity, post }: ClosingFacts): string[] {
  const { from, until } = publicity ?? { from: BLANK_DAY, until: BLANK_DAY };
  const occupies = (choice: boolean, word: string): string => `${post?.occupies === choice ? '☑' : '☐'}${word}`;
  return [
    `公示起止：${from} 至 ${until}`,
    `公示结果：${publicity?.result ?? ''}`,
    post
      ? `是否占用职数：${occupies(true, '占用')}　${occupies(false, '不占用')}${post.note ? `（${post.note}）` : ''}`
      : '是否占用职数：不适用',
  ];
}

/** 免面试 with its ground, or when and where; the mark is written by hand (GP.21). */
function interviewBlock({ needed, exemption, arrangement }: ClosingFacts['interview']): Block {
  if (!needed) return paragraph('本计划不安排答辩（面试）。');
  const words = exemption !== null ? `免面试。理由：${exemption}` : arrangement ? `面试安排：${arrangement}` : '';
  const score = exemption === null ? ['成绩：'] : [];
  return opinion('答辩面试', words, [...score, '负责人', '公章', UNDATED]);
}

const label = (text: string): Cell => ({ text, align: 'center' });
const pair = (name: string): Cell[] => [label(name), ''];
const wide = (name: string, text: string): Cell[] => [label(name), { text, span: 5 }];

/** The committee meets, votes and signs on paper until it has met here: boxes in order, to fill in by hand. */
const committeeBlocks = (committee: string): Block[] => [
  grid(
    [
      wide('评委会名称', committee),
      [...pair('总人数'), ...pair('出席人数'), ...pair('赞成人数')],
      [...pair('反对人数'), ...pair('弃权人数'), label('结论'), '☐通过　☐不通过'],
      wide('备注', ''),
    ],
    [3, 3, 3, 3, 3, 4],
  ),
  opinion('评委会意见', '', ['主任委员（签字）', '评委会印章', UNDATED]),
];

/**
 * Parts 12 to 18 of the review form (rules-and-forms 2.2): recommendation of the unit, an opinion per actual level,
 * interview, result of the committee, approval. What has not happened yet is a box for the pen.
 * @param before the series' own blocks, whose numbering goes on
 */
export function closingBlocks(before: readonly Block[], facts: ClosingFacts): Block[] {
  const next = counting(before);
  return [
    next('单位推荐意见'),
    ...opinionsOf(facts, ['employer'], unitFacts(facts)),
    next('主管部门审核意见'),
    ...opinionsOf(facts, ['department', 'talentCentre']),
    next('人社（职改）部门审核意见'),
    ...opinionsOf(facts, ['hrss']),
    next('组建单位审核意见'),
    ...opinionsOf(facts, ['convening']),
    next('答辩（面试）情况'),
    interviewBlock(facts.interview),
    next('评委会评审结果'),
    ...committeeBlocks(facts.committee),
    next('审批（确认、备案）意见'),
    opinion('审批意见', '', ['文号：', '负责人', '公章', UNDATED]),
  ];
}
