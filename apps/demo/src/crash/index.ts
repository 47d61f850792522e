export { emptyMemory, passEntries, submitEntry, type, workOnDeclaration, type Memory } from './acts.ts';
export type { Cast } from './cast.ts';
export { castOfWorld, sessionOf, sessionOfUnit } from './cast-of-world.ts';
export { clientOf, isRecord, type Answer, type Client } from './client.ts';
export { reckon, untilIdle } from './reckoning.ts';
