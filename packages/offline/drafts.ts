import type { Json } from '@gloact/kernel'
import { openBell, type DraftBell, type DraftChange } from './draft-bell.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { isKept, keptKey, type DraftDevice, type DraftShelf, type SealedDraft } from './shelf.ts'

export interface Draft {
  readonly key: string
  readonly value: Json
  /** When it was saved, in milliseconds since 1970. */
  readonly savedAt: number
}

/**
 * What one signed-in person has typed and not yet sent. A key names what is drafted (`draftKey`) and holds nothing about a
 * file's person: it lies on the device in clear.
 */
export interface Drafts {
  /**
   * Whether drafts outlast the page, sealed. False where the page was not loaded securely (`http://` on a LAN address), the
   * browser keeps nothing (some private windows), or the key cannot be had: they are then held in memory only, and
   * screens say so.
   */
  readonly sealed: boolean
  /** Whether it is only the key that is missing: what was typed here earlier opens once the server can be reached. */
  readonly awaitsKey: boolean
  readonly save: (key: string, value: Json) => Promise<void>
  /** The draft, or undefined where there is none, or none that this device's key opens. */
  readonly load: (key: string) => Promise<Draft | undefined>
  /** The drafts whose keys start so, the last saved first. */
  readonly list: (prefix: string) => Promise<readonly Draft[]>
  readonly remove: (key: string) => Promise<void>
  /**
   * Keeps what was last read, to be shown without signal: sealed as drafts are and destroyed with them, but nothing that was typed. It is
   * in no list of drafts and counts as unsent nowhere.
   */
  readonly keep: (name: string, value: Json) => Promise<void>
  readonly kept: (name: string) => Promise<Draft | undefined>
  /** The keys that are there and when each was saved, unopened: enough to count, and cheap. */
  readonly keys: () => Promise<readonly { readonly key: string; readonly savedAt: number }[]>
  /** Told the key of each draft that was saved or removed, in this page or another one of the same browser. Gives what ends it. */
  readonly subscribe: (listener: (change: DraftChange) => void) => () => void
}

