import type { Caller } from '@zhicheng/core';
import type { Role } from '@zhicheng/workflow';

/** What the server hands to every loader and action; the composition root builds it per request. */
export interface PortalContext {
  /** Names the request in error pages and logs. */
  readonly requestId: string;
  /** Nonce of the content security policy. */
  readonly nonce: string;
  /** Platform, person, assignments, open work and the server's clock: what every frame shows. */
  frame(): Promise<FrameData>;
  /** The core's procedures in the name of who asks. */
  readonly caller: Caller;
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends PortalContext {}
}

/** The province's words and addresses, from the deployment profile. Nothing else may name a province. */
export type Platform = {
  /** 安徽省专业技术人员综合管理服务平台 */
  readonly name: string;
  /** The name in two lines, for narrow windows; both together are the name. */
  readonly nameLines: readonly [string, string];
  /** Title of the login page, verbatim. */
  readonly loginTitle: string;
  /** 主办 */
  readonly host: string;
  readonly hotlines: readonly string[];
  /** 咨询时间 in one or two lines. */
  readonly hours: readonly string[];
  readonly personDoor: Door;
  readonly unitDoor: Door;
  readonly builtinDoor: Door;
  readonly browsers: string;
  /** 中央驻皖单位: a check box of 单位注册 (AH-29.17). */
  readonly centralUnitLabel: string;
  /** A unit that registers waits for its bureau (MG.02). */
  readonly registrationAudited: boolean;
  /** 初定 and 认定 end at bodies that accept them (HN-30). */
  readonly acceptingBodies: boolean;
  /** Address of a drawing for the login band; a province without one brings none. */
  readonly heroArt?: string;
};

export type Door = {
  /** 个人登录, 单位登录, 内置单位登录 */
  readonly title: string;
  /** What stands on the button, e.g. 前往安徽政务服务网. */
  readonly button: string;
  readonly lead: string;
  readonly notes: readonly string[];
};

export type Assignment = {
  readonly id: string;
  readonly role: Role;
  /** 申报人, 用人单位, 主管部门, 人社部门, 组建单位 … */
  readonly capacityLabel: string;
  /** null for an applicant. */
  readonly organisationName: string | null;
};

/** Open work by menu key (see frames/menu.ts), e.g. `{ tasks: 12, bindings: 2 }`; never totals. */
export type Counts = Readonly<Record<string, number>>;

export type FrameData = {
  readonly platform: Platform;
  readonly person: { readonly name: string } | null;
  readonly active: Assignment | null;
  readonly assignments: readonly Assignment[];
  readonly counts: Counts;
  /** The registration without which nothing else is shown. */
  readonly mustRegister: 'person' | 'unit' | null;
  /** Signed in with a password that somebody else set; nothing else is shown before it is changed. */
  readonly mustChangePassword: boolean;
  /** Signs in with a password of this platform, which can be changed here. */
  readonly ownPassword: boolean;
  readonly unread: number;
  /** ISO instant of the server's clock. */
  readonly serverNow: string;
};
