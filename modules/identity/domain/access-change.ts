import type { Role, RoleBook } from './roles.ts'

/**
 * What lets somebody see more, beside a role: an account that is new, reset or enabled again, another address, a team, what
 * an agency is designated for, an agency or a team that is used again.
 */
export const ACCESS_CHANGES = [
  'invitation',
  'password_reset',
  'factor_reset',
  'enable',
  'email',
  'team',
  'designation',
  'agency_active',
  'team_active',
] as const

export type AccessChangeKind = (typeof ACCESS_CHANGES)[number]

/** How the second person made sure who asks: face to face, seen, or called on a number that was known before. */
export const IDENTITY_CHECKS = ['in_person', 'video_call', 'called_back'] as const

export type IdentityCheck = (typeof IDENTITY_CHECKS)[number]

/** Changes that open an account by a link: the person who held all of it could be anybody, so that it comes in two halves. */
export const opensByLink = (kind: AccessChangeKind): boolean =>
  kind === 'invitation' || kind === 'password_reset' || kind === 'factor_reset'

/** A reset is confirmed only by who says how they made sure who asks. */
export const needsCheck = (kind: AccessChangeKind): boolean => kind === 'password_reset' || kind === 'factor_reset'

/** What puts an account into somebody's hands, were they alone. */
export const HOLDS = ['invitation', 'password_reset', 'factor_reset', 'enable', 'email', 'administrator'] as const

export type HoldKind = (typeof HOLDS)[number]

export const isHold = (kind: string): kind is HoldKind => HOLDS.some((one) => one === kind)

/** That somebody made, reset, enabled, re-addressed an account or made it an administrator: as the one who asked, or as the second. */
export interface Hold {
  readonly staffId: string
  readonly byId: string
  readonly at: string
}

/** For how many days neither is the other's second person; a country may set another number. */
export const DEFAULT_INDEPENDENCE_DAYS = 7

/**
 * With whom somebody does not make two people for now, and until when. It holds both ways: an account that I made may neither
 * confirm what I ask for, nor ask for what I then confirm.
 */
export function notIndependentOf(
  userId: string,
  holds: readonly Hold[],
  at: { readonly now: string; readonly days: number },
): ReadonlyMap<string, string> {
  const until = new Map<string, string>()
  for (const hold of holds) {
    const other = hold.staffId === userId ? hold.byId : hold.byId === userId ? hold.staffId : undefined
    if (other === undefined || other === userId) continue
    const ends = new Date(Date.parse(hold.at) + at.days * 86_400_000).toISOString()
    if (ends > at.now && ends > (until.get(other) ?? '')) until.set(other, ends)
  }
  return until
}

export type SecondRefusal =
  | 'identity.own_account'
  | 'identity.second_administrator_needed'
  | 'identity.second_not_independent'

/**
 * Why `by` may not be the second person for what `askedBy` wants: it is about their own account, they asked for it, or one of the two
 * had the other's account in their hands not long ago. The console of the server (`askedBy` null) depends on nobody.
 */
export function refuseSecond(
  change: { readonly askedBy: string | null; readonly staffId: string | null },
  by: { readonly userId: string; readonly notIndependentOf: ReadonlyMap<string, string> },
): SecondRefusal | undefined {
  if (change.staffId === by.userId) return 'identity.own_account'
  if (change.askedBy === null) return undefined
  if (change.askedBy === by.userId) return 'identity.second_administrator_needed'
  if (by.notIndependentOf.has(change.askedBy)) return 'identity.second_not_independent'
  return undefined
}

/**
 * Whether what one administrator wants waits for another: everything that lets anybody see more, from the day on which there
 * was a second administrator. That day does not go away: not by disabling them, nor by taking their role.
 */
export const waitsForSecond = (secondEver: boolean): boolean => secondEver

/** A role about people waits always: while there is one administrator only, nobody opens any file. */
export const roleWaits = (role: Role, secondEver: boolean, book: RoleBook): boolean =>
  book.isAboutPeople(role) || waitsForSecond(secondEver)
