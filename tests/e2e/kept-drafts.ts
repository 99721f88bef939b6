import type { Page } from 'playwright-core'

export interface KeptDraft {
  readonly key: string
  readonly savedAt: number
  /** As they lie there, a character a byte. */
  readonly bytes: string
}

/** What lies in the browser of the drafts of the person who worked there, in the buckets or databases they lie in. */
export const keptDrafts = (page: Page): Promise<readonly KeptDraft[]> =>
  page.evaluate<readonly KeptDraft[]>(`(async () => {
    // What is not there yet is not made by looking: it would stand in the way of who makes it.
    const read = async (factory, name) => !(await factory.databases()).some((each) => each.name === name) ? [] : new Promise((resolve, reject) => {
      const opening = factory.open(name)
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const database = opening.result
        if (!database.objectStoreNames.contains('drafts')) {
          database.close()
          return resolve([])
        }
        const reading = database.transaction('drafts').objectStore('drafts').getAll()
        reading.onsuccess = () => {
          database.close()
          resolve(reading.result)
        }
      }
    })
    const found = []
    for (const id of Object.values(JSON.parse(localStorage.getItem('gloact.drafts') ?? '{}'))) {
      const name = 'd-' + id
      const bucket = navigator.storageBuckets &&
        (await navigator.storageBuckets.keys()).includes(name) && (await navigator.storageBuckets.open(name))
      found.push(...(bucket ? await read(bucket.indexedDB, 'drafts') : await read(indexedDB, name)))
    }
    return found.map(({ key, savedAt, bytes, nonce: _, ...more }) =>
      ({ key, savedAt, bytes: Array.from(bytes, (each) => String.fromCharCode(each)).join(''), ...more }))
  })()`)
