import type { Raw } from '@zhicheng/series-kit';

/** One row of an official register. */
export interface OfficialRow {
  /** Its number there: the same row has the same one every time. */
  readonly no: string;
  readonly answers: Raw;
}

/** Official records about a person, by entity of the library. Throws when the service cannot be asked now. */
export interface Register {
  /** Serves invented rows; the page says so. */
  readonly sandbox: boolean;
  rows(request: {
    readonly entity: string;
    readonly idType: string;
    readonly idNumber: string;
  }): Promise<readonly OfficialRow[]>;
}
