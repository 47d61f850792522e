export {
  createCore,
  assembleCore,
  httpHandler,
  MIGRATIONS,
  type Caller,
  type CoreApp,
  type CoreConfig,
} from './main.ts';
export type { MakeDocument } from './worker.ts';
export type { AppRouter } from './router.ts';
export type { Actor, Core } from './context.ts';
export { httpRegister } from './library/http-register.ts';
export type { OfficialRow, Register } from './library/register.ts';
export { DomainError, type ErrorCode, type ErrorIssue } from './errors.ts';
export { errorBody, type ErrorBody } from './procedures.ts';
export type { DeliveryChannel, Letter, OutgoingMessage } from './notifications/delivery-channel.ts';
export { acceptFile, uploadSlot } from './files/accept-file.ts';
export {
  assertOwnPartialUpload,
  beginPartialUpload,
  endPartialUpload,
  finishPartialUpload,
} from './files/partial-upload.ts';
export { renameFile } from './files/rename-file.ts';
export { openFile } from './files/open-file.ts';
export { admissionTicketDocx } from './declarations/admission-ticket.ts';
export { quotaFormDocx } from './post-quotas/quota-form-docx.ts';
export { openDocument } from './document-orders/open-document.ts';
export { kindFormDocx } from './declarations/kind-form.ts';
export { materialListDocx } from './declarations/material-list.ts';
export { noticeCertificateDocx, noticeDocx } from './declarations/notice-documents.ts';
export { promiseLetterDocx, promiseTemplateDocx } from './declarations/promise-letter.ts';
export { rosterDocx } from './declarations/roster.ts';
export { reviewFormDocx } from './declarations/review-form.ts';
export { resolveSession, signOut } from './identity/resolve-session.ts';
export { signInBuiltin } from './identity/sign-in-builtin.ts';
export { createSsoClient, type SsoAttempt, type SsoClient } from './identity/sso-client.ts';
export { signInWithSso } from './organisations/sign-in-with-sso.ts';
// Operators' acts that have no page yet; the demo performs them.
export { loadCatalog } from './catalog/load-catalog.ts';
export { createBuiltinAccount, resetPassword } from './identity/create-builtin-account.ts';
export { endAssignment, grantAssignment } from './identity/grant-assignment.ts';
export { liftBan, recordBan } from './integrity/record-ban.ts';
export { createOrganisation, grantCapacity } from './organisations/create-organisation.ts';
export { connectNodes } from './audit-path/connect-nodes.ts';
export { createPlan } from './plans/create-plan.ts';
export { extendPlan } from './plans/extend-plan.ts';
export { publishPlan } from './plans/publish-plan.ts';
export { appendEvent } from './ledger/append-event.ts';
export { canonicalJson } from './ledger/canonical-json.ts';
export { forwardTaskTallies } from './tasks/forward-tallies.ts';
export { runBatch } from './tasks/run-batch.ts';
export { invariantViolations, type Violation } from './invariants.ts';
export { checkData, type DataReport } from './check-data.ts';
export { hashOfStored } from './declarations/snapshot.ts';
