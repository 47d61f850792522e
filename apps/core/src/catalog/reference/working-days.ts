/**
 * Days off and days made up for by work, as the State Council announces them for each year (R15, R27; rules 1.5). A
 * year that is not listed has not been entered: nothing is computed across it.
 */
interface YearOfWork {
  /** Days off that are not Saturday or Sunday, as spans with both ends. */
  readonly off: readonly (readonly [from: string, to: string])[];
  /** Saturdays and Sundays on which people work. */
  readonly work: readonly string[];
}

export const WORKING_YEARS: Readonly<Record<number, YearOfWork>> = {
  // 国办发明电〔2024〕12号
  2025: {
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  // 国办发明电〔2025〕7号
  2026: {
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};
