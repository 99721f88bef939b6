import type { DraftShelf } from './shelf.ts'

export interface LostDeviceOptions {
  /** Where drafts lie; the browser's IndexedDB where none is given. */
  readonly shelf?: DraftShelf
}

/**
 * Asks whether the keys that lie on this device are to be destroyed, and destroys those that are, with the drafts they open.
 * `ask` is given the keys' ids and answers with those to forget, or undefined where the server cannot be reached; `tell`
 * reports what was destroyed. Gives the ids of the users whose drafts went. A device that never reaches the server again
 * is told nothing: its screen lock, and the browser that lets nobody read the key, are all that protects it then.
 */
export async function forgetLostDrafts(
  server: {
    readonly ask: (ids: readonly string[]) => Promise<readonly string[] | undefined>
    readonly tell: (cleared: readonly string[]) => Promise<unknown>
  },
  options: LostDeviceOptions = {},
): Promise<readonly string[]> {
  try {
    const shelf = await shelfOf(options)
    const kept = (await shelf?.kept()) ?? []
    if (!shelf || kept.length === 0) return []
    const wanted = new Set(await server.ask(kept.map(({ id }) => id)))
    const lost = kept.filter(({ id }) => wanted.has(id))
    for (const { userId } of lost) await shelf.clear(userId)
    if (lost.length > 0) await server.tell(lost.map(({ id }) => id))
    return lost.map(({ userId }) => userId)
  } catch {
    // The browser lets this page keep nothing: then there is nothing to destroy.
    return []
  }
}

/** The id of the key that seals one user's drafts on this device; undefined where nothing is kept. */
export async function draftKeyName(userId: string, options: LostDeviceOptions = {}): Promise<string | undefined> {
  try {
    const shelf = await shelfOf(options)
    return (await shelf?.kept())?.find((one) => one.userId === userId)?.id
  } catch {
    return undefined
  }
}

/** Whether anything that was typed, by whomever, lies on this device unsent. Where that cannot be told, it counts as yes. */
export async function holdsDrafts(options: LostDeviceOptions = {}): Promise<boolean> {
  try {
    const shelf = await shelfOf(options)
    const kept = (await shelf?.kept()) ?? []
    const lists = await Promise.all(kept.map(({ userId }) => shelf!.list(userId)))
    return lists.some((drafts) => drafts.length > 0)
  } catch {
    return true
  }
}

async function shelfOf({ shelf }: LostDeviceOptions): Promise<DraftShelf | undefined> {
  if (shelf) return shelf
  if (typeof indexedDB === 'undefined') return undefined
  return (await import('./indexed-db-shelf.ts')).indexedDbShelf()
}
