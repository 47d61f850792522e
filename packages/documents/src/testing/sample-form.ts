import type { Block, Cell } from '@zhicheng/series-kit';

export const PORTRAIT_ID = 'file-portrait';
export const SIGNATURE_ID = 'file-signature';

const label = (text: string, more: Partial<Exclude<Cell, string>> = {}): Cell => ({ text, align: 'center', ...more });

const basics: Block = {
  type: 'grid',
  widths: [0.6, 1.5, 2, 1.3, 1.6, 1.5, 1.6, 1.7],
  rows: [
    [
      label('基本情况', { vertical: true, rows: 9, bold: true }),
      label('姓名'),
      '示例㛃𠮷',
      label('性别'),
      '女',
      label('民族'),
      '汉族',
      { text: '照片', image: PORTRAIT_ID, rows: 4 },
    ],
    [label('曾用名'), '', label('出生年月'), '1988-03', label('政治面貌'), '中共党员'],
    [label('证件号码'), { text: '9999**********0017', reveal: 'idNumber', span: 3 }, label('身体状况'), '健康'],
    [label('出生地'), '示例省示例市', label('参加工作时间'), '2010-09', label('工作年限'), '16'],
    [label('工作单位'), { text: '示例市第一中学', span: 3 }, label('单位性质'), { text: '公益一类事业单位', span: 2 }],
    [label('党政职务'), '教研组组长', label('专业年限'), '16', label('聘任时间'), { text: '2016-12-01', span: 2 }],
    [label('最高学历'), '大学本科', label('学位'), '学士', label('毕业时间'), { text: '2010-07-01', span: 2 }],
    [label('毕业院校及专业'), { text: '示例师范大学　汉语言文学', span: 6 }],
    [label('参加何学术团体任何职'), { text: '示例省教育学会会员；示例市语文教学研究会理事', span: 6 }],
  ],
};

const listOf = (count: number, row: (index: number) => readonly Cell[]) =>
  Array.from({ length: count }, (_, index) => row(index + 1));

const lists = (perTable: number): Block[] => [
  { type: 'heading', text: '二、学历教育' },
  {
    type: 'table',
    head: ['起止时间', '学校', '专业', '学制', '学历', '学位', '证书编号', '是否最高'],
    rows: listOf(2, (n) => [
      `200${n}-09 至 201${n}-07`,
      '示例师范大学',
      '汉语言文学',
      '4',
      '大学本科',
      '学士',
      `99990120100500${1000 + n}`,
      n === 2 ? '是' : '否',
    ]),
  },
  { type: 'heading', text: '三、工作经历' },
  {
    type: 'table',
    head: ['起止时间', '单位', '从事专业', '职务', '职责说明'],
    rows: listOf(perTable, (n) => [
      `20${10 + n}-09 至 ${n === perTable ? '至今' : `20${11 + n}-08`}`,
      '示例市第一中学',
      '中学语文',
      '教师',
      '承担高中语文教学，担任班主任，参加教研组活动。',
    ]),
  },
  { type: 'heading', text: '四、现有职称及评聘情况' },
  {
    type: 'table',
    head: ['资格名称', '专业', '取得时间', '取得方式', '证书编号', '批准机关', '聘任起止'],
    rows: [
      ['一级教师', '中学语文', '2016-11-20', '评审', '示例2016000123', '示例市人力资源和社会保障局', '2016-12 至 至今'],
    ],
  },
  { type: 'heading', text: '五、任现职以来年度考核' },
  {
    type: 'table',
    head: ['年度', '等次'],
    rows: listOf(5, (n) => [`${2020 + n}`, n === 3 ? '优秀' : '合格']),
    widths: [1, 3],
  },
  { type: 'heading', text: '六、继续教育' },
  {
    type: 'table',
    head: ['年度', '类型', '项目', '组织单位', '学时', '证书编号'],
    rows: listOf(perTable, (n) => [
      `${2020 + (n % 6)}`,
      n % 2 ? '公需科目' : '专业科目',
      `示例省中小学教师素养提升研修（第 ${n} 期）`,
      '示例省继续教育基地',
      '72',
      `ZJ${202600 + n}`,
    ]),
  },
  { type: 'heading', text: '七、乡村任教或支教' },
  { type: 'table', head: ['学校', '起止时间', '任教学科', '派出单位'], rows: [] },
  { type: 'heading', text: '八、班主任工作经历' },
  {
    type: 'table',
    head: ['学年', '班级', '起止时间', '职责'],
    rows: listOf(perTable, (n) => [
      `20${10 + n}-20${11 + n}`,
      `高一（${n}）班`,
      `20${10 + n}-09 至 20${11 + n}-07`,
      '班主任',
    ]),
  },
  { type: 'heading', text: '九、论文、著作' },
  {
    type: 'table',
    head: ['题目', '刊物', '发表日期', '排名', '级别'],
    rows: listOf(perTable, (n) => [
      n === 1 ? '很长的题目'.repeat(120) : `整本书阅读的任务设计与评价研究之${n}`,
      '《示例教育》2024 年第 3 期 12-15 页',
      '2024-03-01',
      '1/2',
      '省级',
    ]),
  },
];

