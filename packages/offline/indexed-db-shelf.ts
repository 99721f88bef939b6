import { Dexie, type EntityTable, type Table } from 'dexie'
import type { DraftShelf, SealedDraft } from './shelf.ts'

interface KeptKey {
  readonly userId: string
  readonly key: CryptoKey
  /** Not there on a key that an earlier version kept: it is given one when it is first asked for. */
  readonly id?: string
}

type DraftDatabase = Dexie & {
  keys: EntityTable<KeptKey, 'userId'>
  drafts: Table<SealedDraft, [string, string]>
}

/** Drafts in the browser's IndexedDB. The key is not extractable: scripts can use it and none can read it. */
export function indexedDbShelf(name = 'drafts'): DraftShelf {
  const database = new Dexie(name) as DraftDatabase
  database.version(1).stores({ keys: 'userId', drafts: '[userId+key], userId' })
  return {
    keyOf: async (userId) => (await database.keys.get(userId))?.key,
    keepKey: async (userId, key) => {
      await database.keys.put({ userId, key, id: crypto.randomUUID() })
    },
    kept: () =>
      database.transaction('rw', database.keys, async () => {
        const kept = await database.keys.toArray()
        const named = kept.map((one) => ({ ...one, id: one.id ?? crypto.randomUUID() }))
        await database.keys.bulkPut(named)
        return named.map(({ userId, id }) => ({ userId, id }))
      }),
    put: async (draft) => {
      await database.drafts.put(draft)
    },
    get: (userId, key) => database.drafts.get([userId, key]),
    list: (userId) => database.drafts.where('userId').equals(userId).toArray(),
    remove: (userId, key) => database.drafts.delete([userId, key]),
    clear: (userId) =>
      database.transaction('rw', database.keys, database.drafts, async () => {
        await database.drafts.where('userId').equals(userId).delete()
        await database.keys.delete(userId)
      }),
  }
}
