import * as common from '@zhicheng/plugin-common';
import { defineSeries } from '@zhicheng/series-kit';
import { criteria } from './criteria.ts';
import { reviewForm } from './review-form.ts';
import { sections } from './sections.ts';

/** 工程技术人员. */
export const engineering = defineSeries({
  code: 'engineering',
  label: '工程技术人员',
  kit: 1,
  levels: common.fiveLevels('正高级工程师', '高级工程师', '工程师', '助理工程师', '技术员'),
  specialties: [
    ...['建筑设计', '建筑结构', '给水排水', '暖通空调', '建筑电气', '建筑施工', '工程造价', '市政工程', '风景园林'],
    ...['城乡规划', '测绘', '机械', '电气', '自动化', '电子信息', '通信', '计算机', '软件', '人工智能', '物联网'],
    ...['大数据', '区块链', '化工', '材料', '冶金', '轻工', '纺织', '食品', '医药', '公路', '水运', '轨道交通'],
    ...['水利', '电力', '煤炭', '地质矿产', '环境保护', '林业', '农业工程', '气象', '质量', '标准化', '计量', '安全'],
    ...['消防', '船舶', '航空', '汽车', '广播电视', '知识产权', '工业设计'],
  ],
  library: [...common.sharedLibrary, ...common.technicalLibrary],
  sections,
  unitSlots: common.unitSlots,
  criteria,
  reviewForm,
  kindForm: common.kindForm,
  rosterFacts: common.rosterFacts,
});

export * from './sections.ts';
