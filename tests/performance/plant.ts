import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Country from '@gloact/country'
import type * as Identity from '@gloact/identity/server'
import type * as Kernel from '@gloact/kernel'
import type * as Postgres from '@gloact/postgres'
import type * as Protection from '@gloact/protection/server'
import type * as Testing from '@gloact/protection/testing'
import type * as Vault from '@gloact/vault'
import { sql } from 'kysely'
import { ownerUrl, repository } from '../support/server-process.ts'

export type People = Awaited<ReturnType<typeof Testing.plantFiles>>

/** The code of a clone: an earlier state's database is filled by what belongs to it. */
async function codeOf(folder: string) {
  const from = <Code>(path: string): Promise<Code> => import(pathToFileURL(join(folder, path)).href) as Promise<Code>
  const [country, identity, kernel, postgres, protection, testing, vault] = await Promise.all([
    from<typeof Country>('packages/country/index.ts'),
    from<typeof Identity>('modules/identity/server/module.ts'),
    from<typeof Kernel>('packages/kernel/index.ts'),
    from<typeof Postgres>('packages/postgres/index.ts'),
    from<typeof Protection>('modules/protection/server/module.ts'),
    from<typeof Testing>('modules/protection/server/testing/plant-files.ts'),
    from<typeof Vault>('packages/vault/index.ts'),
  ])
  return { country, identity, kernel, postgres, protection, testing, vault }
}

/** Invented people's files in an instance that runs, all of the caseworker's agency; by the code of the clone that runs it. */
export async function plant(dataDir: string, files: number, folder = repository): Promise<People> {
  const code = await codeOf(folder)
  const { unwrap, asInstant } = code.kernel
  const country = unwrap(await code.country.loadCountry(join(folder, 'countries', 'demoland')))
  const kek = unwrap(code.vault.fileKekProvider(join(dataDir, 'keys', 'kek.json')))
  const vault = code.vault.createVault({ kek })
  const db = code.postgres.openDatabase(ownerUrl(dataDir), { max: 2, name: 'bench' })
  const worker = code.identity.demoPrincipal(country.code, 'caseworker')
  try {
    return await code.testing.plantFiles(
      {
        db,
        vault,
        rules: code.protection.fileRulesOf(country),
        agencyId: code.identity.DEMO_AGENCIES.shelter.id,
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
