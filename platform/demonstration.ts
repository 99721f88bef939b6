import { demoSignIns, type Staffed } from '@gloact/identity/server'
import type { DemoProgress, ServerModule } from '@gloact/module'

export type DemoSignIn = ReturnType<typeof demoSignIns>[number]

/** The country whose files, offices and people most of the invented ones are of. */
const DEMOLAND = 'DL'

/**
 * What a demonstration and a training sandbox begin with, each module's own, after those on which it rests: invented agencies and
 * staff first. Done at every start: what an interrupted start left is completed, what a module that came later brings is loaded
 * into a folder that is there, and nothing is doubled.
 */
export async function loadDemonstration(
  modules: readonly (Pick<ServerModule<never>, 'demo' | 'demoAhead' | 'demoElsewhere' | 'demoAfter'> &
    Partial<Staffed> & { readonly id?: string })[],
  tell: DemoProgress,
  country: string = DEMOLAND,
): Promise<readonly DemoSignIn[]> {
  if (country !== DEMOLAND && modules.some(({ demo, demoElsewhere = false }) => demo && !demoElsewhere))
    tell.progress(`No invented people come with the country ${country}: it starts with accounts, and without files`)
  const begun: { readonly id: string; readonly loaded: Promise<void> }[] = []
  for (const { id = '', demo, demoAhead, demoElsewhere = false, demoAfter } of modules) {
    if (!demo || !(country === DEMOLAND || demoElsewhere)) continue
    const before = begun.filter((other) => demoAfter?.includes(other.id) ?? true)
    if (demoAhead) {
      const ahead = { id, loaded: demoAhead(tell) }
      begun.push(ahead)
      before.push(ahead)
    }
    const rest = Promise.all(before.map(({ loaded }) => loaded)).then(() => demo(tell))
    begun.push(
      { id, loaded: rest.then(() => undefined) },
      { id: `the rest of ${id}`, loaded: rest.then((load) => load?.()) },
    )
  }
  // What failed is told once nothing writes any more.
  for (const one of await Promise.allSettled(begun.map(({ loaded }) => loaded)))
    if (one.status === 'rejected') throw one.reason
  return demoSignIns(modules.map((module) => ({ id: '', ...module })))
}
