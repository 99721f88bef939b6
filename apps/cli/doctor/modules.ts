import { describedPlatform } from '@gloact/platform/described'
import { readInScope, systemScope } from '@gloact/postgres'
import { missingMigrations } from '../with-instance.ts'
import { askDatabase, type Examination, type Finding } from './examination.ts'

/** What each module wants to be looked at in its own tables, in the order of the modules. */
export async function examinationsOfModules(): Promise<readonly Examination[]> {
  const platform = await describedPlatform()
  await platform.close()
  return platform.modules.flatMap(({ examine = [] }) =>
    examine.map(({ name, why, examine: ask }) => ({
      name,
      why,
      examine: askDatabase(async ({ db, migratorUrl }): Promise<Finding> => {
        // Its tables may not be there yet, or be those of an earlier version.
        if (((await missingMigrations(migratorUrl)) ?? []).length > 0)
          return { state: 'skipped', found: 'The migrations come first.' }
        return readInScope(db, systemScope(''), ask)
      }),
    })),
  )
}
