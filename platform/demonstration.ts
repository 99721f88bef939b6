import { demoSignIns, type Staffed } from '@gloact/identity/server'
import type { DemoProgress, ServerModule } from '@gloact/module'

export type DemoSignIn = ReturnType<typeof demoSignIns>[number]

/** The country whose files, offices and people most of the invented ones are of. */
const DEMOLAND = 'DL'

/**
 * What a demonstration and a training sandbox begin with, each module's own, in the order of the modules: invented agencies and
 * staff first. Done at every start: what an interrupted start left is completed, what a module that came later brings is loaded
 * into a folder that is there, and nothing is doubled.
 */
export async function loadDemonstration(
  modules: readonly (Pick<ServerModule<never>, 'demo' | 'demoElsewhere'> & Partial<Staffed>)[],
  tell: DemoProgress,
  country: string = DEMOLAND,
): Promise<readonly DemoSignIn[]> {
  for (const { demo, demoElsewhere = false } of modules) {
    if (country === DEMOLAND || demoElsewhere) await demo?.(tell)
  }
  return demoSignIns(modules.map((module) => ({ id: '', ...module })))
}
