import type { Profile } from '../features/person/profile-table.tsx';
import type { Binding } from '../features/person/work-unit.tsx';

/** A person as `identity.profile` answers it. */
export const PERSON: Profile = {
  id: 'p1',
  name: '示例一',
  idType: '111',
  idTypeName: '居民身份证',
  idNumberMasked: '999***********0001',
  mobile: '10000000001',
  gender: 'female',
  genderLabel: '女',
  birthDate: '1985-05-01',
  profile: {
    politicalStatus: { code: '13', name: '群众' },
    ethnicity: { code: '01', name: '汉族' },
    email: 'shili@example.cn',
    address: '示例市示例路1号',
    workStart: '2008-09-01',
    education: { code: '21', name: '大学本科毕业' },
  },
  seriesCode: '22',
  seriesName: '中小学教师',
  photoFileId: null,
  registeredAt: new Date('2026-01-01T00:00:00Z'),
  version: 1,
  workUnit: null,
};

/** Nobody is bound, `school` is asked. */
export const WAITING: Binding = {
  approved: null,
  pending: {
    id: 'b1',
    organisationId: 'o1',
    organisationName: '示例市第一中学',
    note: null,
    reason: null,
    createdAt: new Date('2026-11-20T01:00:00Z'),
    decidedAt: null,
    officePhone: null,
  },
  lastReturned: null,
  why: {
    code: 'BINDING_PENDING',
    message: '示例市第一中学还没有审核您的绑定。',
    remedy: '请联系单位管理员办理。',
    mendAt: '/me/unit',
    officePhone: null,
  },
};
