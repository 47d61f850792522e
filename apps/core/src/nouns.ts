import { interviewExemptionBindings } from './declarations/ask-exemption.ts';
import { declarationBindings } from './declarations/flow-bindings.ts';
import { declarationHolder } from './declarations/pin-holder.ts';
import { declarationProcessKind } from './declarations/process-kind.ts';
import { libraryBindings } from './library/bindings.ts';
import { libraryProcessKind } from './library/process-kind.ts';
import { accountRequestBindings } from './organisations/account-requests.ts';
import { bindingBindings, bindingProcessKind } from './organisations/binding-process.ts';
import { registrationBindings, registrationProcessKind } from './organisations/registration-process.ts';
import { quotaBindings, quotaProcessKind } from './post-quotas/quota-process.ts';
import { planBindings } from './plans/publish-plan.ts';
import type { ProcessKind } from './tasks/process-kind.ts';
import { stepBindings } from './tasks/step-bindings.ts';
import type { Bindings } from './transition.ts';

/** Guards and effects of every flow, from the noun that owns its table. */
export const bindings: readonly Bindings[] = [
  stepBindings,
  bindingBindings,
  registrationBindings,
  accountRequestBindings,
  quotaBindings,
  libraryBindings,
  planBindings,
  declarationBindings,
  interviewExemptionBindings,
];

/** What each kind of process means to the noun behind it. */
export const processKinds: readonly ProcessKind[] = [
  bindingProcessKind,
  registrationProcessKind,
  quotaProcessKind,
  libraryProcessKind(declarationHolder),
  declarationProcessKind,
];
