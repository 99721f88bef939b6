import { join } from 'node:path'
import { loadCountry } from '@gloact/country'
import { DEMO_AGENCIES, demoPrincipal } from '@gloact/identity/server'
import { asInstant, unwrap } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { fileRulesOf } from '@gloact/protection/server'
import { plantFiles } from '@gloact/protection/testing'
import { createVault, fileKekProvider } from '@gloact/vault'
import { sql } from 'kysely'
import { ownerUrl, repository } from '../support/server-process.ts'

export type People = Awaited<ReturnType<typeof plantFiles>>

/** Invented people's files in an instance that runs, all of the caseworker's agency. */
export async function plant(dataDir: string, files: number): Promise<People> {
  const country = unwrap(await loadCountry(join(repository, 'countries', 'demoland')))
  const vault = createVault({ kek: unwrap(fileKekProvider(join(dataDir, 'keys', 'kek.json'))) })
  const db = openDatabase(ownerUrl(dataDir), { max: 2, name: 'bench' })
  const worker = demoPrincipal(country.code, 'caseworker')
  try {
    return await plantFiles(
      {
        db,
        vault,
        rules: fileRulesOf(country),
        agencyId: DEMO_AGENCIES.shelter.id,
        teamId: worker.teamIds[0]!,
        userIds: [worker.userId],
        at: asInstant(Date.now()),
      },
      files,
      (done) => process.stderr.write(`\r${done} files planted`),
    )
  } finally {
    process.stderr.write('\n')
    await sql`analyze`.execute(db)
    await db.destroy()
    vault.close()
  }
}

/** Some of many, spread evenly. */
export const spread = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]!)
