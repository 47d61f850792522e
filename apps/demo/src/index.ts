export { openStage, type Stage } from './stage.ts';
export { freshName, openWorld, type Newcomer, type Somebody, type World, type WorldSettings } from './world.ts';
export { DEMO_PASSWORD } from './organisations.ts';
export { SANDBOX_PASSWORD } from '@zhicheng/sandbox-sso/accounts';
export { portraitPicture, sheetPicture } from './scans.ts';
