import type { Specialty } from './types.ts';

/**
 * Branches of the technical series (05) and what stands on them, a default that administrators edit; nobody has checked
 * it against an official list. Codes are the places in these lists: new names go to the end of a branch, new branches
 * to the end of the list.
 */
const BRANCHES: readonly (readonly [branch: string, names: readonly string[]])[] = [
  [
    '建设工程',
    [
      ...['建筑设计', '建筑结构', '给水排水', '暖通空调', '建筑电气', '建筑施工', '工程造价', '市政工程'],
      ...['风景园林', '城乡规划', '测绘'],
    ],
  ],
  ['机电工程', ['机械', '电气', '自动化']],
  ['信息工程', ['电子信息', '通信', '计算机', '软件', '人工智能', '物联网', '大数据', '区块链']],
  ['化工冶金材料', ['化工', '材料', '冶金']],
  ['轻纺食品医药', ['轻工', '纺织', '食品', '医药']],
  ['交通工程', ['公路', '水运', '轨道交通']],
  ['水利能源地矿', ['水利', '电力', '煤炭', '地质矿产']],
  ['环境农林气象', ['环境保护', '林业', '农业工程', '气象']],
  ['质量与安全', ['质量', '标准化', '计量', '安全', '消防']],
  ['装备制造', ['船舶', '航空', '汽车']],
  ['综合', ['广播电视', '知识产权', '工业设计']],
];

const two = (index: number): string => String(index + 1).padStart(2, '0');

export const technicalSpecialties: readonly Omit<Specialty, 'ordinal'>[] = BRANCHES.flatMap(([group, names], branch) =>
  names.map((name, index) => ({ code: `05${two(branch)}${two(index)}`, series: '05', group, name })),
);
