/**
 * Demo accounts that together see every page: apps/demo loads them and prints their passwords. An account's pages are
 * found by following links from its first one.
 */
const SANDBOX = 'sandbox123';
const BUILTIN = 'demo-2026';

export const ACCOUNTS = [
  { door: 'person', account: 'person01', password: SANDBOX, who: 'applicant, nothing declared' },
  { door: 'person', account: 'person06', password: SANDBOX, who: 'applicant, declaration open' },
  { door: 'person', account: 'person10', password: SANDBOX, who: 'applicant, admitted' },
  { door: 'person', account: 'person18', password: SANDBOX, who: 'applicant, health series' },
  { door: 'person', account: 'person15', password: SANDBOX, who: 'not registered' },
  { door: 'unit', account: 'unit01', password: SANDBOX, who: 'unit' },
  { door: 'builtin', account: 'edu-district', password: BUILTIN, who: 'department, district' },
  { door: 'builtin', account: 'hrss-district', password: BUILTIN, who: 'HRSS, district' },
  { door: 'builtin', account: 'edu-city', password: BUILTIN, who: 'department, city' },
  { door: 'builtin', account: 'convening', password: BUILTIN, who: 'convening unit' },
  { door: 'builtin', account: 'operator', password: BUILTIN, who: 'operations' },
];

/** Has a declaration with all opinions. */
export const ADMITTED = 'person10';
