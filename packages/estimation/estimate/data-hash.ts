import type { CaptureHistories } from '../histories.ts'
import type { EstimationInput } from '../input/read-input.ts'
import type { Residents } from '../strata/residents.ts'

// WebCrypto and TextEncoder are there in Node and in browsers; the pure code is compiled with the types of neither.
declare const crypto: {
  readonly subtle: { digest(name: string, data: Uint8Array): Promise<ArrayBuffer> }
}
declare class TextEncoder {
  encode(text: string): Uint8Array
}

/**
 * SHA-256 of what was estimated from, in hexadecimal: the lists and each history's count, those of each stratum, and
 * those of the draws of a linkage, whatever the order of the rows and the form of the file.
 */
export async function dataHashOf({ histories, strata, draws }: EstimationInput): Promise<string> {
  const { lists } = histories
  const rows = rowsOf(histories)
  const cells = strata && {
    covariates: strata.covariates,
    levels: strata.levels,
    counts: Array.from(strata.counts, (count, at) => [at, count]).filter(([, count]) => count! > 0),
  }
  return sha256Of({
    lists,
    rows,
    ...(cells && { strata: cells }),
    ...(draws && { draws: draws.map(rowsOf) }),
  })
}

/** SHA-256 of the residents that rates were worked out from, in hexadecimal, in the same way. */
export const residentsHashOf = ({ covariates, levels, counts }: Residents): Promise<string> =>
  sha256Of({ covariates, levels, residents: Array.from(counts, (count) => (Number.isNaN(count) ? null : count)) })

async function sha256Of(what: unknown): Promise<string> {
  const text = JSON.stringify(what)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const rowsOf = ({ masks, counts }: CaptureHistories): number[][] =>
  Array.from(masks, (mask, at) => [mask, counts[at]!]).toSorted((a, b) => a[0]! - b[0]!)
