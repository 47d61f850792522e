import type { TitleSeries } from './types.ts';

// Order and numbers of the national list; from 14 on nobody has checked them against the official text.
const nationalNames = [
  '高等学校教师',
  '哲学社会科学研究人员',
  '自然科学研究人员',
  '卫生技术人员',
  '工程技术人员',
  '农业技术人员',
  '新闻专业人员',
  '出版专业人员',
  '图书资料专业人员',
  '文物博物专业人员',
  '档案专业人员',
  '工艺美术专业人员',
  '技工院校教师',
  '体育专业人员',
  '翻译专业人员',
  '播音主持专业人员',
  '会计人员',
  '统计专业人员',
  '经济专业人员',
  '实验技术人员',
  '中等职业学校教师',
  '中小学教师',
  '艺术专业人员',
  '公共法律服务专业人员',
  '审计专业人员',
  '民用航空飞行技术人员',
  '船舶专业技术人员',
];
const LAST_CHECKED = 13;

// AH-06.10 shows these first, in this order; the others follow by number.
const firstInDropDown = ['22', '21', '13', '04', '05', '01', 'P01', '02'];

const unordered: Omit<TitleSeries, 'ordinal'>[] = [
  ...nationalNames.map((name, index) => ({
    code: String(index + 1).padStart(2, '0'),
    name,
    origin: 'national' as const,
    parent: null,
    ...(index + 1 > LAST_CHECKED ? { unverified: true as const } : {}),
  })),
  { code: 'P01', name: '党校（行政学院）系统教师', origin: 'province', parent: '01', unverified: true },
];

const placeOf = (code: string) => {
  const place = firstInDropDown.indexOf(code);
  return place < 0 ? firstInDropDown.length : place;
};

/** The 27 national series and the provincial ones below them, in the order of the drop-down (AH-06.10). */
export const titleSeries: TitleSeries[] = unordered
  .toSorted((a, b) => placeOf(a.code) - placeOf(b.code) || a.code.localeCompare(b.code))
  .map((series, index) => ({ ...series, ordinal: index + 1 }));
