import type { Region } from './region.ts';

export type ProfileCode = 'anhui' | 'hunan';

/** Where a declaration goes when it is returned: straight to the applicant, or one level down at a time (GP.01). */
export type ReturnMode = 'DIRECT' | 'STEPWISE';

/** One of the three entrances of the login page: its heading and its button. */
export type Entrance = { title: string; button: string };

export type PersonMenuKey = 'home' | 'library' | 'declarations' | 'personalCentre';
export type UnitMenuKey = 'home' | 'achievementArchive' | 'declarations' | 'bindings' | 'tasks' | 'settings';
export type MenuItem<Key extends string> = { key: Key; label: string };

/** Everything that differs between provinces. No other package and no app asks which province it runs in. */
export type Profile = {
  code: ProfileCode;
  province: { code: string; name: string; shortName: string };
  /** Name of the platform in the header of every page (AH-01.02). */
  platformName: string;
  /** Title of the login page (AH-01.02). */
  loginTitle: string;
  entrances: { person: Entrance; unit: Entrance; builtin: Entrance };
  /** The sign-on service that persons and units come from: its site, its heading, who helps with lost passwords. */
  sso: { siteName: string; heading: string; personBox: string; unitBox: string; helpline: string };
  support: { hotlines: string[]; enquiryHours: string; recommendedBrowsers: string };
  organiser: string;
  /** 发布部门 of a plan unless the plan names another (AH-16.02). */
  publishingDepartment: string;
  /** Label of the check box at unit registration (AH-29.17). */
  centralUnitLabel: string;
  regions: Region[];
  menus: { person: MenuItem<PersonMenuKey>[]; unit: MenuItem<UnitMenuKey>[] };
  policies: {
    /** A registered unit waits for its HRSS bureau before it may work (MG.02). */
    unitRegistrationNeedsAudit: boolean;
    /** Post quotas are audited by the bureau instead of locking when confirmed (MG.07). */
    quotaNeedsAudit: boolean;
    /** 初定 and 认定 end at bodies that accept them, not at a committee (HN-30). */
    acceptingBodies: boolean;
    /** Default of a plan's return mode (GP.01). */
    returnMode: ReturnMode;
    /** Default of a plan: working days of publicity inside the unit before it recommends (R15, at least 5). */
    noticeDays: number;
  };
};