/** What the server answers to the person who asks for the key of their drafts on a device. */
export type KeyAnswer =
  | { readonly kind: 'key'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The device was told to forget: there is no key any more, and what lies there is destroyed. */
  | { readonly kind: 'forgotten' }
  /** No answer, or no session. */
  | { readonly kind: 'none' }

export interface DraftsOptions {
  /** Gives the key of the device with this id. It is held in memory alone. */
  readonly askKey: (deviceId: string) => Promise<KeyAnswer>
  /** Where drafts lie; this browser where none is given. */
  readonly device?: DraftDevice
  /** `null` says that the page has no WebCrypto. */
  readonly subtle?: SubtleCrypto | null
  readonly now?: () => number
  /** How pages of one browser tell each other of drafts; a BroadcastChannel where the browser has it. */
  readonly bell?: DraftBell
  /** The key of today for a draft that an earlier version kept; undefined: it is not kept. */
  readonly renamed?: (earlierKey: string) => string | undefined
}

const ALGORITHM = 'AES-GCM'
const NONCE_BYTES = 12

/** Opens the drafts of one person on this device. Never fails: what cannot be kept sealed is kept in memory. */
export async function openDrafts(userId: string, options: DraftsOptions): Promise<Drafts> {
  const now = options.now ?? Date.now
  const bell = options.bell ?? openBell(userId)
  const subtle = options.subtle === undefined ? globalThis.crypto?.subtle : options.subtle
  if (!subtle || (!options.device && typeof indexedDB === 'undefined')) return memoryDrafts({ now, bell })
  try {
    // Fetched only by whom it is for: the first page, before anybody is signed in, does without.
    const device = options.device ?? (await import('./browser-device.ts')).browserDevice()
    let id = await device.idOf(userId)
    let answer = await options.askKey(id)
    if (answer.kind === 'forgotten') {
      await device.destroy(id)
      id = await device.idOf(userId)
      answer = await options.askKey(id)
    }
    if (answer.kind !== 'key') return memoryDrafts({ now, bell, awaitsKey: true })
    const key = await subtle.importKey('raw', answer.bytes, ALGORITHM, false, ['encrypt', 'decrypt'])
    // Whatever of it still lies in memory is of no use to the person who reads that later.
    answer.bytes.fill(0)
    const drafts = sealedDrafts(userId, await device.shelfOf(id), subtle, key, now, bell)
    await takeOver(drafts, device, userId, options.renamed)
    return drafts
  } catch {
    // The browser has storage and will not let this page use it.
    return memoryDrafts({ now, bell })
  }
}

/** What an earlier version kept is sealed again, once, and its database goes with the key that lay in it. */
async function takeOver(
  drafts: Drafts,
  device: DraftDevice,
  userId: string,
  renamed: NonNullable<DraftsOptions['renamed']> = (key) => key,
): Promise<void> {
  for (const { key: before, value } of await device.earlierOf(userId)) {
    const key = renamed(before)
    // What lies here already was typed later.
    if (key !== undefined && !(await drafts.load(key))) await drafts.save(key, value as Json)
  }
  await device.endEarlier(userId)
}

/** Takes what was typed while the key could not be had to where it is kept; where both have a draft, neither's text is lost. */
export async function moveDrafts(from: Drafts, to: Drafts): Promise<void> {
  for (const { key, value } of await from.list('')) {
    const there = await to.load(key)
    await to.save(key, there ? mergeDrafts({}, value, there.value) : value)
  }
}

function sealedDrafts(
  userId: string,
  shelf: DraftShelf,
  subtle: SubtleCrypto,
  held: CryptoKey,
  now: () => number,
  bell: DraftBell,
): Drafts {
  // Binds the bytes to their place: a draft moved under another key or person does not open.
  const place = (key: string) => new TextEncoder().encode(JSON.stringify([userId, key]))

  const open = async (sealed: SealedDraft | undefined): Promise<Draft | undefined> => {
    if (!sealed) return undefined
    try {
      const algorithm = { name: ALGORITHM, iv: sealed.nonce, additionalData: place(sealed.key) }
      const plain = await subtle.decrypt(algorithm, held, sealed.bytes)
      const value = JSON.parse(new TextDecoder().decode(plain)) as Json
      return { key: sealed.key, value, savedAt: sealed.savedAt }
    } catch {
      return undefined
    }
  }

  const put = async (key: string, value: Json): Promise<void> => {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    const bytes = await subtle.encrypt({ name: ALGORITHM, iv: nonce, additionalData: place(key) }, held, plain)
    await shelf.put({ key, nonce, bytes: new Uint8Array(bytes), savedAt: now() })
  }

  return {
    sealed: true,
    awaitsKey: false,
    async save(key, value) {
      await put(key, value)
      bell.ring(key)
    },
    load: async (key) => open(await shelf.get(key)),
    async list(prefix) {
      const kept = (await shelf.list()).filter(({ key }) => key.startsWith(prefix) && !isKept(key))
      const opened = await Promise.all(kept.map(open))
      return lastFirst(opened.filter((draft) => draft !== undefined))
    },
    async remove(key) {
      await shelf.remove(key)
      bell.ring(key)
    },
    keep: (name, value) => put(keptKey(name), value),
    kept: async (name) => open(await shelf.get(keptKey(name))),
    keys: async () =>
      (await shelf.list()).filter(({ key }) => !isKept(key)).map(({ key, savedAt }) => ({ key, savedAt })),
    subscribe: bell.subscribe,
  }
}

interface MemoryOptions {
  readonly now?: () => number
  readonly bell?: DraftBell
  readonly awaitsKey?: boolean
}

/** Drafts that live as long as the page: before anybody is signed in, and where nothing can be kept. */
export function memoryDrafts({
  now = Date.now,
  bell = openBell('nobody'),
  awaitsKey = false,
}: MemoryOptions = {}): Drafts {
  const drafts = new Map<string, Draft>()
  const kept = new Map<string, Draft>()
  const copyOf = (key: string, value: Json): Draft => ({
    key,
    // Copied through JSON, so that what is loaded is what a sealed draft would have given back.
    value: JSON.parse(JSON.stringify(value)) as Json,
    savedAt: now(),
  })
  return {
    sealed: false,
    awaitsKey,
    async save(key, value) {
      drafts.set(key, copyOf(key, value))
      bell.ringHere(key)
    },
    load: async (key) => drafts.get(key),
    list: async (prefix) => lastFirst([...drafts.values()].filter(({ key }) => key.startsWith(prefix))),
    async remove(key) {
      drafts.delete(key)
      bell.ringHere(key)
    },
    keep: async (name, value) => void kept.set(name, copyOf(keptKey(name), value)),
    kept: async (name) => kept.get(name),
    keys: async () => [...drafts.values()].map(({ key, savedAt }) => ({ key, savedAt })),
    subscribe: bell.subscribe,
  }
}

const lastFirst = (drafts: readonly Draft[]): readonly Draft[] =>
  drafts.toSorted((one, other) => other.savedAt - one.savedAt)
