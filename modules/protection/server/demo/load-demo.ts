import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Principal } from '@gloact/identity/contract/principal'
import { unwrap } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import { readInScope, repositoryRoot, systemScope } from '@gloact/postgres'
import type { ProtectionContext } from '../file/context.ts'
import { loadDemoFiles } from './demo-files.ts'
import { loadDemoReferred } from './demo-referred.ts'
import { importHtcds } from '../exchange/import/import-htcds.ts'

/** In whose name invented files are written, and where imported people come to. */
export interface DemoStaff {
  readonly principal: (role: Principal['roles'][number]) => Principal
  readonly importTo: { readonly agencyId: string; readonly teamId: string }
}

/**
 * Files written through the same use cases as anybody's, and 500 invented persons from a workbook. What an interrupted start left
 * is completed, and nothing is doubled.
 */
export async function loadDemo(
  context: ProtectionContext,
  { principal, importTo }: DemoStaff,
  callingCode: string | undefined,
  { progress, people }: DemoProgress,
): Promise<void> {
  const staff = {
    frontline: principal('frontline_worker'),
    caseworker: principal('caseworker'),
    supervisor: principal('supervisor'),
    authority: principal('competent_authority'),
    childProtection: principal('child_protection_officer'),
  }
  // Came later than the others: they reach a folder that is there.
  await loadDemoReferred(context, staff, principal('service_provider').agencyId)
  if (await isLoaded(context)) return
  progress('Loading invented people: files')
  await loadDemoFiles(context, staff)
  const workbook = join(repositoryRoot(), 'countries', 'demoland', 'htcds', 'people.xlsx')
  if (!existsSync(workbook)) return
  let told = 0
  unwrap(
    await importHtcds(context, {
      from: workbook,
      ...importTo,
      callingCode,
      onProgress: ({ read }) => {
        people(read)
        if (read < told + 100) return
        told = read
        progress(`Loading invented people: ${read}`)
      },
    }),
  )
}

/** Whether an earlier start got to the end: its import is finished. */
async function isLoaded({ db, rules }: ProtectionContext): Promise<boolean> {
  const rows = await readInScope(db, systemScope(rules.country), (trx) =>
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
