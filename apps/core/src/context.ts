import type { Database } from '@zhicheng/database';
import type { Kv } from '@zhicheng/kv';
import type { Profile } from '@zhicheng/profiles';
import type { FileStore } from '@zhicheng/storage';
import type { Role } from '@zhicheng/workflow';
import type { SeriesRegistry } from './series-registry.ts';
import type { Stir } from './stir.ts';
import type { Transition } from './transition.ts';
import type { TransitionMany } from './transition-many.ts';
import type { Cipher } from './cipher.ts';
import type { Register } from './library/register.ts';
import type { DeliveryChannel } from './notifications/delivery-channel.ts';
import type { ProcessKinds } from './tasks/process-kind.ts';

/** Who acts: an account in one of its assignments. */
export interface Actor {
  readonly accountId: string;
  readonly assignmentId: string;
  readonly role: Role;
  /** null for an applicant. */
  readonly organisationId: string | null;
  readonly name: string;
  /** Names the login without opening it; absent where nobody signed in (jobs, tests). */
  readonly sessionId?: string;
  /** Signed in with a password that somebody else set: may change it, and nothing that a role may. */
  readonly mustChangePassword?: boolean;
}

/** What every use case gets besides the actor. Made once by createCore. */
export interface Core {
  readonly db: Database;
  readonly store: FileStore;
  readonly kv: Kv;
  /** Tells open pages, of any process, that there may be something new. */
  readonly stir: Stir;
  readonly profile: Profile;
  readonly series: SeriesRegistry;
  readonly cipher: Cipher;
  readonly transition: Transition;
  readonly transitionMany: TransitionMany;
  readonly processKinds: ProcessKinds;
  /** By which messages leave the platform; none: they stay in the inbox. */
  readonly channels: readonly DeliveryChannel[];
  /** Official records that people may take into their library (提取); null: none is connected. */
  readonly register: Register | null;
}

/** The organisation for which the actor acts. Throws for an applicant: a role check was forgotten. */
export function organisationOf(actor: Actor): string {
  if (actor.organisationId === null) throw new Error(`role ${actor.role} acts for no organisation`);
  return actor.organisationId;
}
