import type { Database } from '@gloact/postgres'
import { recordReading } from './record-reading.ts'

/** For how long one entry stands for the refusals that follow it. */
const FOLDED_MINUTES = 60

/**
 * Records that somebody was refused what they wanted to read or open. One entry stands for all refusals of a person within an hour,
 * whatever module refused, with how many they were and no word of what was asked for: anyone who fishes shows, and fills no log.
 */
export const recordRefused = (trx: Database, userId: string): Promise<void> =>
  recordReading(trx, { action: 'file.refused', object: { kind: 'identity.staff', id: userId } }, FOLDED_MINUTES)
