import type { Raw, Series } from '@zhicheng/series-kit';
import { searchText, type Entity, type Fields, type Row } from '@zhicheng/series-kit';

/** Where the words of a row go in its search text. */
export const MARK = '␞';
/** Kinds of rows are drawn by a number below this. */
export const SLOTS = 1000;

/** A kind of row that people of a series have in their library, ready to be written in great numbers. */
export interface RowForm {
  readonly series: string;
  readonly slot: number;
  readonly entity: string;
  readonly version: number;
  readonly data: Raw;
  readonly titleField: string;
  /** With MARK where the words of the row stand. */
  readonly search: string;
  readonly flowType: string;
  readonly flowName: string;
  /** It comes from an official register, without audit. */
  readonly registered: boolean;
}

/** How often people have rows of a kind; 1 where nothing is said. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'continuing-education': 12,
  assessment: 8,
  paper: 6,
  honour: 6,
  experience: 4,
  education: 3,
  'research-project': 3,
  ability: 3,
};

/** Scans and links: what they name is not in the province. */
const pointsElsewhere = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.some((item) => typeof item === 'object' && item !== null && ('bytes' in item || 'entry' in item));

/** What a sample says by itself. */
const standingAlone = (sample: Raw): Raw =>
  Object.fromEntries(Object.entries(sample).filter(([, value]) => !pointsElsewhere(value)));

function formOf(entity: Entity): Omit<RowForm, 'series' | 'slot'> {
  const sample = standingAlone(entity.sample);
  const titleField = Object.keys(entity.fields).find(
    (name) => entity.fields[name]?.search && typeof sample[name] === 'string',
  );
  if (!titleField) throw new Error(`${entity.code} has no words to search for`);
  const marked = { ...sample, [titleField]: MARK } as unknown as Partial<Row<Fields>>;
  return {
    ...{ entity: entity.code, version: entity.version, data: sample, titleField },
    search: searchText(entity.fields, marked),
    flowType: `业绩个人${entity.label}情况`,
    flowName: `提交${entity.label}情况`,
    registered: entity.register !== undefined,
  };
}

/** Every kind of row of a series, in as many slots as it is frequent. */
export function rowForms(series: Series): RowForm[] {
  const weightOf = (entity: Entity) => WEIGHTS[entity.code] ?? 1;
  const total = series.library.reduce((sum, entity) => sum + weightOf(entity), 0);
  let slot = 0;
  let reached = 0;
  return series.library.flatMap((entity) => {
    const form = formOf(entity);
    reached += (weightOf(entity) / total) * SLOTS;
    const rows: RowForm[] = [];
    while (slot < Math.round(reached)) rows.push({ series: series.code, slot: slot++, ...form });
    return rows;
  });
}

const TOPICS =
  '核心素养 信息化 课堂教学 作业设计 班级管理 心理健康 家校共育 阅读教学 实验教学 校本课程 桥梁结构 深基坑支护 装配式建筑 污水处理 智能电网 地质勘察 ' +
  '隧道施工 混凝土裂缝 道路养护 消防安全 冠心病 糖尿病 护理质量 围手术期 慢性肾病 影像诊断 微创手术 院内感染 中药制剂 康复训练 水稻栽培 病虫防治 土壤改良 档案管理';
const PLACES =
  '小学 初中 高中 乡村学校 县域 城区 山区 沿江 丘陵地区 基层 社区 三级医院 县级医院 老旧小区 产业园区 轨道交通';
const STUDIES =
  '实践研究 应用分析 优化策略 对比观察 案例探析 质量控制 路径探索 模式构建 临床评价 技术改进 调查报告 经验总结';
const words = (text: string) => text.split(' ');

const oneOf = (list: readonly string[]) => `('{${list.join(',')}}'::text[])[1 + floor(random() * ${list.length})::int]`;

/** SQL for the words of a row: some six thousand titles, with a number of the row where `number` is one. */
export const titleSql = `${oneOf(words(PLACES))} || ${oneOf(words(TOPICS))} || ${oneOf(words(STUDIES))}`;
