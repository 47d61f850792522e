// Named as the qualification examinations name them; administrators add what is missing in the specialty tree.
const MEDICAL = [
  ...['全科医学', '心血管内科', '呼吸内科', '消化内科', '肾内科', '神经内科', '内分泌', '血液病', '风湿与临床免疫'],
  ...['肿瘤内科', '感染病', '儿科', '皮肤与性病', '精神病', '康复医学', '急诊医学', '重症医学', '老年医学'],
  ...['中医内科', '中西医结合内科', '针灸推拿'],
];
export const SURGICAL = [
  ...['普通外科', '骨外科', '泌尿外科', '胸心外科', '神经外科', '烧伤外科', '整形外科', '小儿外科', '肿瘤外科'],
  ...['妇产科', '眼科', '耳鼻喉科', '中医外科', '中医骨伤'],
];
const WITHOUT_WARD = ['口腔医学', '麻醉学', '疼痛学'];
const NURSING = ['护理学', '内科护理', '外科护理', '妇产科护理', '儿科护理', '社区护理', '中医护理'];
const TECHNICAL = [
  ...['医院药学', '临床药学', '中药学', '放射医学', '超声医学', '核医学', '病理学', '临床医学检验', '输血技术'],
  ...['放射医学技术', '康复医学治疗技术', '口腔医学技术', '病案信息技术', '心电图技术'],
];
const PUBLIC_HEALTH = ['疾病控制', '公共卫生', '妇女保健', '儿童保健', '健康教育', '计划生育', '卫生检验'];

export const INSTITUTIONS = {
  third: '三级医疗机构',
  second: '二级医疗机构',
  county: '县级及以下医疗机构',
  publicHealth: '公共卫生机构',
  maternal: '妇幼保健机构',
} as const;

/** Doctors with outpatients; those of them with beds of their own; everybody whose weeks at work are counted. */
export const OUTPATIENT = [...MEDICAL, ...SURGICAL, '口腔医学', '疼痛学'];
export const WITH_WARD = [...MEDICAL, ...SURGICAL].filter((name) => name !== '急诊医学' && name !== '全科医学');
export const AT_WORK = [...MEDICAL, ...SURGICAL, ...WITHOUT_WARD, ...NURSING];

export const SPECIALTIES = [...MEDICAL, ...SURGICAL, ...WITHOUT_WARD, ...NURSING, ...TECHNICAL, ...PUBLIC_HEALTH];
