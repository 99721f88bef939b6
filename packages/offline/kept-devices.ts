import type { KeptDevice } from './shelf.ts'

/** Ids alone, which tell nothing; the first page asks them before anybody is signed in, without opening a database. */
const KEPT = 'gloact.drafts'

/** Whose drafts lie in this browser. */
export function keptDevices(): readonly KeptDevice[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Readonly<Record<string, string>>
    return Object.entries(kept).map(([userId, id]) => ({ userId, id }))
  } catch {
    return []
  }
}

/** Adds a device, or takes one away where no user is named. */
export function rememberDevice({ userId, id }: { readonly userId: string | undefined; readonly id: string }): void {
  const others = keptDevices().filter((one) => one.id !== id && one.userId !== userId)
  const kept = userId === undefined ? others : [...others, { userId, id }]
  if (kept.length === 0) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(kept.map((one) => [one.userId, one.id]))))
}

/** Said by an earlier version that drafts lie here. */
const KEPT_EARLIER = 'gloact.keeps-drafts'

/** Whether an earlier version kept anything here: told without opening a database. */
export const keptEarlier = (): boolean => localStorage.getItem(KEPT_EARLIER) !== null
export const forgetEarlier = (): void => localStorage.removeItem(KEPT_EARLIER)
