import type { DictionaryEntry, DictionaryKey } from './types.ts';

/** Reads `'01 汉族, 02 蒙古族'` in order. */
function dictionary(key: DictionaryKey, entries: string): DictionaryEntry[] {
  return entries.split(',').map((entry, index) => {
    const [code, name] = entry.trim().split(' ');
    if (!code || !name) throw new Error(`Dictionary ${key}: cannot read "${entry}"`);
    return { dictionary: key, code, name, ordinal: index + 1 };
  });
}

// GB/T 3304. The 56 by their codes, then the two for people outside them.
const ethnicity =
  '01 汉族, 02 蒙古族, 03 回族, 04 藏族, 05 维吾尔族, 06 苗族, 07 彝族, 08 壮族, 09 布依族, 10 朝鲜族, 11 满族, ' +
  '12 侗族, 13 瑶族, 14 白族, 15 土家族, 16 哈尼族, 17 哈萨克族, 18 傣族, 19 黎族, 20 傈僳族, 21 佤族, 22 畲族, ' +
  '23 高山族, 24 拉祜族, 25 水族, 26 东乡族, 27 纳西族, 28 景颇族, 29 柯尔克孜族, 30 土族, 31 达斡尔族, 32 仫佬族, ' +
  '33 羌族, 34 布朗族, 35 撒拉族, 36 毛南族, 37 仡佬族, 38 锡伯族, 39 阿昌族, 40 普米族, 41 塔吉克族, 42 怒族, ' +
  '43 乌孜别克族, 44 俄罗斯族, 45 鄂温克族, 46 德昂族, 47 保安族, 48 裕固族, 49 京族, 50 塔塔尔族, 51 独龙族, ' +
  '52 鄂伦春族, 53 赫哲族, 54 门巴族, 55 珞巴族, 56 基诺族, 97 其他, 98 外国血统';

// GB/T 4658. Completed education first, since nearly everybody looks for one of these; the review form prints
// 毕业(肄、结), so the other two endings are entries of their own.
const education =
  '11 博士研究生毕业, 14 硕士研究生毕业, 17 研究生班毕业, 21 大学本科毕业, 28 大学普通班毕业, 31 大学专科毕业, ' +
  '41 中等专科毕业, 44 职业高中毕业, 47 技工学校毕业, 61 普通高中毕业, 71 初中毕业, 81 小学毕业, ' +
  '12 博士研究生结业, 15 硕士研究生结业, 18 研究生班结业, 22 大学本科结业, 32 大学专科结业, 42 中等专科结业, ' +
  '45 职业高中结业, 48 技工学校结业, 62 普通高中结业, ' +
  '13 博士研究生肄业, 16 硕士研究生肄业, 19 研究生班肄业, 23 大学本科肄业, 33 大学专科肄业, 43 中等专科肄业, ' +
  '46 职业高中肄业, 49 技工学校肄业, 63 普通高中肄业, 90 其他';

/**
 * The choices a new database starts with. Codes are the national ones where a standard numbers the list (none checked
 * against the official text yet), else words of ours. 港澳台居民居住证 has no number in our source.
 */
export const dictionaryEntries: DictionaryEntry[] = [
  ...dictionary('gender', '1 男, 2 女, 0 未知, 9 未说明'),
  ...dictionary('ethnicity', ethnicity),
  ...dictionary(
    'politicalStatus',
    '01 中共党员, 02 中共预备党员, 03 共青团员, 04 民革党员, 05 民盟盟员, 06 民建会员, 07 民进会员, 08 农工党党员, ' +
      '09 致公党党员, 10 九三学社社员, 11 台盟盟员, 12 无党派人士, 13 群众',
  ),
  ...dictionary('education', education),
  ...dictionary('degree', '1 名誉博士, 2 博士, 3 硕士, 4 学士'),
  ...dictionary(
    'idType',
    '111 居民身份证, 114 军官证, 414 普通护照, 511 台湾居民来往大陆通行证, 516 港澳居民来往内地通行证, ' +
      '553 外国人永久居留身份证, RESIDENCE_PERMIT 港澳台居民居住证',
  ),
  ...dictionary('physicalCondition', '1 健康或良好, 2 一般或较弱, 3 有慢性病, 6 残疾'),
  ...dictionary(
    'unitNature',
    'AUTHORITY 机关, PUBLIC_INSTITUTION 事业单位, PUBLIC_INSTITUTION_CENTRAL 事业单位（中直）, STATE_ENTERPRISE 国有企业, ' +
      'COLLECTIVE_ENTERPRISE 集体企业, PRIVATE_ENTERPRISE 民营企业, FOREIGN_ENTERPRISE 外资/港澳台企业, ' +
      'SOCIAL_ORGANISATION 社会团体, PRIVATE_NON_ENTERPRISE 民办非企业单位, FOUNDATION 基金会, ' +
      'SELF_EMPLOYED 个体工商户, TALENT_AGENCY 人才服务机构, OTHER 其他',
  ),
  ...dictionary(
    'titleLevel',
    'FULL_SENIOR 正高级, ASSOCIATE_SENIOR 副高级, INTERMEDIATE 中级, JUNIOR_ASSISTANT 初级(助理级), ' +
      'JUNIOR_TECHNICIAN 初级(员级)',
  ),
  ...dictionary(
    'assessmentGrade',
    'EXCELLENT 优秀, QUALIFIED 合格, BARELY_QUALIFIED 基本合格, UNQUALIFIED 不合格, UNGRADED 不定等次, NOT_ASSESSED 未参加',
  ),
  ...dictionary(
    'acquisitionMode',
    'REVIEW 评审, RECOGNITION 认定, INITIAL_DETERMINATION 初定, EXAM 考试, EXAM_AND_REVIEW 考评结合, ' +
      'CONFIRMATION 确认, TRANSFER 转评',
  ),
  ...dictionary('skillLevel', '5 五级/初级工, 4 四级/中级工, 3 三级/高级工, 2 二级/技师, 1 一级/高级技师'),
  ...dictionary('planType', 'REGULAR 常规, SPECIAL 专项'),
  ...dictionary(
    'publicationLevel',
    'CORE 核心期刊, GENERAL 一般期刊, INTERNATIONAL 国际期刊, CONFERENCE 会议论文, INTERNAL 内部资料',
  ),
  ...dictionary('indexing', 'SCI SCI, EI EI, SSCI SSCI, CSSCI CSSCI, CSCD CSCD, PKU_CORE 北大核心, NONE 无'),
];

/** 单位性质 of those units whose posts must be approved and whose quotas count. */
export const unitNaturesWithPostApproval: readonly string[] = ['PUBLIC_INSTITUTION', 'PUBLIC_INSTITUTION_CENTRAL'];
