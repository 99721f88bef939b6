import type { ServerModule } from '@gloact/module'

/** A code of a module: `protection.file_closed`. */
const isOf = (id: string, code: string): boolean => code.startsWith(`${id}.`)

/**
 * Holds the modules together: two of one name, or one that speaks in another's, is a mistake in the code, found before
 * anybody is served.
 */
export function agree(modules: readonly Pick<ServerModule<never>, 'id' | 'failures' | 'events' | 'audit'>[]): void {
  const wrong = [
    ...twice(modules.map(({ id }) => id)).map((id) => `two modules are called ${id}`),
    ...modules.flatMap(({ id, failures, events = {}, audit = [] }) =>
      [...Object.keys(failures), ...Object.keys(events), ...audit]
        .filter((code) => !isOf(id, code))
        .map((code) => `${id} has the code ${code}, which does not begin with ${id}.`),
    ),
  ]
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]
