import { Dexie, type EntityTable, type Table } from 'dexie'

/** A sealed draft as it lies on the device. */
export interface SealedDraft {
  readonly userId: string
  readonly key: string
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
  /** When it was saved, in milliseconds since 1970. */
  readonly savedAt: number
}

/** Where sealed drafts and the users' keys lie. IndexedDB in a browser; a map where there is none. */
export interface DraftShelf {
  readonly keyOf: (userId: string) => Promise<CryptoKey | undefined>
  readonly keepKey: (userId: string, key: CryptoKey) => Promise<void>
  readonly put: (draft: SealedDraft) => Promise<void>
  readonly get: (userId: string, key: string) => Promise<SealedDraft | undefined>
  readonly list: (userId: string) => Promise<readonly SealedDraft[]>
  readonly remove: (userId: string, key: string) => Promise<void>
  /** Forgets the user's drafts and the key that opens them. */
  readonly clear: (userId: string) => Promise<void>
}

interface KeptKey {
  readonly userId: string
  readonly key: CryptoKey
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
      await database.keys.put({ userId, key })
    },
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

/** Drafts that live as long as the page. */
export function memoryShelf(): DraftShelf {
  const keys = new Map<string, CryptoKey>()
  const drafts = new Map<string, Map<string, SealedDraft>>()
  return {
    keyOf: async (userId) => keys.get(userId),
    keepKey: async (userId, key) => void keys.set(userId, key),
    put: async (draft) => {
      const own = drafts.get(draft.userId) ?? new Map<string, SealedDraft>()
      own.set(draft.key, draft)
      drafts.set(draft.userId, own)
    },
    get: async (userId, key) => drafts.get(userId)?.get(key),
    list: async (userId) => [...(drafts.get(userId)?.values() ?? [])],
    remove: async (userId, key) => void drafts.get(userId)?.delete(key),
    clear: async (userId) => {
      drafts.delete(userId)
      keys.delete(userId)
    },
  }
}
