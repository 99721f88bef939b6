/** A sealed draft as it lies on the device. */
export interface SealedDraft {
  readonly userId: string
  readonly key: string
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
  /** When it was saved, in milliseconds since 1970. */
  readonly savedAt: number
}

/** A user's key on this device, by an id of chance. */
export interface KeptKeyName {
  readonly userId: string
  readonly id: string
}

/** Where sealed drafts and the users' keys lie. IndexedDB in a browser; a map where there is none. */
export interface DraftShelf {
  readonly keyOf: (userId: string) => Promise<CryptoKey | undefined>
  readonly keepKey: (userId: string, key: CryptoKey) => Promise<void>
  readonly put: (draft: SealedDraft) => Promise<void>
  readonly get: (userId: string, key: string) => Promise<SealedDraft | undefined>
  readonly list: (userId: string) => Promise<readonly SealedDraft[]>
  readonly remove: (userId: string, key: string) => Promise<void>
  /** Whose keys lie here, each with an id that names the key to the server and tells nothing. */
  readonly kept: () => Promise<readonly KeptKeyName[]>
  /** Forgets the user's drafts and the key that opens them. */
  readonly clear: (userId: string) => Promise<void>
}

/** Drafts that live as long as the page. */
export function memoryShelf(): DraftShelf {
  const keys = new Map<string, CryptoKey>()
  const names = new Map<string, string>()
  const drafts = new Map<string, Map<string, SealedDraft>>()
  return {
    keyOf: async (userId) => keys.get(userId),
    keepKey: async (userId, key) => {
      keys.set(userId, key)
      names.set(userId, crypto.randomUUID())
    },
    kept: async () => [...names].map(([userId, id]) => ({ userId, id })),
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
      names.delete(userId)
    },
  }
}
