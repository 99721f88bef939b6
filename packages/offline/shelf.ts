/** A sealed draft as it lies on the device. */
export interface SealedDraft {
  readonly key: string
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
  /** When it was saved, in milliseconds since 1970. */
  readonly savedAt: number
}

/** Where one person's sealed drafts lie on one device. It holds no key: without the server nothing in it opens. */
export interface DraftShelf {
  readonly put: (draft: SealedDraft) => Promise<void>
  readonly get: (key: string) => Promise<SealedDraft | undefined>
  readonly list: () => Promise<readonly SealedDraft[]>
  readonly remove: (key: string) => Promise<void>
}

/** A person's drafts on this device, by an id of chance under which the server keeps their key. */
export interface KeptDevice {
  readonly id: string
  /** Whose they are, where an earlier version kept them. */
  readonly userId?: string
}

/** A draft as an earlier version kept it, opened with the key that lay beside it. */
export interface EarlierDraft {
  readonly key: string
  readonly value: unknown
  readonly savedAt: number
}

/** A browser as a place for drafts: whose lie there, and what destroys them. */
export interface DraftDevice {
  /** Whose drafts lie here. */
  readonly kept: () => Promise<readonly KeptDevice[]>
  /** The person's id here, made where there is none. */
  readonly idOf: (userId: string) => Promise<string>
  readonly shelfOf: (id: string) => Promise<DraftShelf>
  /** Destroys what lies under an id, and forgets it. */
  readonly destroy: (id: string) => Promise<void>
  /** What an earlier version kept of the person, under a key that lay beside it. */
  readonly earlierOf: (userId: string) => Promise<readonly EarlierDraft[]>
  /** Takes that away, once it lies here sealed as it should be. */
  readonly endEarlier: (userId: string) => Promise<void>
}

/** Under what key lies what was read and not typed; no draft is called so (`draftKey` begins with a bracket). */
const KEPT = 'kept:'
export const keptKey = (name: string): string => KEPT + name
export const isKept = (key: string): boolean => key.startsWith(KEPT)

/** Drafts that live as long as the page. */
export function memoryShelf(): DraftShelf {
  const drafts = new Map<string, SealedDraft>()
  return {
    put: async (draft) => void drafts.set(draft.key, draft),
    get: async (key) => drafts.get(key),
    list: async () => [...drafts.values()],
    remove: async (key) => void drafts.delete(key),
  }
}

/** A device that lives as long as the page. */
export function memoryDevice(): DraftDevice {
  const ids = new Map<string, string>()
  const shelves = new Map<string, DraftShelf>()
  return {
    kept: async () => [...ids.values()].map((id) => ({ id })),
    async idOf(userId) {
      const id = ids.get(userId) ?? crypto.randomUUID()
      ids.set(userId, id)
      return id
    },
    async shelfOf(id) {
      const shelf = shelves.get(id) ?? memoryShelf()
      shelves.set(id, shelf)
      return shelf
    },
    async destroy(id) {
      shelves.delete(id)
      for (const [userId, own] of ids) if (own === id) ids.delete(userId)
    },
    earlierOf: async () => [],
    endEarlier: async () => undefined,
  }
}
