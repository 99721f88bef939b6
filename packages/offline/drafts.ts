import type { Json } from '@gloact/kernel'
import { openBell, type DraftBell, type DraftChange } from './draft-bell.ts'
import type { DraftShelf } from './shelf.ts'

export interface Draft {
  readonly key: string
  readonly value: Json
  /** When it was saved, in milliseconds since 1970. */
  readonly savedAt: number
}

/**
 * What one signed-in person has typed and not yet sent. A key names what is drafted (`protection.screening:<uuid>`) and
 * holds nothing about a file's person: it lies on the device in clear.
 */
export interface Drafts {
  /**
   * Whether drafts outlast the page, sealed. False where the page was not loaded securely (`http://` on a LAN address)
   * or the browser keeps nothing (some private windows): they are then held in memory only, and screens say so.
   */
  readonly sealed: boolean
  readonly save: (key: string, value: Json) => Promise<void>
  /** The draft, or undefined where there is none, or none that this device's key still opens. */
  readonly load: (key: string) => Promise<Draft | undefined>
  /** The drafts whose keys start so, the last saved first. */
  readonly list: (prefix: string) => Promise<readonly Draft[]>
  readonly remove: (key: string) => Promise<void>
  /** The keys that are there and when each was saved, unopened: enough to count, and cheap. */
  readonly keys: () => Promise<readonly { readonly key: string; readonly savedAt: number }[]>
  /** Told the key of each draft that was saved or removed, in this page or another one of the same browser. Gives what ends it. */
  readonly subscribe: (listener: (change: DraftChange) => void) => () => void
  /** Forgets every draft of this person and the key that opens them. */
  readonly clear: () => Promise<void>
}

export interface DraftsOptions {
  /** Where drafts lie; the browser's IndexedDB where none is given. */
  readonly shelf?: DraftShelf
  /** `null` says that the page has no WebCrypto. */
  readonly subtle?: SubtleCrypto | null
  readonly now?: () => number
  /** How pages of one browser tell each other of drafts; a BroadcastChannel where the browser has it. */
  readonly bell?: DraftBell
}

const ALGORITHM = 'AES-GCM'
const NONCE_BYTES = 12

/** Opens the drafts of one person on this device. Never fails: what cannot be kept sealed is kept in memory. */
export async function openDrafts(userId: string, options: DraftsOptions = {}): Promise<Drafts> {
  const now = options.now ?? Date.now
  const bell = options.bell ?? openBell(userId)
  const subtle = options.subtle === undefined ? globalThis.crypto?.subtle : options.subtle
  if (!subtle || (!options.shelf && typeof indexedDB === 'undefined')) return draftsInMemory(now, bell)
  try {
    // Fetched only by whom it is for: the first page, before anybody is signed in, does without.
    const shelf = options.shelf ?? (await import('./indexed-db-shelf.ts')).indexedDbShelf()
    return sealedDrafts(userId, shelf, subtle, await keyFor(userId, shelf, subtle), now, bell)
  } catch {
    // The browser has IndexedDB and will not let this page use it.
    return draftsInMemory(now, bell)
  }
}

async function keyFor(userId: string, shelf: DraftShelf, subtle: SubtleCrypto): Promise<CryptoKey> {
  const kept = await shelf.keyOf(userId)
  if (kept) return kept
  const made = await subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt'])
  await shelf.keepKey(userId, made)
  // Another tab may have kept its own in the meantime: the one that is kept counts.
  return (await shelf.keyOf(userId)) ?? made
}

function sealedDrafts(
  userId: string,
  shelf: DraftShelf,
  subtle: SubtleCrypto,
  firstKey: CryptoKey,
  now: () => number,
  bell: DraftBell,
): Drafts {
  let held: CryptoKey | undefined = firstKey
  // Binds the bytes to their place: a draft moved under another key or person does not open.
  const place = (key: string) => new TextEncoder().encode(JSON.stringify([userId, key]))

  const open = async (sealed: Awaited<ReturnType<DraftShelf['get']>>): Promise<Draft | undefined> => {
    if (!sealed || !held) return undefined
    try {
      const algorithm = { name: ALGORITHM, iv: sealed.nonce, additionalData: place(sealed.key) }
      const plain = await subtle.decrypt(algorithm, held, sealed.bytes)
      const value = JSON.parse(new TextDecoder().decode(plain)) as Json
      return { key: sealed.key, value, savedAt: sealed.savedAt }
    } catch {
      return undefined
    }
  }

  return {
    sealed: true,
    async save(key, value) {
      held ??= await keyFor(userId, shelf, subtle)
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
      const plain = new TextEncoder().encode(JSON.stringify(value))
      const bytes = await subtle.encrypt({ name: ALGORITHM, iv: nonce, additionalData: place(key) }, held, plain)
      await shelf.put({ userId, key, nonce, bytes: new Uint8Array(bytes), savedAt: now() })
      bell.ring(key)
    },
    load: async (key) => open(await shelf.get(userId, key)),
    async list(prefix) {
      const kept = (await shelf.list(userId)).filter(({ key }) => key.startsWith(prefix))
      const opened = await Promise.all(kept.map(open))
      return lastFirst(opened.filter((draft) => draft !== undefined))
    },
    async remove(key) {
      await shelf.remove(userId, key)
      bell.ring(key)
    },
    keys: async () => (await shelf.list(userId)).map(({ key, savedAt }) => ({ key, savedAt })),
    subscribe: bell.subscribe,
    async clear() {
      held = undefined
      await shelf.clear(userId)
      bell.ring(undefined)
    },
  }
}

function draftsInMemory(now: () => number, bell: DraftBell): Drafts {
  const drafts = new Map<string, Draft>()
  return {
    sealed: false,
    // Copied through JSON, so that what is loaded is what a sealed draft would have given back.
    async save(key, value) {
      drafts.set(key, { key, value: JSON.parse(JSON.stringify(value)) as Json, savedAt: now() })
      bell.ringHere(key)
    },
    load: async (key) => drafts.get(key),
    list: async (prefix) => lastFirst([...drafts.values()].filter(({ key }) => key.startsWith(prefix))),
    async remove(key) {
      drafts.delete(key)
      bell.ringHere(key)
    },
    keys: async () => [...drafts.values()].map(({ key, savedAt }) => ({ key, savedAt })),
    subscribe: bell.subscribe,
    async clear() {
      drafts.clear()
      bell.ringHere(undefined)
    },
  }
}

const lastFirst = (drafts: readonly Draft[]): readonly Draft[] =>
  drafts.toSorted((one, other) => other.savedAt - one.savedAt)
