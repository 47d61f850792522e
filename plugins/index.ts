import type { Series } from '@zhicheng/series-kit';
import { teacher } from '@zhicheng/plugin-teacher';

/** One line per title series; the order is that of the portal. */
export const registry: readonly Series[] = [teacher];

export { teacher };
