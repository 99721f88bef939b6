import { keptDeviceOf, keptDevices, keptEarlier } from './kept-devices.ts'
import { isKept, type DraftDevice } from './shelf.ts'

export interface LostDeviceOptions {
  /** Where drafts lie; this browser where none is given. */
  readonly device?: DraftDevice
}

/**
 * Asks whether what lies on this device is to be destroyed, and destroys it. `ask` is given the devices' ids and answers
 * with those to forget, or undefined where the server cannot be reached; `tell` reports what was destroyed. Gives the ids of
 * the devices whose drafts went. The keys went when somebody said so: a device that never reaches the server again holds
 * bytes that nothing opens.
 */
export async function forgetLostDrafts(
  server: {
    readonly ask: (ids: readonly string[]) => Promise<readonly string[] | undefined>
    readonly tell: (cleared: readonly string[]) => Promise<unknown>
  },
  options: LostDeviceOptions = {},
): Promise<readonly string[]> {
  try {
    // A browser where nobody worked opens no database, and asks nothing before its first page.
    if (!options.device && !keepsDrafts()) return []
    const device = options.device ?? (await import('./browser-device.ts')).browserDevice()
    const kept = await device.kept()
    if (kept.length === 0) return []
    const wanted = new Set(await server.ask(kept.map(({ id }) => id)))
    const lost = kept.filter(({ id }) => wanted.has(id))
    if (lost.length === 0) return []
    for (const { id, userId } of lost) {
      await device.destroy(id)
      if (userId !== undefined) await device.endEarlier(userId)
    }
    await server.tell(lost.map(({ id }) => id))
    return lost.map(({ id }) => id)
  } catch {
    // The browser lets this page keep nothing: then there is nothing to destroy.
    return []
  }
}

/** The id under which one user's drafts lie on this device; undefined where nothing is kept. */
export const deviceIdOf = async (userId: string): Promise<string | undefined> =>
  keepsDrafts() ? keptDeviceOf(userId) : undefined

/** Whether anything that was typed, by anyone, lies on this device unsent. Where that cannot be told, it counts as yes. */
export async function holdsDrafts(options: LostDeviceOptions = {}): Promise<boolean> {
  if (!options.device && !keepsDrafts()) return false
  // What an earlier version kept is looked at by nobody but its person.
  if (!options.device && keptEarlier()) return true
  try {
    const device = options.device ?? (await import('./browser-device.ts')).browserDevice()
    const lists = await Promise.all((await device.kept()).map(async ({ id }) => (await device.shelfOf(id)).list()))
    return lists.some((drafts) => drafts.some(({ key }) => !isKept(key)))
  } catch {
    return true
  }
}

/** Whether anybody's drafts lie on this device. */
export const keepsDrafts = (): boolean =>
  typeof localStorage !== 'undefined' && (keptDevices().length > 0 || keptEarlier())
