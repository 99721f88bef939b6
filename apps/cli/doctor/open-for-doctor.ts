import { openDatabase, openInstance } from '@gloact/postgres'
import { hasDatabase, instanceKind, runningServer } from '../instance-files.ts'
import type { Settings } from '../settings.ts'
import type { Subject } from './examination.ts'

/** What there is to examine. Nothing is made that is not there: an empty folder stays empty. */
export async function openForDoctor(
  settings: Settings,
): Promise<{ readonly subject: Subject; close(): Promise<void> }> {
  const state = { settings, kind: instanceKind(settings.dataDir), serverUrl: await runningServer(settings.dataDir) }
  if (!settings.databaseUrl && !hasDatabase(settings.dataDir)) {
    return { subject: { ...state, database: { missing: 'There is no database yet.' } }, close: async () => undefined }
  }
  try {
    const { dataDir, databaseUrl, directUrl, migratorUrl } = settings
    const instance = await openInstance({ dataDir, databaseUrl, directUrl, migratorUrl })
    const db = openDatabase(instance.appUrl, { max: 2, name: 'gloact doctor' })
    try {
      await db.pool.query('select 1')
    } catch (error) {
      await db.destroy()
      throw error
    }
    return {
      subject: { ...state, database: { db, migratorUrl: instance.migratorUrl, listenUrl: instance.listenUrl } },
      close: async () => {
        await db.destroy()
        if (instance.startedHere) await instance.stop()
      },
    }
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? error.message : 'It does not answer.'
    return { subject: { ...state, database: { missing: why } }, close: async () => undefined }
  }
}
