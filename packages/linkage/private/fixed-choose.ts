import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LinkageAgreement } from './agreement.ts'
import type { Choose } from './dummies.ts'
import type { TextTable } from './encode-list.ts'
import { normaliseValue } from './normalise.ts'

const WORD = 2 ** 32

/**
 * Choosing that is the same for one list, one agreement and one key, and can be foreseen by nobody who lacks the list or the key. The
 * verdict of the attacks is fixed by it: encoding once more draws the same dummies, and is refused for the same reason.
 */
export function fixedChoose(agreement: LinkageAgreement, secret: Uint8Array, table: TextTable): Choose {
  const seed = hashOfList(agreement, secret, table)
  let block = new DataView(new ArrayBuffer(0))
  let at = 0
  let counter = 0
  const next = (): number => {
    if (at === block.byteLength) {
      const bytes = sha256(concatBytes(seed, utf8ToBytes(String(counter++))))
      block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      at = 0
    }
    at += 4
    return block.getUint32(at - 4)
  }
  return (below) => {
    if (!(below >= 1 && below <= WORD)) throw new RangeError('chosen from 1 to 2^32 numbers')
    // Words above the last whole multiple would favour some numbers.
    const usable = WORD - (WORD % below)
    let word = next()
    while (word >= usable) word = next()
    return word % below
  }
}

/** What a list is known by among the tries under an agreement: nothing of it can be told without the key. */
export const listDigest = (agreement: LinkageAgreement, secret: Uint8Array, table: TextTable): string =>
  bytesToHex(sha256(concatBytes(utf8ToBytes('list '), hashOfList(agreement, secret, table)))).slice(0, 32)

function hashOfList({ digest, fields }: LinkageAgreement, secret: Uint8Array, table: TextTable): Uint8Array {
  const places = fields.map(({ column }) => table.columns.indexOf(column))
  const hash = hmac.create(sha256, secret).update(utf8ToBytes(digest))
  for (const row of table.rows) {
    const cells = fields.map(({ kind }, at) => normaliseValue(kind, row[places[at]!] ?? ''))
    hash.update(utf8ToBytes(`${JSON.stringify(cells)}\n`))
  }
  return hash.digest()
}

/** The same list whatever the order of its rows: another order would be another draw. */
export function inOneOrder({ fields }: LinkageAgreement, table: TextTable): TextTable {
  const places = fields.map(({ column }) => table.columns.indexOf(column))
  const keyed = table.rows.map((row) => ({ row, key: JSON.stringify(places.map((place) => row[place] ?? '')) }))
  return {
    columns: table.columns,
    rows: keyed.toSorted((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0)).map(({ row }) => row),
  }
}
