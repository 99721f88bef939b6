import type { Policy } from './policy.ts'
import type { HasRoles } from './rule.ts'

/** A typical case of somebody asking for something (`own team's file`): gives the example for a role. */
export interface MatrixScope<Role extends string, Principal, Resource> {
  readonly id: string
  readonly example: (role: Role) => { readonly principal: Principal; readonly resource: Resource }
}

export interface MatrixRow<Role extends string = string, Action extends string = string> {
  readonly role: Role
  readonly action: Action
  readonly scope: string
  readonly allowed: boolean
  readonly rule: string | null
  readonly reason: string
}

/** Every answer of a policy, role × action × scope, in the order given: the rows of a reviewed golden file. */
export function matrix<Role extends string, Action extends string, Principal extends HasRoles, Resource>(
  policy: Policy<Role, Action, Principal, Resource>,
  roles: readonly Role[],
  actions: readonly Action[],
  scopes: readonly MatrixScope<Role, Principal, Resource>[],
): readonly MatrixRow<Role, Action>[] {
  return roles.flatMap((role) =>
    actions.flatMap((action) =>
      scopes.map((scope) => {
        const { principal, resource } = scope.example(role)
        return { role, action, scope: scope.id, ...policy.decide(principal, action, resource) }
      }),
    ),
  )
}

/** The rows as Markdown: a table a role, an action a line, a scope a column, each answer with the rule that gave it. */
export function matrixToMarkdown(rows: readonly MatrixRow[]): string {
  const scopes = distinct(rows.map((row) => row.scope))
  const answer = (row: MatrixRow | undefined) =>
    row ? `${row.allowed ? 'yes' : 'no'} · ${row.rule ?? row.reason}` : ''
  const tables = distinct(rows.map((row) => row.role)).map((role) => {
    const own = rows.filter((row) => row.role === role)
    const lines = distinct(own.map((row) => row.action)).map((action) => {
      const cells = scopes.map((scope) => answer(own.find((row) => row.action === action && row.scope === scope)))
      return `| ${[`\`${action}\``, ...cells].join(' | ')} |`
    })
    const head = `| ${['action', ...scopes].join(' | ')} |`
    const rule = `| ${['action', ...scopes].map(() => '---').join(' | ')} |`
    return [`## ${role}`, '', head, rule, ...lines, ''].join('\n')
  })
  return tables.join('\n')
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)]
