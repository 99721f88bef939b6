export interface DraftChange {
  /** Undefined where all were cleared. */
  readonly key: string | undefined
  /** Whether another page (tab) of this browser did it. */
  readonly elsewhere: boolean
}

/** Tells that a draft was saved or removed: to this page, and to the other pages of the same browser. Carries keys only. */
export interface DraftBell {
  readonly ring: (key: string | undefined) => void
  /** For this page alone: what is held in memory is in no other. */
  readonly ringHere: (key: string | undefined) => void
  readonly subscribe: (listener: (change: DraftChange) => void) => () => void
}

/** Where pages tell each other; `BroadcastChannel` is one. */
export interface BellChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** The bell of one person's drafts in this browser. Where pages cannot tell each other, each hears itself. */
export function openBell(userId: string, channel: BellChannel | null = browserChannel(userId)): DraftBell {
  const listeners = new Set<(change: DraftChange) => void>()
  const tell = (change: DraftChange) => {
    for (const listener of listeners) listener(change)
  }
  channel?.addEventListener('message', ({ data }) =>
    tell({ key: typeof data === 'string' ? data : undefined, elsewhere: true }),
  )
  return {
    ring(key) {
      tell({ key, elsewhere: false })
      channel?.postMessage(key ?? null)
    },
    ringHere: (key) => tell({ key, elsewhere: false }),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Null outside a browser: in Node an open channel would keep the process from ending. */
function browserChannel(userId: string): BellChannel | null {
  if (typeof BroadcastChannel === 'undefined' || typeof indexedDB === 'undefined') return null
  return new BroadcastChannel(`gloact.drafts.${userId}`)
}
