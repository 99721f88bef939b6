/** Recipients whom a referral never reaches: each has a path of its own, with its own words of consent. */
export const NEVER_BY_REFERRAL = [
  'police',
  'prosecution',
  'immigration',
  'consulate',
  'family',
  'foreign_agency',
  'competent_authority',
  'national_statistics',
] as const

/** The kinds of recipient that a service of the directory may be. */
export const RECIPIENT_KINDS = [
  'shelter',
  'health',
  'psychosocial',
  'legal',
  'protection',
  'livelihoods',
  'child_protection',
] as const
export type RecipientKind = (typeof RECIPIENT_KINDS)[number]

export const mayBeReferredTo = (recipientKind: string): recipientKind is RecipientKind =>
  (RECIPIENT_KINDS as readonly string[]).includes(recipientKind)

/** Groups of data that no referral holds: they are told by those who may, in another way. */
const NEVER_IN_A_PACKAGE = ['counselling', 'photograph']

/**
 * Of these nothing is copied out of the file: what a receiver has to know of them is written for this receiver, in the words of the
 * referral. A plan, an assessment and an account of exploitation are nobody else's to read whole.
 */
export const IN_WORDS_ALONE: readonly string[] = ['needs', 'exploitation', 'journey', 'decisions']

/** The groups that a service of each type needs; those of others, this one alone. `needs` goes always: it is the reason. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  shelter: ['identity', 'contact', 'circumstances', 'risk'],
  reception: ['identity', 'contact', 'circumstances', 'risk'],
  health: ['identity', 'contact', 'health'],
  sexual_reproductive_health: ['identity', 'contact', 'health'],
  substance_use_treatment: ['identity', 'contact', 'health'],
  psychosocial: ['identity', 'contact'],
  legal_assistance: ['identity', 'contact', 'documents', 'exploitation', 'decisions'],
  compensation: ['identity', 'contact', 'documents', 'exploitation', 'decisions'],
  documents: ['identity', 'documents'],
  education: ['identity', 'contact'],
  childcare: ['identity', 'circumstances'],
  child_protection: ['identity', 'contact', 'circumstances', 'risk'],
  voluntary_return: ['identity', 'documents', 'risk'],
  travel: ['identity', 'risk'],
  // The whole file in another's hands, and what a meeting has to know.
  transfer: [
    'identity',
    'contact',
    'circumstances',
    'risk',
    'health',
    'documents',
    'exploitation',
    'journey',
    'decisions',
  ],
  conference: ['identity', 'contact', 'circumstances', 'risk'],
}

/** The groups that are proposed for a type of service; on a child's own basis nothing beyond them is sent. */
export const groupsFor = (serviceType: string): readonly string[] => [
  ...new Set(['needs', ...(GROUPS[serviceType] ?? ['identity', 'contact'])]),
]

/** What of the wanted groups may go at all: each once, none that no referral holds, and `needs` with them. */
export function wantedGroups(
  asked: readonly string[],
  serviceType: string,
  { ofChild }: { readonly ofChild: boolean },
): readonly string[] {
  const within = groupsFor(serviceType)
  return [...new Set(['needs', ...asked])].filter(
    (group) => !NEVER_IN_A_PACKAGE.includes(group) && (!ofChild || within.includes(group)),
  )
}

/** Before these a service has not taken somebody in. */
const NOT_TAKEN_IN: readonly string[] = ['draft', 'sent', 'acknowledged', 'more_asked', 'waiting']

/**
 * What went on a child's protection when they have turned 18: with a service that took them in it stays, with one that did not it waits for
 * their own consent. Nothing of it is called back for their birthday.
 */
export const pausedAtMajority = (
  state: string,
  sent: readonly { readonly group: string; readonly basis: string | null }[],
  agreed: readonly string[],
): { readonly stays: readonly string[]; readonly waits: readonly string[] } => {
  const groups = sent.flatMap(({ group, basis }) =>
    basis === 'child_protection' && !agreed.includes(group) ? [group] : [],
  )
  return NOT_TAKEN_IN.includes(state) ? { stays: [], waits: groups } : { stays: groups, waits: [] }
}

/** What happens to the agreed groups when consent ends: those without a basis any more. Anything at all recalls the whole. */
export const groupsToRecall = (sent: readonly string[], stillAgreed: readonly string[]): readonly string[] =>
  sent.filter((group) => !stillAgreed.includes(group))

/**
 * What stays readable after a withdrawal: the groups that are still agreed. Null where nothing may stay: the reason itself was
 * withdrawn, or a group that is told in words alone, since the words may speak of it.
 */
export function narrowedTo(sent: readonly string[], withdrawn: readonly string[]): readonly string[] | null {
  const gone = sent.filter((group) => withdrawn.includes(group))
  if (gone.some((group) => IN_WORDS_ALONE.includes(group))) return null
  const left = sent.filter((group) => !gone.includes(group))
  return left.length === 0 ? null : left
}
