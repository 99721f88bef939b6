import type { ServerModule } from '@gloact/module'
import { roleBook } from '@gloact/policy'

type Staffed = Pick<ServerModule<never>, 'id' | 'roles' | 'demoStaff' | 'policies'>

const ID = /^[a-z][a-z_]{2,39}$/

/**
 * What is wrong with the roles that the modules declare: two of one name, one that nothing is allowed to, one that a policy names and
 * nobody declares, one that asks too little of anybody who holds it, and one that nobody holds in the invented country.
 */
export function rolesThatDisagree(modules: readonly Staffed[]): readonly string[] {
  const declared = modules.flatMap(({ id: module, roles = [] }) => roles.map((role) => ({ ...role, module })))
  const { has, isAboutPeople } = roleBook(declared)
  const named = modules.flatMap(({ policies = [] }) =>
    policies.flatMap(({ title, names }) => names.map((role) => ({ role, title }))),
  )
  const accounts = modules.flatMap(({ demoStaff }) => demoStaff?.accounts ?? [])
  const agencies = modules.flatMap(({ demoStaff }) => Object.keys(demoStaff?.agencies ?? {}))
  const addresses = accounts.map(({ role, address = role.replaceAll('_', '-') }) => address)
  return [
    ...twice(declared.map(({ id }) => id)).map((id) => `the role ${id} is declared twice`),
    ...twice(agencies).map((key) => `two invented agencies are called ${key}`),
    ...twice(addresses).map((address) => `two invented people have the address ${address}`),
    ...declared.flatMap(({ id, module, secondFactor, givesAccess = false }) => [
      ...(ID.test(id) ? [] : [`${module} declares the role ${id}: small letters and _, as caseworker`]),
      ...(!secondFactor && (isAboutPeople(id) || givesAccess)
        ? [`the role ${id} opens what is about people, or gives access, by a password alone`]
        : []),
      ...(named.some(({ role }) => role === id) ? [] : [`no policy allows the role ${id} anything by name`]),
      ...(accounts.some(({ role }) => role === id) ? [] : [`nobody in the invented country holds the role ${id}`]),
    ]),
    ...named
      .filter(({ role }) => !has(role))
      .map(({ role, title }) => `the policy of ${title} names ${role}, a role that no module declares`),
    ...accounts.flatMap(({ name, role, agency }) => [
      ...(has(role) ? [] : [`${name} holds ${role}, a role that no module declares`]),
      ...(agencies.includes(agency) ? [] : [`${name} works at ${agency}, an invented agency that no module declares`]),
    ]),
  ]
}

export const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]
