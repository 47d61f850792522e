import type { Block } from '@zhicheng/series-kit';
import type { AuditorRole } from '@zhicheng/workflow';
import type { LogEntry } from '../tasks/queries.ts';
import { shanghaiDay } from './moments.ts';

/** A body that will audit what has not come to it yet. */
export interface ExpectedBody {
  readonly node: AuditorRole;
  readonly organisationName: string;
}

const OPINION_LABEL: Record<AuditorRole, string> = {
  employer: '单位推荐意见',
  department: '主管部门审核意见',
  hrss: '人社部门审核意见',
  talentCentre: '人才服务中心审核意见',
  convening: '组建单位审核意见',
};

/** Where a date is written by hand. */
export const UNDATED = '年    月    日';
const SIGNATURES = ['经办人', '负责人', '公章', UNDATED];

/** 2026-11-03 as it stands under a seal. */
export const sealDate = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

function spoken(step: LogEntry, facts: readonly string[]): Block {
  const signatures = [
    step.actorName ? `经办人：${step.actorName}` : '经办人',
    '负责人',
    '公章',
    step.decidedAt ? sealDate(shanghaiDay(step.decidedAt)) : UNDATED,
  ];
  return {
    type: 'opinion',
    label: OPINION_LABEL[step.node],
    text: `${step.organisationName}：${step.opinion ?? ''}`,
    lines: [...facts, ...signatures],
  };
}

/** An empty box of its own to sign and stamp on paper; whose it is stands in it where that is known. */
const silent = ({ node, organisationName }: ExpectedBody, facts: readonly string[]): Block => ({
  type: 'opinion',
  label: OPINION_LABEL[node],
  text: organisationName ? `${organisationName}：` : '',
  lines: [...facts, ...SIGNATURES],
});

/** What was said in one round so far, and by whom it is still to be said. */
export interface Opinions {
  readonly said: readonly LogEntry[];
  readonly expected: readonly ExpectedBody[];
}

/**
 * The opinions of some kinds of bodies, one box per actual level in the order in which they audit (AH-27.02); where
 * neither has spoken nor is expected any, one empty box for the first of them.
 * @param facts what stands in each box between the words and the signatures
 */
export function opinionsOf(
  { said, expected }: Opinions,
  nodes: readonly [AuditorRole, ...AuditorRole[]],
  facts: readonly string[] = [],
): Block[] {
  const boxes = [
    ...said.filter(({ node }) => nodes.includes(node)).map((step) => spoken(step, facts)),
    ...expected.filter(({ node }) => nodes.includes(node)).map((body) => silent(body, facts)),
  ];
  return boxes.length > 0 ? boxes : [silent({ node: nodes[0], organisationName: '' }, facts)];
}

/** All opinions under one heading, as the companions of the review form have them. */
export const opinionBlocks = (opinions: Opinions): Block[] => [
  { type: 'heading', text: '审核意见' },
  ...opinionsOf(opinions, ['employer']),
  ...opinionsOf(opinions, ['department', 'talentCentre']),
  ...opinionsOf(opinions, ['hrss']),
  ...opinionsOf(opinions, ['convening']),
];
