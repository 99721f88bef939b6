import type { ServerModule } from './server-module.ts'

/** What a module does by itself, by the name of each job: for tests, which wait for no clock. */
export function jobsOf<Session>(module: Pick<ServerModule<Session>, 'jobs'>): ReadonlyMap<string, () => Promise<void>> {
  const found = new Map<string, () => Promise<void>>()
  const job = { id: 'a test', signal: new AbortController().signal }
  module.jobs?.({
    schedule: (name, _cron, run) => void found.set(name, () => run({}, job)),
    work: (name, run) => void found.set(name, () => run({}, job)),
    on: (_event, name, run) => void found.set(name, () => run({}, job)),
  })
  return found
}
