import {
  coded,
  date,
  dateRange,
  defineEntity,
  files,
  integer,
  longText,
  optional,
  text,
  choice,
  year,
  type Raw,
} from '@zhicheng/series-kit';

const group = '基本信息';
/** A file that samples may carry. */
export const sampleFile = { id: 'f1', name: '证明.pdf', bytes: 1000 };

/** 工作经历 (AH-08). */
export const experience = defineEntity({
  code: 'experience',
  label: '工作经历',
  group,
  searchHint: '请输入单位名称、从事专业、担任职务进行查询',
  fields: {
    unit: text('工作单位名称', { search: true }),
    period: dateRange('起止日期'),
    specialty: text('从事专业', { search: true }),
    position: text('担任职务', { search: true }),
    duties: optional(longText('职务职责说明', { max: 200 })),
    evidence: optional(files('佐证材料')),
  },
  columns: ['unit', 'period', 'specialty', 'position'],
  sample: {
    unit: '示例市第一中学',
    period: { from: '2008-09-01', to: null },
    specialty: '中学语文',
    position: '教师',
  },
});

/** 教育经历: the guides give 证书编号, 组织单位, 学习情况 (AH-09.02), the review form the rest (GP.23). */
export const education = defineEntity({
  code: 'education',
  label: '教育经历',
  group,
  searchHint: '请输入毕业院校、所学专业进行查询',
  fields: {
    school: text('毕业院校', { search: true }),
    period: dateRange('起止日期', { ongoing: false }),
    major: text('所学专业', { search: true }),
    education: coded('学历', 'education'),
    degree: optional(coded('学位', 'degree')),
    schooling: optional(text('学制', { max: 20, note: '学校规定的学习年限，如“四年”。' })),
    certificateNo: text('证书编号', { max: 30 }),
    organiser: optional(text('组织单位', { note: '办学或组织学习的单位，与毕业院校不同时填写，如函授站。' })),
    description: optional(longText('学习情况')),
    evidence: optional(files('佐证材料')),
  },
  columns: ['school', 'major', 'education', 'degree', 'period'],
  sample: {
    school: '示例师范大学',
    period: { from: '2004-09-01', to: '2008-07-01' },
    major: '汉语言文学',
    education: { code: '21', name: '大学本科毕业' },
    degree: { code: '4', name: '学士' },
    schooling: '四年',
    certificateNo: 'X1',
  },
});

const PUBLIC_COURSES_SINCE = 2021;

/** Of the official register: the hours of public courses of 2021 and later (AH-10.03). */
const publicCourse = ({ type, year: taken, hours, item, from, to, organiser, certificateNo }: Raw): Raw | undefined =>
  type === '公需课' && Number(taken) >= PUBLIC_COURSES_SINCE
    ? { type, year: taken, hours, item, organiser, certificateNo, period: from && to ? { from, to } : null }
    : undefined;

/** 继续教育 (AH-10). One entry per year and type is a habit, not a rule: a second one is warned of (GP.84). */
export const continuingEducation = defineEntity({
  code: 'continuing-education',
  label: '继续教育',
  group,
  listHeading: '继续教育或培训情况',
  searchHint: '请输入培训项目名称进行查询',
  dialogTitle: '新增继续教育情况',
  note: '注: 请分专业课、公需课录入年度总学时, 并上传继续教育证书对应页面(上传页面的空白处签署本人姓名)。',
  similar: ['type', 'year'],
  register: { waives: ['evidence'], read: publicCourse },
  fields: {
    type: choice('继教类型', ['公需课', '专业课', '视同教育'], {
      placeholder: '请选择',
      note: '公需课是各行业都要学的公共科目，专业课是本专业的科目；视同教育指参加会议、培训，通过考试等按规定视同继续教育的情形。每个年度、每种类型录入一条，填年度总学时。',
    }),
    year: year('继教年度', { placeholder: '选择年份' }),
    hours: integer('获得学时/学分', { max: 10_000 }),
    certificateNo: optional(text('证书编号', { max: 30 })),
    period: optional(dateRange('起止日期', { ongoing: false, placeholder: '选择日期' })),
    item: optional(text('培训项目', { search: true })),
    organiser: optional(text('组织单位')),
    description: optional(longText('学习情况')),
    evidence: files('佐证材料', {
      types: ['png', 'jpg', 'pdf', 'bmp'],
      maxMB: 10,
      note: '扫描前请在证书页空白处签署本人姓名；总学时核验页可随2021年度公需课一并上传。',
    }),
  },
  columns: ['type', 'year', 'item', 'period', 'hours'],
  list: {
    status: '状态',
    source: true,
    headings: { item: '培训项目/通过原因' },
    unitHeadings: { hours: '获得学时(个)' },
  },
  flowName: ({ year: taken, type }) => `提交${taken}年度${type}继续教育情况`,
  sample: { type: '专业课', year: 2025, hours: 72, item: '示例培训', evidence: [sampleFile] },
});

/** 年度考核 (AH-11): the real grade; 合格/不合格 is said in the declaration (GP.26). */
export const assessment = defineEntity({
  code: 'assessment',
  label: '年度考核',
  group: '表彰考核',
  searchHint: '请输入考核单位进行查询',
  unique: ['year'],
  fields: {
    year: year('考核年度', { placeholder: '选择年份' }),
    unit: text('考核单位', { search: true }),
    grade: coded('考核等级', 'assessmentGrade', {
      note: '照年度考核登记表填写。申报时还要另选“考核结果”（合格、不合格）。',
    }),
    evidence: optional(files('佐证材料')),
  },
  columns: ['year', 'unit', 'grade'],
  flowName: ({ year: assessed }) => `提交${assessed}年度考核情况`,
  sample: { year: 2025, unit: '示例市第一中学', grade: { code: 'EXCELLENT', name: '优秀' } },
});

/** 获得荣誉 (AH-11.09, fields by GP.23). */
export const honour = defineEntity({
  code: 'honour',
  label: '获得荣誉',
  group: '表彰考核',
  searchHint: '请输入荣誉名称、授予单位进行查询',
  fields: {
    name: text('荣誉名称', { search: true }),
    issuer: text('授予单位', { search: true }),
    level: choice('荣誉级别', ['国家级', '省级', '市级', '县级', '校级'], { note: '按授予单位的级别选择。' }),
    awardedOn: date('获得时间'),
    certificateNo: optional(text('证书编号', { max: 30 })),
    description: optional(longText('荣誉说明')),
    evidence: files('佐证材料'),
  },
  columns: ['name', 'issuer', 'level', 'awardedOn'],
  sample: {
    name: '优秀教师',
    issuer: '示例市教育局',
    level: '市级',
    awardedOn: '2024-09-10',
    evidence: [sampleFile],
  },
});
