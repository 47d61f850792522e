import { KIT_VERSION, type Entity, type Series } from '@zhicheng/series-kit';

/** The series this deployment has, and every entity of their libraries by storage code. */
export interface SeriesRegistry {
  readonly all: readonly Series[];
  readonly entities: readonly Entity[];
  /** undefined: no plugin of that code. */
  find(code: string | null | undefined): Series | undefined;
  /** Throws on an unknown code: stored data names an entity that no series has. */
  entity(code: string): Entity;
  findEntity(code: string): Entity | undefined;
}

/** Refuses series of another contract version and two entities under one code. */
export function createSeriesRegistry(all: readonly Series[]): SeriesRegistry {
  const entities = new Map<string, Entity>();
  for (const series of all) {
    if (series.kit !== KIT_VERSION)
      throw new Error(`${series.code}: written for kit ${series.kit}, this is ${KIT_VERSION}`);
    for (const entity of series.library) {
      const known = entities.get(entity.code);
      if (known && known !== entity) throw new Error(`${series.code}: a second entity ${entity.code}`);
      entities.set(entity.code, entity);
    }
  }
  return {
    all,
    entities: [...entities.values()],
    find: (code) => all.find((series) => series.code === code),
    findEntity: (code) => entities.get(code),
    entity(code) {
      const entity = entities.get(code);
      if (!entity) throw new Error(`no series has the entity ${code}`);
      return entity;
    },
  };
}
