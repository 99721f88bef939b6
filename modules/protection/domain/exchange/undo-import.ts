import { asInstant, type Instant } from '@gloact/kernel'

/** Files that one person takes out of every list by undoing imports within a day. More need a second person. */
export const ALONE_AT_MOST = 10

/** For how long what undoing took away can be brought back. General knowledge: a mistake of this size is noticed within weeks. */
const RESTORABLE_DAYS = 30

/** Until when an undone import can be brought back; null where there is nothing to bring back, or no way. */
export const restorableUntil = (kind: 'htcds' | 'ctdc', undoRanAt: string | null): Instant | null =>
  // Figures of other years come again with their file.
  kind === 'htcds' && undoRanAt !== null ? asInstant(Date.parse(undoRanAt) + RESTORABLE_DAYS * 86_400_000) : null
