/**
 * Forms of this core as fields, for the pages that render them: values without a database behind them. What is
 * exported here must import nothing that does not run in a browser (rule 5).
 */
export { accountFields, accountRequestFields, newUnitAccountFields } from './organisations/account-fields.ts';
export { arrangementFields, exemptionFields } from './declarations/interview-fields.ts';
export { concludeFields, noticeFields, objectionFields, settlementFields } from './declarations/notice-fields.ts';
export { profileFields, registrationFields } from './identity/person-fields.ts';
export {
  ACCEPTING,
  ACCEPTING_MODES,
  ACCEPTING_TITLE,
  CERTIFICATE_NAME_MAX,
  NOTICE_MAX,
} from './audit-path/accepting-fields.ts';
export {
  CONFIGURATION_KEYS,
  CONFIGURATIONS,
  configurationOf,
  NODE_TYPES,
  type Configuration,
  type ConfigurationKey,
} from './audit-path/configuration-fields.ts';
export { auditedRegistrationFields, unitFields, unitRegistrationFields } from './organisations/unit-fields.ts';
export {
  LEVEL_FIELDS,
  occupationFields,
  QUOTA_LEVELS,
  QUOTA_LEVEL_LABELS,
  quotaFields,
} from './post-quotas/quota-fields.ts';
