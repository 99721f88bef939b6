import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { failure } from '@gloact/kernel'
import type { RequestsOf, ServedTo } from '@gloact/records/server'
import { drafting, DRAFTING_FORMS } from '../domain/drafting.ts'
import type { LegislationAction } from '../domain/policy.ts'
import { type LegislationContext, may } from './context.ts'

/** Drafting files as this module runs them: how far a bill has come. Its words are tables of their own. */
export const draftingOf = (context: LegislationContext): RequestsOf => ({
  kind: drafting,
  schema: 'legislation',
  db: context.db,
  vault: context.vault,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: DRAFTING_FORMS,
  sealedBy: 'words',
  audited: 'legislation.drafting_step_taken',
  clockRule: () => null,
})

export const DRAFTING_SERVED: ServedTo<Principal> = {
  scopeOf: (who) => ({ ...principalScope(who) }),
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => may(who, permission as LegislationAction),
  }),
  mayRead: (who) => (may(who, 'legislation.read') ? null : failure('legislation.not_allowed')),
  // It makes a law.
  apart: ['enact'],
}