const after: Block[] = [
  { type: 'heading', text: '十一、个人承诺' },
  {
    type: 'paragraph',
    text: '本人系示例市第一中学专业技术人员，现申报中学语文-高级教师专业技术资格。本人承诺所提交的所有申报材料均为真实。如提供虚假、失实材料，本人自愿承担相应责任。',
  },
  {
    type: 'grid',
    rows: [[label('本人签名'), { text: '', image: SIGNATURE_ID, minHeightCm: 1.5 }, label('日期'), '2026-09-01']],
  },
  { type: 'heading', text: '十二、审核意见' },
  {
    type: 'opinion',
    label: '单位推荐意见',
    text: '经公示（2026-08-20 至 2026-08-26）无异议，材料真实，同意推荐。',
    lines: ['是否占用职数：是', '经办人：示例十一', '负责人：示例十二', '公章', '2026 年 9 月 2 日'],
  },
  { type: 'opinion', label: '主管部门审核意见', text: '', lines: ['经办人', '负责人', '公章', '年 月 日'] },
  { type: 'opinion', label: '人社职改部门审核意见', text: '', lines: ['经办人', '负责人', '公章', '年 月 日'] },
  { type: 'opinion', label: '组建单位审核意见', text: '', lines: ['经办人', '负责人', '公章', '年 月 日'] },
  { type: 'heading', text: '十七、评审委员会评审结果' },
  {
    type: 'grid',
    widths: [0.5, 1, 1, 1, 1, 1, 1],
    rows: [
      [
        label('评审组织意见', { vertical: true, rows: 4 }),
        label('评委会名称'),
        { text: '示例市中小学教师高级职务评审委员会', span: 5 },
      ],
      [
        label('总人数'),
        label('参加人数'),
        { text: '表决结果', span: 2, align: 'center' },
        label('备注', { rows: 1, span: 2 }),
      ],
      ['', '', '赞成人数：', '反对人数：', { text: '', span: 2 }],
      [
        {
          text: '结论：☐通过　☐不通过\n主任委员签字：\n评委会印章\n　　年　　月　　日',
          span: 6,
          minHeightCm: 4.5,
          align: 'left',
        },
      ],
    ],
  },
  { type: 'opinion', label: '审批意见', text: '', lines: ['文号：', '公章', '年 月 日'] },
];

/**
 * A review form with everything that rules-and-forms.md 2.2 asks for.
 * @param perTable rows of each of the four long lists
 */
export const sampleForm = (perTable = 8): Block[] => [
  {
    type: 'cover',
    mark: '破格',
    title: '专业技术资格评审表',
    lines: [
      { label: '单位', value: '示例市第一中学' },
      { label: '姓名', value: '示例㛃𠮷' },
      { label: '现任专业技术资格', value: '一级教师' },
      { label: '申报系列', value: '中小学教师' },
      { label: '申报专业', value: '中学语文' },
      { label: '申报资格', value: '高级教师' },
      { label: '申报形式', value: '常规申报' },
      { label: '填表日期', value: '2026-09-01' },
    ],
    foot: '示例省人力资源和社会保障厅制',
  },
  { type: 'title', text: '填表说明' },
  {
    type: 'paragraph',
    text: '一、本表供专业技术人员评审专业技术资格使用，用 A4 纸双面打印，一式两份。\n二、填写内容须经人事部门审核认可，与附件材料一致。\n三、如填写内容较多，表格自动延伸，可另加附页。',
  },
  { type: 'note', text: '本表由系统根据申报数据生成，手工改动无效。' },
  { type: 'pageBreak' },
  { type: 'heading', text: '一、基本情况' },
  basics,
  ...lists(perTable),
  ...after,
];
