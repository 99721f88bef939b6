import type { Database } from '@gloact/postgres'
import { sha256 } from './envelope.ts'
import { NO_RECEIPT } from './chain.ts'
import { tables } from './tables.ts'
import { hex } from './timeline-of.ts'

/** What a chain of receipts with one country came to. */
export interface ChainVerified {
  readonly peer: string
  readonly direction: 'issued' | 'received'
  readonly receipts: number
  readonly head: string
  /** Places that are not there: of a chain that was received, receipts that have not come yet; of one's own, a defect. */
  readonly missing: readonly number[]
  /** Places at which a receipt does not follow the one before it, or is not what its hash says. */
  readonly broken: readonly number[]
}

/** Walks every chain of receipts within the scope: each names the hash of the one before, and what lies there is what was signed. */
export async function verifyChains(trx: Database, country: string): Promise<readonly ChainVerified[]> {
  const rows = await tables(trx)
    .selectFrom('exchange.receipt')
    .select(['peer', 'direction', 'position', 'signed', 'hash'])
    .where('country', '=', country)
    .orderBy('peer')
    .orderBy('direction')
    .orderBy('position')
    .execute()
  const chains = Map.groupBy(rows, ({ peer, direction }) => `${peer} ${direction}`)
  return [...chains.values()].map((chain) => {
    const missing: number[] = []
    const broken: number[] = []
    let before = { position: 0, hash: NO_RECEIPT }
    for (const { position, signed, hash } of chain) {
      for (let place = before.position + 1; place < position; place++) missing.push(place)
      const follows = position > before.position + 1 || previousIn(signed) === before.hash
      if (!follows || sha256(signed) !== hex(hash)) broken.push(position)
      before = { position, hash: hex(hash) }
    }
    const { peer, direction } = chain[0]!
    return { peer, direction, receipts: chain.length, head: before.hash, missing, broken }
  })
}

/** What a receipt names as the one before it; nothing where it is not a receipt any more. */
function previousIn(signed: string): unknown {
  try {
    const text = Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString('utf8')
    return (JSON.parse(text) as { previous?: unknown } | null)?.previous
  } catch {
    return undefined
  }
}
