import { moduleFileOf, type Country } from '@gloact/country'
import type { ServerModule } from '@gloact/module'
import { rolesThatDisagree, twice } from './roles.ts'

/** A code of a module: `protection.file_closed`. */
const isOf = (id: string, code: string): boolean => code.startsWith(`${id}.`)

type Agreeing = Pick<
  ServerModule<never>,
  'id' | 'failures' | 'events' | 'audit' | 'config' | 'roles' | 'demoStaff' | 'policies'
>

/**
 * Holds the modules together: two of one name, one that speaks in another's, or a role that only half exists, is a mistake in the code,
 * found before anybody is served.
 */
export function agree(modules: readonly Agreeing[], country: Pick<Country, 'ofModules'> = {}): void {
  const wrong = [
    ...twice(modules.map(({ id }) => id)).map((id) => `two modules are called ${id}`),
    ...modules.flatMap(({ id, failures, events = {}, audit = [] }) =>
      [...Object.keys(failures), ...Object.keys(events), ...audit]
        .filter((code) => !isOf(id, code))
        .map((code) => `${id} has the code ${code}, which does not begin with ${id}.`),
    ),
    ...twice(modules.flatMap(({ audit = [] }) => audit)).map((word) => `the audit word ${word} is declared twice`),
    ...rolesThatDisagree(modules),
    ...Object.keys(country.ofModules ?? {})
      .filter((file) => !modules.some(({ id, config }) => id === file && config !== undefined))
      .map((file) => `${moduleFileOf(file)}: no module reads this file: correct its name or remove it`),
  ]
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}
