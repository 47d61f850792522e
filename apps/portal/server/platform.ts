import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Profile } from '@zhicheng/profiles';
import type { Platform } from '../app/context.ts';

/** A drawing for the login band is an asset named after the profile; a province without one shows the band alone. */
function heroArt({ code }: Profile): string | undefined {
  const path = `/art/${code}.svg`;
  return existsSync(fileURLToPath(new URL(`../public${path}`, import.meta.url))) ? path : undefined;
}

/** 安徽省专业技术人员 / 综合管理服务平台: the line breaks after 人员, or in the middle of a name without it. */
function inTwoLines(name: string): [string, string] {
  const after = name.indexOf('人员') + 2;
  const at = after > 1 && after < name.length ? after : Math.ceil(name.length / 2);
  return [name.slice(0, at), name.slice(at)];
}

/** What the frames and the login page say of the province, from its profile. */
export function platformOf(profile: Profile): Platform {
  const { platformName, loginTitle, entrances, sso, support, organiser } = profile;
  const art = heroArt(profile);
  return {
    name: platformName,
    nameLines: inTwoLines(platformName),
    loginTitle,
    host: organiser,
    hotlines: support.hotlines,
    hours: support.enquiryHours.split(' '),
    browsers: support.recommendedBrowsers,
    centralUnitLabel: profile.centralUnitLabel,
    registrationAudited: profile.policies.unitRegistrationNeedsAudit,
    acceptingBodies: profile.policies.acceptingBodies,
    personDoor: {
      title: entrances.person.title,
      button: entrances.person.button,
      lead: `申报职称的专业技术人员。使用${sso.siteName}账号，或支付宝扫码授权。`,
      notes: [
        '第一次使用：登录后先完成个人注册。',
        `没有账号：在${sso.heading}“${sso.personBox}”下方点“注册”，完成后回到本页。`,
        `忘记密码：在${sso.heading}找回，或拨打 ${sso.helpline}。`,
      ],
    },
    unitDoor: {
      title: entrances.unit.title,
      button: entrances.unit.button,
      lead: '有统一社会信用代码的用人单位。可用电子营业执照或支付宝扫码授权。',
      notes: [
        profile.policies.unitRegistrationNeedsAudit
          ? '第一次使用：登录后完成单位注册，由所属人社部门审核，通过后使用。'
          : '第一次使用：登录后完成单位注册，选择属地。',
        '属地未完善，本单位人员无法申报。',
      ],
    },
    builtinDoor: {
      title: entrances.builtin.title,
      button: entrances.builtin.button,
      lead: '没有或共用信用代码的单位、主管部门使用。向当地人社部门申请开通。',
      notes: [],
    },
    ...(art && { heroArt: art }),
  };
}
