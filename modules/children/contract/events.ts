/** What this module tells others, as names in the past tense with ids only. */
export const CHILDREN_EVENTS = {
  'children.guardian_suspended': 'A guardian was suspended: the children they act for need another.',
} as const

export type ChildrenEvent = keyof typeof CHILDREN_EVENTS
