import type { Caller } from '@zhicheng/core';
import type { StateFace } from '../../components/state-tag.tsx';

export type QuotaList = Awaited<ReturnType<Caller['postQuotas']['list']>>;
export type Quota = QuotaList['rows'][number];
export type QuotaDetail = Awaited<ReturnType<Caller['postQuotas']['get']>>;
export type QuotaLevel = Quota['levels'][number];

/** 不限, or the number that was entered; blank counts as none. */
export const vacanciesText = ({ unlimited, vacancies }: QuotaLevel): string =>
  unlimited ? '不限' : String(vacancies ?? 0);

/** What is left of a level. */
export const leftText = ({ unlimited, vacancies, occupied }: QuotaLevel): string =>
  unlimited ? '不限' : String((vacancies ?? 0) - occupied);

export const quotaFace = ({ confirmed, underAudit, reason }: Quota): StateFace =>
  confirmed ? 'pass' : underAudit ? 'audit' : reason !== null ? 'back' : 'draft';
