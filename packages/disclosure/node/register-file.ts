import type { Release } from '../tables/releases.ts'
import { releasesIn } from '../tables/read-releases.ts'
import { lineFile, LedgerFileError, type LineStore } from './line-file.ts'

/**
 * A register of what is out of one population, in a file. What it holds of tables was published, of records a digest; it holds nothing
 * else.
 */
export function registerFile(path: string): LineStore<Release> {
  const store = lineFile<Release>(path, 'register of releases')
  return {
    ...store,
    async read() {
      const releases = releasesIn(await store.read())
      if (releases.ok) return releases.value
      throw new LedgerFileError(
        releases.error.code === 'disclosure.register_newer'
          ? `${path} holds a release of a kind that this version does not know: a newer one wrote it. Use that version.`
          : `${path} is not a register of releases.`,
      )
    },
  }
}
