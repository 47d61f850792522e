/** Texts and facts of the papers beside the review form (rules-and-forms 2.4). */

/** MS.07, verbatim: what a declarant promises. `declared` is 专业-职称. */
export const commitmentText = (unitName: string, declared: string): string =>
  `本人系 ${unitName} 专业技术人员，现申报 ${declared} 专业技术资格。` +
  '本人承诺所提交的所有申报材料（包括学历、职称、奖励证书及论文、业绩证明等材料）均为真实。' +
  '如提供虚假、失实材料，本人自愿从通报之日起三年内停止申报专业技术资格，并接受人社等部门的处理。';

/**
 * What the 人员情况一览表 says of a declarant beyond the heading of the dossier, as printed; '' where nothing was
 * answered. Dates are days or months as entered, `years` counts whole years since the appointment.
 */
export type RosterFacts = {
  /** 参加工作时间 */
  readonly workStart: string;
  /** 现从事专业 */
  readonly occupation: string;
  /** 专业年限 */
  readonly specialtyYears: string;
  /** 现资格: 名称, 获得时间, 任职年限, 终审单位 */
  readonly held: {
    readonly title: string;
    readonly grantedOn: string;
    readonly years: string;
    readonly approver: string;
  };
  /** 学历, 学位, 毕业学校, 所学专业, 毕业时间 */
  readonly study: {
    readonly education: string;
    readonly degree: string;
    readonly school: string;
    readonly major: string;
    readonly until: string;
  };
};
