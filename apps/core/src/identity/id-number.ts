import { masked } from '@zhicheng/series-kit';

/** 居民身份证, and the residence permit that carries a number of the same shape (dictionary idType). */
export const RESIDENT_ID_TYPES: readonly string[] = ['111', 'RESIDENCE_PERMIT'];

const LONG_ENOUGH = 11;

/** As much of an ID number as its holder needs to recognise it; of a short one (军官证) next to nothing. */
export const maskIdNumber = (idNumber: string): string =>
  idNumber.length >= LONG_ENOUGH
    ? masked('idNumber', idNumber)
    : `${idNumber.slice(0, 1)}${'*'.repeat(Math.max(1, idNumber.length - 2))}${idNumber.slice(-1)}`;

/** The form in which a number is stored, hashed and looked up. */
export const normaliseIdNumber = (typed: string): string => typed.trim().toUpperCase();
