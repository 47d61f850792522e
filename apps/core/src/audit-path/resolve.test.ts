import { describe, expect, it } from 'vitest';
import type { Node } from '../tasks/process-kind.ts';
import type { Edge } from './edges.ts';
import { nodesAfter, pathFrom } from './resolve.ts';

const node = (kind: Node['node'], organisationId: string): Node => ({ node: kind, organisationId });
const school = node('employer', 'school');
const district = node('department', 'district');
const hrss = node('hrss', 'district-hrss');
const city = node('department', 'city');
const talent = node('talentCentre', 'talent');
const convening = node('convening', 'committee');
const stray = node('department', 'stray');

const edge = (from: Node, to: Node): Edge => ({ from, to });
const chain = [edge(school, district), edge(district, hrss), edge(hrss, city), edge(city, convening)];

describe('a path through the audit tree', () => {
  it('[AH-26.04] [WF.10] passes the same type of node twice', () => {
    expect(pathFrom(chain, school)).toEqual([school, district, hrss, city, convening]);
  });

  it('[AH-38.01] ends at the convening unit: nothing follows it', () => {
    expect(nodesAfter([...chain, edge(convening, stray)], convening)).toEqual([]);
    expect(pathFrom(chain, convening)).toEqual([convening]);
  });

  it('there is none from a unit that hangs on nothing', () => {
    expect(nodesAfter(chain, stray)).toEqual([]);
    expect(pathFrom(chain, stray)).toBeNull();
  });

  it('there is none where the tree has a gap', () => {
    const torn = chain.filter(({ from }) => from !== hrss);
    expect(nodesAfter(torn, school)).toEqual([]);
    expect(pathFrom(torn, school)).toBeNull();
  });

  it('a dead end is no choice', () => {
    const edges = [...chain, edge(school, stray), edge(stray, node('hrss', 'nowhere'))];
    expect(nodesAfter(edges, school)).toEqual([district]);
  });

  it('[AH-33.19] [GP.18] [MG.04] several nodes that lead on are a choice', () => {
    const edges = [...chain, edge(school, talent), edge(talent, hrss)];
    expect(nodesAfter(edges, school)).toEqual([district, talent]);
    expect(nodesAfter(edges, talent, [school, talent])).toEqual([hrss]);
  });

  it('one organisation in two capacities is two nodes', () => {
    const department = node('department', 'school');
    expect(pathFrom([edge(school, department), edge(department, convening)], school)).toEqual([
      school,
      department,
      convening,
    ]);
  });
});

describe('loops', () => {
  it('who has audited in this round does not come again', () => {
    const edges = [...chain, edge(hrss, district)];
    expect(nodesAfter(edges, hrss, [school, district, hrss])).toEqual([city]);
  });

  it('a node from which only a loop leads on is no choice', () => {
    const edges = [edge(school, stray), edge(stray, school), edge(school, city), edge(city, convening)];
    expect(nodesAfter(edges, school)).toEqual([city]);
    expect(pathFrom(edges, school)).toEqual([school, city, convening]);
  });

  it('nor one from which home leads only past somebody who has audited', () => {
    const edges = [...chain, edge(city, stray), edge(stray, hrss)];
    expect(nodesAfter(edges, city, [school, district, hrss, city])).toEqual([convening]);
  });

  it('a loop without an end leads nowhere, and the search ends', () => {
    expect(pathFrom([edge(school, district), edge(district, school)], school)).toBeNull();
  });
});
