import type { Caller } from '@zhicheng/core';
import { refusalOf } from '../../refusal.ts';
import type { Difference } from '../marks/changes.tsx';
import type { AuditMarks } from '../marks/marking.tsx';

export type TaskRow = Awaited<ReturnType<Caller['tasks']['list']>>['rows'][number];
export type TaskCounts = Awaited<ReturnType<Caller['tasks']['counts']>>;
export type TaskTab = keyof TaskCounts;
/** A task with what the actor may do about it, whatever it is about. */
export type TaskView = Awaited<ReturnType<Caller['tasks']['get']>>;
export type LogEntry = TaskView['log'][number];

export type DeclarationCase = Awaited<ReturnType<Caller['declarations']['auditView']>>;
export type EntryCase = Awaited<ReturnType<Caller['library']['auditView']>>;
export type QuotaCase = Awaited<ReturnType<Caller['postQuotas']['auditView']>>;
export type RegistrationCase = Awaited<ReturnType<Caller['organisations']['registrationView']>>;
export type BindingCase = Awaited<ReturnType<Caller['organisations']['bindingView']>>;

/** What a task is about. The kinds are those of the core's processes. */
export type Subject =
  | {
      readonly kind: 'declaration';
      readonly view: DeclarationCase;
      readonly marks: AuditMarks;
      readonly difference: Difference;
    }
  | { readonly kind: 'libraryEntry'; readonly view: EntryCase }
  | { readonly kind: 'postQuota'; readonly view: QuotaCase }
  | { readonly kind: 'unitRegistration'; readonly view: RegistrationCase }
  | { readonly kind: 'binding'; readonly view: BindingCase };

/** null: the level below took the case back, so that it is no longer ours to see. */
export async function loadSubject(caller: Caller, task: TaskView): Promise<Subject | null> {
  try {
    return await subjectOf(caller, task);
  } catch (error) {
    if (!task.open && refusalOf(error)?.code === 'NOT_FOUND') return null;
    throw error;
  }
}

async function subjectOf(caller: Caller, { kind, processId }: TaskView): Promise<Subject> {
  if (kind === 'declaration') {
    const { declarations } = caller;
    const [view, marks, difference] = await Promise.all([
      declarations.auditView({ processId }),
      declarations.marks({ processId }),
      declarations.difference({ processId }),
    ]);
    return { kind, view, marks, difference };
  }
  if (kind === 'libraryEntry') return { kind, view: await caller.library.auditView({ processId }) };
  if (kind === 'binding') return { kind, view: await caller.organisations.bindingView({ processId }) };
  if (kind === 'unitRegistration') return { kind, view: await caller.organisations.registrationView({ processId }) };
  if (kind === 'postQuota') return { kind, view: await caller.postQuotas.auditView({ processId }) };
  throw new Error(`no workbench for processes of kind ${kind}`);
}
