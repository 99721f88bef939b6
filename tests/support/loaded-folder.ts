import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { untilNothingWaits } from './handled.ts'
import { drawPort, ownerUrl, startServerProcess, temporaryDataDir } from './server-process.ts'

/** Names the data folder that a run of several files loaded for all of them. */
export const LOADED_FOLDER_VARIABLE = 'GLOACT_TEST_LOADED_FOLDER'

type DataFolder = ReturnType<typeof temporaryDataDir>

/** A data folder as a first start leaves it, once its server has stopped in order: the invented people lie in it. */
export async function loadFolder(): Promise<DataFolder> {
  const folder = temporaryDataDir()
  try {
    const server = await startServerProcess({ dataDir: folder.dataDir })
    // What a first start goes on with in the background is done once, and not again in each copy.
    await untilNothingWaits(ownerUrl(folder.dataDir))
    const code = await server.stop()
    if (code !== 0) throw new Error(`the server stopped with ${String(code)}:\n${server.messages()}`)
    return folder
  } catch (error) {
    folder.remove()
    throw error
  }
}

/**
 * A data folder of a test's own in which the invented people are loaded already: a copy of the run's. Where a file runs
 * alone it is empty, and the start loads them. For tests of what comes after a first start; those of the first start itself
 * take `temporaryDataDir`. A sandbox begins with what a demonstration begins with.
 */
export function loadedDataDir(kind: 'demonstration' | 'training' = 'demonstration'): DataFolder {
  const folder = temporaryDataDir()
  const loaded = process.env[LOADED_FOLDER_VARIABLE]
  if (loaded !== undefined) {
    // With owners and modes: as root the cluster is another user's.
    execFileSync('cp', ['-a', loaded, folder.dataDir])
    writeFileSync(join(folder.dataDir, 'instance.json'), `${JSON.stringify({ kind })}\n`)
    // A port of its own: a test that takes its database away would lose the one that all copies have to another of them. Where it is not
    // free, the database takes another as it starts.
    const postgres = join(folder.dataDir, 'postgres.json')
    const stored = JSON.parse(readFileSync(postgres, 'utf8')) as object
    writeFileSync(postgres, `${JSON.stringify({ ...stored, port: drawPort() })}\n`)
  }
  return folder
}
