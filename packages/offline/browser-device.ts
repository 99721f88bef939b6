import { Dexie, type EntityTable } from 'dexie'
import { earlierDrafts } from './earlier-drafts.ts'
import { keptDeviceOf, keptDevices, rememberDevice } from './kept-devices.ts'
import type { DraftDevice, DraftShelf, SealedDraft } from './shelf.ts'

type DraftDatabase = Dexie & { drafts: EntityTable<SealedDraft, 'key'> }

/** A part of the site's storage that can be deleted by itself, bytes and all (Chromium). Its types are in no library yet. */
interface StorageBucket {
  readonly indexedDB: IDBFactory
}
interface StorageBuckets {
  open(name: string, options: { readonly durability: 'strict'; readonly persisted: boolean }): Promise<StorageBucket>
  delete(name: string): Promise<void>
}

const DATABASE = 'drafts'
const nameOf = (id: string): string => `d-${id}`

const bucketsOf = (page: Navigator): StorageBuckets | undefined =>
  (page as Navigator & { readonly storageBuckets?: StorageBuckets }).storageBuckets

/**
 * This browser. What is stored lies in a storage bucket of its own for each person, so that destroying it takes the bytes
 * off the disk; where the browser has none, in a database of its own.
 */
export function browserDevice(): DraftDevice {
  const earlier = earlierDrafts()
  return {
    kept: async () => [...keptDevices().map((id) => ({ id })), ...(await earlier.kept())],
    async idOf(userId) {
      const there = await keptDeviceOf(userId)
      if (there !== undefined) return there
      const id = crypto.randomUUID()
      await rememberDevice({ userId, id })
      return id
    },
    shelfOf: (id) => databaseOf(id).then(shelfOn),
    async destroy(id) {
      const buckets = bucketsOf(navigator)
      if (buckets) await buckets.delete(nameOf(id))
      await Dexie.delete(nameOf(id))
      await rememberDevice({ userId: undefined, id })
    },
    earlierOf: earlier.of,
    endEarlier: earlier.end,
  }
}

async function databaseOf(id: string): Promise<DraftDatabase> {
  const buckets = bucketsOf(navigator)
  let bucket: StorageBucket | undefined
  try {
    bucket = await buckets?.open(nameOf(id), { durability: 'strict', persisted: false })
  } catch {
    // The browser has buckets and gives this page none: an ordinary database, then.
    bucket = undefined
  }
  const database = (
    bucket ? new Dexie(DATABASE, { indexedDB: bucket.indexedDB, IDBKeyRange }) : new Dexie(nameOf(id))
  ) as DraftDatabase
  database.version(1).stores({ drafts: 'key' })
  return database
}

const shelfOn = (database: DraftDatabase): DraftShelf => ({
  put: async (draft) => void (await database.drafts.put(draft)),
  get: (key) => database.drafts.get(key),
  list: () => database.drafts.toArray(),
  remove: (key) => database.drafts.delete(key),
})
