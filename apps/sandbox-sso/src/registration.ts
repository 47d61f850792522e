import type { Gender } from '@zhicheng/profiles';
import type { SandboxIdentity } from './accounts.ts';

export type Registration = { account: string; password: string; name: string } & (
  { kind: 'person'; gender: Gender; birthDate: string } | { kind: 'unit'; legalRepresentative: string }
);

/** Message per field of the form. */
export type FieldErrors = Partial<Record<string, string>>;

function dateError(birthDate: string, today: string): string | undefined {
  const date = new Date(`${birthDate}T00:00:00Z`);
  const real = /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && !Number.isNaN(date.getTime());
  if (!real || !date.toISOString().startsWith(birthDate)) return '请输入出生日期，如 1990-01-31';
  if (birthDate < '1900-01-01' || birthDate > today) return '出生日期不能早于 1900 年，也不能晚于今天';
  return undefined;
}

/** What is wrong with the typed form, field by field; empty when nothing is. `today` is YYYY-MM-DD. */
function errorsIn(kind: SandboxIdentity['kind'], form: URLSearchParams, today: string): FieldErrors {
  const typed = (field: string) => form.get(field)?.trim() ?? '';
  const errors: FieldErrors = {};
  const nameLabel = kind === 'person' ? '姓名' : '单位名称';
  if (!typed('name')) errors.name = `请输入${nameLabel}`;
  else if (typed('name').length > 60) errors.name = `${nameLabel}不能超过 60 个字`;
  if (kind === 'person') {
    if (typed('gender') !== 'male' && typed('gender') !== 'female') errors.gender = '请选择性别';
    const wrongDate = dateError(typed('birthDate'), today);
    if (wrongDate) errors.birthDate = wrongDate;
  } else {
    if (!typed('legalRepresentative')) errors.legalRepresentative = '请输入法定代表人姓名';
    else if (typed('legalRepresentative').length > 60) errors.legalRepresentative = '法定代表人姓名不能超过 60 个字';
  }
  if (!/^[A-Za-z0-9_-]{4,30}$/.test(typed('account'))) {
    errors.account = '账号为 4 至 30 个字母、数字、短横线或下划线';
  }
  const password = form.get('password') ?? '';
  if (password.length < 8 || password.length > 64) errors.password = '密码为 8 至 64 个字符';
  return errors;
}

/** Reads the registration form. Out: the registration, or the messages by field. */
export function readRegistration(
  kind: SandboxIdentity['kind'],
  form: URLSearchParams,
  today: string,
): { registration: Registration } | { errors: FieldErrors } {
  const errors = errorsIn(kind, form, today);
  if (Object.keys(errors).length > 0) return { errors };
  const typed = (field: string) => form.get(field)?.trim() ?? '';
  const common = { account: typed('account'), password: form.get('password') ?? '', name: typed('name') };
  if (kind === 'unit') {
    return { registration: { kind, ...common, legalRepresentative: typed('legalRepresentative') } };
  }
  const gender: Gender = typed('gender') === 'male' ? 'male' : 'female';
  return { registration: { kind, ...common, gender, birthDate: typed('birthDate') } };
}
