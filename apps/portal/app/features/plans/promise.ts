import { commitmentText } from '@zhicheng/series-kit';

/** MS.07, verbatim, with the unit's name and what is declared for (专业-职称). */
export const promiseText = commitmentText;

/** Where the letter to sign by hand is downloaded while there is no record yet, filled in as far as chosen. */
export const promiseAddress = ({ specialtyId, titleId }: { specialtyId: string; titleId: string }): string =>
  `/promise-letter.docx?${new URLSearchParams({ specialty: specialtyId, title: titleId })}`;
