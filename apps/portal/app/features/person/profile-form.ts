import { profileFields } from '@zhicheng/core/forms';
import { coded, isRaw, type Coded, type Fields, type Raw } from '@zhicheng/series-kit';
import type { Caller } from '@zhicheng/core';

/** Name under which the page hands the title series to the drop-down. */
const SERIES = 'titleSeries';

/** The fields of 完善信息; the series is chosen from a list, the core takes its code (AH-06.10). */
export const profileFormFields: Fields = {
  ...profileFields,
  seriesCode: coded(profileFields.seriesCode.label, SERIES, { placeholder: '请选择' }),
};

/** AH-06.06: the blocks of the drawer. */
export const BASIC = ['ethnicity'] as const;
export const DETAILS = [
  'seriesCode',
  ...Object.keys(profileFields).filter((name) => name !== 'seriesCode' && name !== 'ethnicity'),
];

type Profile = Awaited<ReturnType<Caller['identity']['profile']>>;

/** What the form starts with. */
export const profileRaw = ({ profile, mobile, seriesCode, seriesName }: Profile): Raw => ({
  ...profile,
  mobile: mobile ?? '',
  ...(seriesCode && { seriesCode: { code: seriesCode, name: seriesName ?? seriesCode } }),
});

/** What the core takes: the code of the series instead of the choice. */
export const profileForm = (raw: Raw): Raw => ({
  ...raw,
  seriesCode: isRaw(raw.seriesCode) ? raw.seriesCode.code : '',
});

/** Choices of the drop-down 所在职称系列, in the order of the catalogue. */
export async function seriesChoices(caller: Caller): Promise<Record<string, Coded[]>> {
  const series = await caller.catalog.series();
  return { [SERIES]: series.map(({ code, name }) => ({ code, name })) };
}
