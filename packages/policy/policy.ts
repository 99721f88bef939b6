import type { Condition, HasRoles, Rule } from './rule.ts'

export const NO_RULE = 'policy.no_rule'
export const CONDITION_FAILED = 'policy.condition_failed'

export type Decision =
  | { readonly allowed: true; readonly rule: string; readonly reason: string }
  /** `rule` is null where nothing allows it (`policy.no_rule`, or `policy.condition_failed` where something might have). */
  | { readonly allowed: false; readonly rule: string | null; readonly reason: string }

/** How one rule that concerns the question was found to apply, for the person who asks why. */
export interface Consideration {
  readonly rule: string
  readonly effect: Rule['effect']
  readonly reason: string
  /** `failed`: a condition threw. A denial then stands and a permission does not. */
  readonly applies: 'yes' | 'no' | 'failed'
  readonly conditions: readonly { readonly name: string; readonly held: boolean | 'failed' }[]
}

export interface Explanation {
  readonly decision: Decision
  /** Every rule for this action and one of the principal's roles, by id. */
  readonly considered: readonly Consideration[]
}

export interface Policy<Role extends string, Action extends string, Principal extends HasRoles, Resource> {
  readonly rules: readonly Rule<Role, Action>[]
  decide(principal: Principal, action: Action, resource: Resource): Decision
  explain(principal: Principal, action: Action, resource: Resource): Explanation
}

/**
 * Makes a policy of rules and the conditions that they name.
 *
 * - A rule that denies wins over any that allows; what no rule allows is denied (`policy.no_rule`).
 * - A condition that throws, or answers neither true nor false, never opens anything: a denial that depends on it
 *   stands, a permission does not. `onFailure` hears of it, with names only.
 * - Where several rules decide alike, the one with the first id is named: the order of rules is nothing.
 *
 * Throws a TypeError on rules that are invalid: an id used twice, no action, no role, an unknown condition.
 */
export function createPolicy<
  Role extends string,
  Action extends string,
  Name extends string,
  Principal extends HasRoles,
  Resource,
>(parts: {
  readonly rules: readonly Rule<Role, Action, Name>[]
  readonly conditions: Readonly<Record<Name, Condition<Principal, Resource>>>
  readonly onFailure?: (rule: string, condition: string) => void
}): Policy<Role, Action, Principal, Resource> {
  const { conditions, onFailure } = parts
  const rules = parts.rules.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  validateRules(rules, conditions)

  function consider(rule: Rule<Role, Action, Name>, principal: Principal, resource: Resource): Consideration {
    const held = (rule.when ?? []).map((name) => ({ name, held: ask(rule.id, name, principal, resource) }))
    const applies = held.some((condition) => condition.held === false)
      ? 'no'
      : held.some((condition) => condition.held === 'failed')
        ? 'failed'
        : 'yes'
    return { rule: rule.id, effect: rule.effect, reason: rule.reason, applies, conditions: held }
  }

  function ask(rule: string, name: Name, principal: Principal, resource: Resource): boolean | 'failed' {
    try {
      const answer: unknown = conditions[name](principal, resource)
      if (typeof answer === 'boolean') return answer
    } catch {
      // What was thrown may hold what was looked at, and is not passed on.
    }
    onFailure?.(rule, name)
    return 'failed'
  }

  function explain(principal: Principal, action: Action, resource: Resource): Explanation {
    const considered = rules
      .filter((rule) => concerns(rule, principal.roles, action))
      .map((rule) => consider(rule, principal, resource))
    return { decision: decisionOf(considered), considered }
  }

  return { rules, explain, decide: (principal, action, resource) => explain(principal, action, resource).decision }
}

function decisionOf(considered: readonly Consideration[]): Decision {
  const denying = considered.find(({ effect, applies }) => effect === 'deny' && applies !== 'no')
  if (denying) {
    const reason = denying.applies === 'failed' ? CONDITION_FAILED : denying.reason
    return { allowed: false, rule: denying.rule, reason }
  }
  const allowing = considered.find(({ effect, applies }) => effect === 'allow' && applies === 'yes')
  if (allowing) return { allowed: true, rule: allowing.rule, reason: allowing.reason }
  const failed = considered.some(({ applies }) => applies === 'failed')
  return { allowed: false, rule: null, reason: failed ? CONDITION_FAILED : NO_RULE }
}

function concerns(rule: Rule, roles: readonly string[], action: string): boolean {
  if (!rule.actions.includes(action)) return false
  return rule.roles === 'any' || rule.roles.some((role) => roles.includes(role))
}

function validateRules(rules: readonly Rule[], conditions: object): void {
  const ids = new Set<string>()
  for (const rule of rules) {
    if (ids.has(rule.id)) throw new TypeError(`two rules have the id ${rule.id}`)
    ids.add(rule.id)
    if (rule.actions.length === 0 || rule.roles.length === 0) throw new TypeError(`rule ${rule.id} concerns nothing`)
    for (const name of rule.when ?? []) {
      if (!Object.hasOwn(conditions, name)) throw new TypeError(`rule ${rule.id} names the unknown condition ${name}`)
    }
  }
}
