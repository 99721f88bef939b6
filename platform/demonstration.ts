import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Country } from '@gloact/country'
import { DEMO_AGENCIES, demoPrincipal, seedDemoStaff } from '@gloact/identity/server'
import { unwrap } from '@gloact/kernel'
import { readInScope, repositoryRoot, systemScope } from '@gloact/postgres'
import { importHtcds, loadDemoFiles, type ProtectionContext } from '@gloact/protection/server'

export type DemoSignIn = Awaited<ReturnType<typeof seedDemoStaff>>[number]

/**
 * What a demonstration and a training sandbox begin with: invented agencies and staff, files written through the same use cases as anybody's, and 500 invented
 * persons from a workbook. Loading is repeatable: what an interrupted start left is completed, and nothing is doubled.
 */
export async function loadDemonstration(
  context: ProtectionContext,
  country: Country,
  progress: (message: string) => void,
  onPeople: (people: number) => void = () => undefined,
): Promise<readonly DemoSignIn[]> {
  const signIns = await seedDemoStaff(context.db, {
    country: country.code,
    conductVersion: country.conduct.version,
  })
  const workbook = join(repositoryRoot(), 'countries', 'demoland', 'htcds', 'people.xlsx')
  if (await isLoaded(context, country)) return signIns
  progress('Loading invented people: files')
  await loadDemoFiles(context, {
    frontline: demoPrincipal(country.code, 'frontline_worker'),
    caseworker: demoPrincipal(country.code, 'caseworker'),
    supervisor: demoPrincipal(country.code, 'supervisor'),
    authority: demoPrincipal(country.code, 'competent_authority'),
    childProtection: demoPrincipal(country.code, 'child_protection_officer'),
  })
  if (!existsSync(workbook)) return signIns
  let told = 0
  unwrap(
    await importHtcds(context, {
      from: workbook,
      agencyId: DEMO_AGENCIES.shelter.id,
      teamId: DEMO_AGENCIES.shelter.teams[1].id,
      callingCode: country.callingCode,
      onProgress: ({ read }) => {
        onPeople(read)
        if (read < told + 100) return
        told = read
        progress(`Loading invented people: ${read}`)
      },
    }),
  )
  return signIns
}

/** Whether an earlier start got to the end: its import is finished. */
async function isLoaded({ db }: ProtectionContext, country: Country): Promise<boolean> {
  const rows = await readInScope(db, systemScope(country.code), (trx) =>
    trx
      .selectFrom('protection.import_batch')
      .select('id')
      .where('kind', '=', 'htcds')
      .where('finished_at', 'is not', null)
      .limit(1)
      .execute(),
  )
  return rows.length > 0
}
