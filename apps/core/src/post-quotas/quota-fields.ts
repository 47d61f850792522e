import { checkbox, choice, files, integer, longText, optional, year, type LevelCode } from '@zhicheng/series-kit';

/** Levels that a quota counts (GP.09): the two junior ones are one. */
export const QUOTA_LEVELS = ['FULL_SENIOR', 'ASSOCIATE_SENIOR', 'INTERMEDIATE', 'JUNIOR'] as const;
export type QuotaLevel = (typeof QUOTA_LEVELS)[number];

/** As the list names them (AH-35.03). */
export const QUOTA_LEVEL_LABELS: Readonly<Record<QuotaLevel, string>> = {
  FULL_SENIOR: '正高',
  ASSOCIATE_SENIOR: '副高',
  INTERMEDIATE: '中级',
  JUNIOR: '初级',
};

export const quotaLevelOf = (level: LevelCode): QuotaLevel =>
  level === 'JUNIOR_ASSISTANT' || level === 'JUNIOR_TECHNICIAN' ? 'JUNIOR' : level;

/** The form's pair of answers for a level: a number, or 不限. */
export const LEVEL_FIELDS = {
  FULL_SENIOR: ['fullSenior', 'fullSeniorUnlimited'],
  ASSOCIATE_SENIOR: ['associateSenior', 'associateSeniorUnlimited'],
  INTERMEDIATE: ['intermediate', 'intermediateUnlimited'],
  JUNIOR: ['junior', 'juniorUnlimited'],
} as const satisfies Readonly<Record<QuotaLevel, readonly [string, string]>>;

const vacancies = (label: string) => optional(integer(label, { max: 9998, placeholder: `请输入 ${label}空缺数` }));

/** 新增岗位核准信息 (AH-35.05..10). */
export const quotaFields = {
  year: year('核准年度', { placeholder: '选择年份' }),
  fullSenior: vacancies('正高级职称'),
  fullSeniorUnlimited: checkbox('正高级职称不限'),
  associateSenior: vacancies('副高级职称'),
  associateSeniorUnlimited: checkbox('副高级职称不限'),
  intermediate: vacancies('中级职称'),
  intermediateUnlimited: checkbox('中级职称不限'),
  junior: vacancies('初级职称'),
  juniorUnlimited: checkbox('初级职称不限'),
  attachment: files('相关附件', {
    types: ['docx', 'doc', 'jpg', 'pdf'],
    maxMB: 10,
    maxCount: 1,
    placeholder: '上传附件',
  }),
};

export const OCCUPIES = '占用';
export const OFF_QUOTA = '不占用';

/** What the unit settles with its pass (AH-35.14, .15); nothing is preselected (GP.37). */
export const occupationFields = {
  occupies: choice('是否占用职数', [OCCUPIES, OFF_QUOTA]),
  note: optional(longText('说明', { max: 300, placeholder: '不占用职数时请填写说明' })),
};
