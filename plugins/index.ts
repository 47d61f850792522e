import type { Series } from '@zhicheng/series-kit';
import { engineering } from '@zhicheng/plugin-engineering';
import { health } from '@zhicheng/plugin-health';
import { teacher } from '@zhicheng/plugin-teacher';

/** One line per title series; the order is that of the portal. */
export const registry: readonly Series[] = [teacher, engineering, health];

export { engineering, health, teacher };
