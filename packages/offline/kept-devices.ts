/**
 * Marks that tell nothing, each with the id of chance of the drafts that lie here; the first page asks for them before anybody is signed in,
 * without opening a database.
 */
const KEPT = 'gloact.drafts'

type Kept = Readonly<Record<string, string>>

function keptHere(): Kept {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Kept
  } catch {
    return {}
  }
}

/** The ids under which drafts lie in this browser. */
export const keptDevices = (): readonly string[] => Object.values(keptHere())

/**
 * What stands for a person beside the id of their drafts: whoever reads the browser's storage learns from it neither who worked here nor,
 * from two browsers, that it was the same person. Without the id it cannot be made for anybody.
 */
async function markOf(userId: string, id: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${id} ${userId}`))
  return btoa(String.fromCharCode(...new Uint8Array(digest).subarray(0, 16))).replace(/=+$/, '')
}

/** The id of a person's drafts here; undefined where there are none. */
export async function keptDeviceOf(userId: string): Promise<string | undefined> {
  const kept = keptHere()
  for (const [mark, id] of Object.entries(kept)) {
    if (mark === (await markOf(userId, id))) return id
    // An earlier version wrote whose they are beside them: from now on it does not stand there.
    if (mark === userId) {
      await rememberDevice({ userId, id })
      return id
    }
  }
  return undefined
}

/** Adds a device, or takes one away where no user is named. */
export async function rememberDevice({
  userId,
  id,
}: {
  readonly userId: string | undefined
  readonly id: string
}): Promise<void> {
  const others = Object.entries(keptHere()).filter(([, kept]) => kept !== id)
  const own = userId === undefined ? [] : [[await markOf(userId, id), id] as const]
  if (others.length + own.length === 0) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries([...others, ...own])))
}

/** Said by an earlier version that drafts lie here. */
const KEPT_EARLIER = 'gloact.keeps-drafts'

/** Whether an earlier version kept anything here: told without opening a database. */
export const keptEarlier = (): boolean => localStorage.getItem(KEPT_EARLIER) !== null
export const forgetEarlier = (): void => localStorage.removeItem(KEPT_EARLIER)
