export { openStage, type Stage } from './stage.ts';
export { freshName, type Newcomer, type WorldSettings } from './newcomers.ts';
export { openWorld, type Somebody, type World } from './world.ts';
export { DEMO_PASSWORD } from './organisations.ts';
export { SANDBOX_PASSWORD } from '@zhicheng/sandbox-sso/accounts';
export { portraitPicture, sheetPicture } from './scans.ts';
export { shrinkPicture } from '@zhicheng/storage';
