import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../library/test-world.ts';
import { reviewFormDocx } from './review-form.ts';
import { PROFILE, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let other: Unit;
let applicant: Applicant;
let id: string;

const processOf = async (round: number): Promise<string> =>
  (await road.core.db('process').where({ 'process.subject_id': id, round }).first('id')).id;
const taskOf = async (round: number): Promise<string> =>
  (
    await road.core
      .db('task')
      .join('step', 'step.id', 'task.step_id')
      .join('process', 'process.id', 'step.process_id')
      .where({ 'process.subject_id': id, round })
      .orderBy('step.seq')
      .first('task.id')
  ).id;

/** Returned by the first school; handed in again, with other content, through the second, which returns it as well. */
beforeAll(async () => {
  road = await roadForTest();
  other = await road.unit('示例市第二中学');
  await road.connect(other.admins[0], road.auditors.district);
  applicant = await road.applicant('示例一');
  const { actor } = applicant;
  id = await road.submitted(applicant, await road.plan());
  await road.decideDeclaration(road.auditors.school, id, 'return', '第一中学的意见');
  const { processId } = await road.request(actor, other.id);
  const task = await road.core
    .db('task')
    .join('step', 'step.id', 'task.step_id')
    .where({ process_id: processId })
    .first('task.id');
  await road.as(other.admins[0]).tasks.decide({ taskId: task.id, decision: 'pass', opinion: '' });
  await road.form(actor, id, 'profile', { ...PROFILE, birthplace: '第二轮的籍贯' });
  await road.submit(actor, id);
});
afterAll(() => road.drop());

describe('[AH-39.02] who audited a former round', () => {
  it('reads the form that was sent to him, not what went elsewhere since', async () => {
    const former = await road.as(road.auditors.school).declarations.reviewForm({ id });
    expect(JSON.stringify(former.blocks)).not.toContain('第二轮的籍贯');
    expect(JSON.stringify(former.blocks)).toContain('第一中学的意见');
    const now = await road.as(other.admins[0]).declarations.reviewForm({ id });
    expect(JSON.stringify(now.blocks)).toContain('第二轮的籍贯');
    expect(now.hash).not.toBe(former.hash);
    const own = await road.as(applicant.actor).declarations.reviewForm({ id });
    expect(own.hash).toBe(now.hash);
  });

  it('prints that form as well', async () => {
    const actor = road.auditors.school;
    expect((await reviewFormDocx({ core: road.core, actor, id })).bytes.byteLength).toBeGreaterThan(0);
  });

  it('reads no opinion that came after his', async () => {
    await road.decideDeclaration(other.admins[0], id, 'return', '第二中学的意见');
    const school = road.as(road.auditors.school);
    const view = await school.declarations.auditView({ processId: await processOf(1) });
    const task = await school.tasks.get({ taskId: await taskOf(1) });
    expect(JSON.stringify([view, task])).not.toContain('第二中学的意见');
    expect(JSON.stringify(task.log)).toContain('第一中学的意见');
    const later = await road.as(other.admins[0]).tasks.get({ taskId: await taskOf(2) });
    expect(JSON.stringify(later.log)).toContain('第一中学的意见');
    expect(JSON.stringify(later.log)).toContain('第二中学的意见');
  });
});
