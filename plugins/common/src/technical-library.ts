import { choice, date, defineEntity, files, integer, longText, optional, text } from '@zhicheng/series-kit';
import { sampleFile } from './personal-library.ts';

// Asked by the technical series alone; the menu that everybody has is the guides' (AH-07.03), hence `exclusive`.
const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10, maxCount: 10 };
const rank = integer('个人排名', { min: 1, max: 1000, note: '在证书或证明材料的名单中排第几位。' });
const evidence = files('佐证材料', scans);

/** 科技奖励: apart from 获得荣誉, since grade and own rank decide what it counts for. */
export const technologyAward = defineEntity({
  code: 'technology-award',
  label: '科技奖励',
  group: '表彰考核',
  exclusive: true,
  searchHint: '请输入获奖项目、奖励名称、授予单位进行查询',
  fields: {
    project: text('获奖项目', { search: true }),
    name: text('奖励名称', { search: true, placeholder: '如 示例省科学技术进步奖' }),
    issuer: text('授予单位', { search: true }),
    level: choice('奖励级别', ['国家级', '省部级', '市厅级', '县级', '单位级'], { note: '按授予单位的级别选择。' }),
    grade: choice('奖励等级', ['特等奖', '一等奖', '二等奖', '三等奖', '其他'], { note: '照获奖证书填写。' }),
    awardedOn: date('获奖日期'),
    rank,
    certificateNo: optional(text('证书编号', { max: 50 })),
    duties: optional(longText('本人职责', { max: 300 })),
    evidence,
  },
  columns: ['project', 'name', 'level', 'grade', 'awardedOn', 'rank'],
  sample: {
    project: '示例软土地基处理技术',
    name: '示例市科学技术进步奖',
    issuer: '示例市人民政府',
    level: '市厅级',
    grade: '二等奖',
    awardedOn: '2023-12-01',
    rank: 3,
    evidence: [sampleFile],
  },
});

/** 专利: number, kind, rank, day of grant, use (rules 4.2). */
export const patent = defineEntity({
  code: 'patent',
  label: '专利',
  group: '论文著作科研',
  exclusive: true,
  searchHint: '请输入专利名称、专利号进行查询',
  unique: ['number'],
  fields: {
    name: text('专利名称', { search: true }),
    number: text('专利号', {
      max: 30,
      search: true,
      placeholder: '如 ZL 2023 1 0000000.0',
      note: '填写专利证书上的专利号；只有申请号、尚未授权的不录入。',
    }),
    kind: choice('专利类型', ['发明', '实用新型', '外观设计']),
    owner: optional(text('专利权人')),
    grantedOn: date('授权公告日'),
    rank,
    use: choice('转化情况', ['已转化应用', '未转化'], { note: '转让、许可、作价入股或在本单位实施的，为已转化应用。' }),
    benefit: optional(longText('取得效益', { max: 300, note: '写明应用单位、时间和经济或社会效益。' })),
    evidence,
  },
  columns: ['name', 'number', 'kind', 'grantedOn', 'rank', 'use'],
  when: { benefit: { use: '已转化应用' } },
  sample: {
    name: '一种示例支护结构',
    number: 'ZL202310000000.0',
    kind: '发明',
    grantedOn: '2024-03-15',
    rank: 1,
    use: '已转化应用',
    benefit: '用于示例隧道工程，节约支护费用。',
    evidence: [sampleFile],
  },
});

/** 软件著作权. */
export const softwareCopyright = defineEntity({
  code: 'software-copyright',
  label: '软件著作权',
  group: '论文著作科研',
  exclusive: true,
  searchHint: '请输入软件名称、登记号进行查询',
  unique: ['number'],
  fields: {
    name: text('软件名称', { search: true }),
    number: text('登记号', { max: 30, search: true }),
    owner: text('著作权人'),
    registeredOn: date('登记日期'),
    rank,
    use: optional(longText('应用情况', { max: 300 })),
    evidence,
  },
  columns: ['name', 'number', 'owner', 'registeredOn', 'rank'],
  sample: {
    name: '示例结构监测软件',
    number: '2024SR0000000',
    owner: '示例市建筑设计院',
    registeredOn: '2024-05-20',
    rank: 2,
    evidence: [sampleFile],
  },
});

/** 工法. */
export const constructionMethod = defineEntity({
  code: 'construction-method',
  label: '工法',
  group: '工作业绩',
  exclusive: true,
  searchHint: '请输入工法名称、工法编号进行查询',
  fields: {
    name: text('工法名称', { search: true }),
    number: optional(text('工法编号', { max: 50, search: true })),
    level: choice('工法级别', ['国家级', '省部级', '企业级']),
    approver: text('批准单位'),
    approvedOn: date('批准日期'),
    rank,
    application: optional(longText('应用情况', { max: 300 })),
    evidence,
  },
  columns: ['name', 'number', 'level', 'approvedOn', 'rank'],
  sample: {
    name: '示例深基坑逆作施工工法',
    level: '省部级',
    approver: '示例省住房和城乡建设厅',
    approvedOn: '2024-09-01',
    rank: 2,
    evidence: [sampleFile],
  },
});

/** 技术报告: of one project or one technical question; not the summary of one's own work. */
export const technicalReport = defineEntity({
  code: 'technical-report',
  label: '技术报告',
  group: '论文著作科研',
  exclusive: true,
  searchHint: '请输入报告名称、所属项目进行查询',
  note: '注: 技术报告指为解决工程技术问题撰写的可行性研究、设计、试验、检测、技术论证等报告，个人工作总结请录入工作(技术)总结报告。',
  fields: {
    title: text('报告名称', { max: 200, search: true }),
    kind: choice('报告类型', ['可行性研究', '设计报告', '试验检测', '技术论证', '调查分析', '其他']),
    project: text('所属项目', { search: true }),
    finishedOn: date('完成日期'),
    rank,
    adopter: optional(text('采用单位')),
    summary: longText('主要内容', { max: 500 }),
    report: files('报告正文', { types: ['docx', 'doc', 'pdf'], maxMB: 10, maxCount: 5, placeholder: '上传文件' }),
  },
  columns: ['title', 'kind', 'project', 'finishedOn', 'rank'],
  sample: {
    title: '示例大桥荷载试验报告',
    kind: '试验检测',
    project: '示例大桥工程',
    finishedOn: '2024-11-30',
    rank: 1,
    summary: '静载、动载试验方案、数据与结论。',
    report: [{ ...sampleFile, name: '技术报告.pdf' }],
  },
});

/** What the technical series add to the shared library. */
export const technicalLibrary = [technologyAward, constructionMethod, technicalReport, patent, softwareCopyright];
