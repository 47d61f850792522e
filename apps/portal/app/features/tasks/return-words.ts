type ReturnWords = {
  /** The button and its dialog. */
  readonly act: string;
  readonly opinion: string;
  readonly lead: string;
  /** What was done, in notes and in the log. */
  readonly done: string;
  readonly logged: string;
  /** An open step, in the log. */
  readonly waits: string;
  /** How the log's first line calls who began. */
  readonly begins: string;
};

const TO_PERSON: ReturnWords = {
  act: '退回',
  opinion: '退回意见',
  lead: '需一次性告知退回意见。申报人看到的就是这段话，请写明哪里需要改、怎样改。',
  done: '已退回',
  logged: '退回',
  waits: '审核中',
  begins: '个人申报',
};

/** What a unit hands in for itself is turned down (HN-24.03, HN-52.03). */
const TO_UNIT: ReturnWords = {
  act: '不通过',
  opinion: '审核意见说明',
  lead: '单位看到的就是这段话，请写明哪里需要更正、怎样更正。',
  done: '审核不通过',
  logged: '审核不通过',
  waits: '待审核',
  begins: '单位提交',
};

const OF_UNITS: readonly string[] = ['unitRegistration', 'postQuota'];

/** The words of sending a case back, by the kind of its process. */
export const returnWordsOf = ({ kind }: { readonly kind: string }): ReturnWords =>
  OF_UNITS.includes(kind) ? TO_UNIT : TO_PERSON;
