import type { Series } from '@zhicheng/series-kit';
import { engineering } from '@zhicheng/plugin-engineering';
import { health } from '@zhicheng/plugin-health';
import { teacher } from '@zhicheng/plugin-teacher';

/** One line per title series; the order is that of the portal. */
export const registry: readonly Series[] = [teacher, engineering, health];

export { engineering, health, teacher };

/**
 * Escape hatches in use, by series: `widget <name>`, `guard <code>`. A test holds this list to what is there. Two series
 * with the same entry mean that the kit lacks a word.
 */
export const escapeHatches: Readonly<Record<string, readonly string[]>> = {};
