import { createHash } from 'node:crypto'
import { err, ok, type Result } from '@gloact/kernel'
import type { FileFailure } from '../../domain/failures.ts'

/** How many uploads one person, and all together, may be sending at once: what is being received lies in memory. */
const AT_ONCE_EACH = 3
const AT_ONCE = 12

const receiving = new Map<string, number>()

/**
 * Reads a body to its end, at most so many bytes of it, and none where too many are being received already. What is
 * received is never written anywhere before it is sealed.
 */
export async function receiveBytes(
  userId: string,
  body: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Result<Uint8Array, FileFailure>> {
  const own = receiving.get(userId) ?? 0
  const all = [...receiving.values()].reduce((sum, count) => sum + count, 0)
  if (own >= AT_ONCE_EACH || all >= AT_ONCE) return err({ code: 'protection.attachment_busy' })
  receiving.set(userId, own + 1)
  try {
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of body) {
      length += piece.length
      if (length > most) return err(tooLarge(most))
      pieces.push(piece)
    }
    return length === 0 ? err({ code: 'protection.attachment_empty' }) : ok(Buffer.concat(pieces))
  } finally {
    const left = (receiving.get(userId) ?? 1) - 1
    if (left === 0) receiving.delete(userId)
    else receiving.set(userId, left)
  }
}

const tooLarge = (most: number): FileFailure => ({
  code: 'protection.attachment_too_large',
  params: { most: Math.floor(most / 1_000_000) },
})

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
