import type { Caller } from '@zhicheng/core';
import type { FieldIssue } from '../../refusal.ts';

export type EditorView = Awaited<ReturnType<Caller['plans']['editor']>>;
export type Draft = EditorView['data'];
export type ManagedPage = Awaited<ReturnType<Caller['plans']['managed']>>;
export type ManagedPlan = ManagedPage['rows'][number];
export type PlanTab = ManagedPlan['tab'];
export type ExtensionsView = Awaited<ReturnType<Caller['plans']['extensions']>>;

/** What every step of the editor gets. */
export type StepProps = {
  readonly view: EditorView;
  readonly draft: Draft;
  change(part: Partial<Draft>): void;
  readonly issues: readonly FieldIssue[];
};

export const EDITOR_STEPS = [
  ['basics', '基本信息'],
  ['dates', '时间安排'],
  ['scope', '申报范围'],
  ['specialties', '可评审专业'],
  ['content', '计划内容与附件'],
  ['sections', '栏目与上传项'],
  ['policies', '条件与规则'],
  ['publish', '检查与发布'],
] as const;
export type EditorStep = (typeof EDITOR_STEPS)[number][0];
