import { z } from 'zod';
import { accountProcedure, roleProcedure } from '../procedures.ts';
import { changePassword } from './change-password.ts';
import { me, ownProfile } from './queries.ts';
import { switchAssignment } from './resolve-session.ts';
import { setPhoto, updateProfile } from './update-profile.ts';

const form = z.record(z.string(), z.unknown());

/** The portal finds 个人注册 under `identity` as well; it needs the units, so organisations adds it (router.ts). */
export const identityProcedures = {
  me: accountProcedure.query(({ ctx }) => me({ db: ctx.core.db, actor: ctx.actor })),
  switchAssignment: accountProcedure
    .input(z.object({ assignmentId: z.uuid() }))
    .mutation(({ ctx, input }) => switchAssignment({ core: ctx.core, actor: ctx.actor, ...input })),
  changePassword: accountProcedure
    .input(z.object({ current: z.string().max(128), next: z.string().max(200) }))
    .mutation(({ ctx, input }) => changePassword({ core: ctx.core, actor: ctx.actor, ...input })),
  profile: roleProcedure('applicant').query(({ ctx }) => ownProfile({ db: ctx.core.db, actor: ctx.actor })),
  updateProfile: roleProcedure('applicant')
    .input(z.object({ form, expectedVersion: z.number().int() }))
    .mutation(({ ctx, input }) => updateProfile({ core: ctx.core, actor: ctx.actor, ...input })),
  setPhoto: roleProcedure('applicant')
    .input(z.object({ fileId: z.uuid() }))
    .mutation(({ ctx, input }) => setPhoto({ core: ctx.core, actor: ctx.actor, ...input })),
};
