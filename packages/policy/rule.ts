export const EFFECTS = ['allow', 'deny'] as const

/** One line of a policy, as data: which roles may (or may not) do what, under which conditions, and why. */
export interface Rule<Role extends string = string, Action extends string = string, Condition extends string = string> {
  readonly id: string
  readonly effect: (typeof EFFECTS)[number]
  readonly roles: readonly Role[] | 'any'
  readonly actions: readonly Action[]
  /** Names of conditions, all of which must hold. Without any the rule always applies. */
  readonly when?: readonly Condition[]
  /** The id of a message: the sentence a person reads when the rule decides. */
  readonly reason: string
}

/** A named question about who asks and what they ask for. Pure; it looks at what it is given and nothing else. */
export type Condition<Principal, Resource> = (principal: Principal, resource: Resource) => boolean

/** What every principal has; a module's own has more. A role that no rule names is allowed nothing by it. */
export interface HasRoles {
  readonly roles: readonly string[]
}
