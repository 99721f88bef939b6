/** One part of an archive, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string
  readonly method: 'stored' | 'deflated'
  readonly encrypted: boolean
  readonly packedSize: number
  readonly unpackedSize: number
  /** Where its local header begins. */
  readonly offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
const MOST_COMMENT = 65_535

/**
 * The parts of a ZIP archive (PKWARE APPNOTE 6.3.10 §4.3), from its central directory. Archives in several files or
 * beyond 4 GB are none that we take; parts that lie over one another, as in David Fifield's bombs, are damage.
 */
export function entriesOf(bytes: Uint8Array, most: number): readonly ZipEntry[] | 'too_many' | 'damaged' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = findEnd(view)
  if (end === undefined) return 'damaged'
  const count = view.getUint16(end + 10, true)
  if (count > most) return 'too_many'
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) return 'damaged'
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) return 'damaged'
    const nameLength = view.getUint16(at + 28, true)
    const next = at + CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const method = view.getUint16(at + 10, true)
    if (next > end || (method !== 0 && method !== 8)) return 'damaged'
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength)),
      method: method === 0 ? 'stored' : 'deflated',
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packedSize: view.getUint32(at + 20, true),
      unpackedSize: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = next
  }
  return overlap(entries) ? 'damaged' : entries
}

/** The packed bytes of a part, where its local header says it lies. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (entry.offset + LOCAL_BYTES > bytes.length || view.getUint32(entry.offset, true) !== LOCAL) return undefined
  const from =
    entry.offset + LOCAL_BYTES + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const to = from + entry.packedSize
  return to <= bytes.length ? bytes.subarray(from, to) : undefined
}

function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_BYTES - MOST_COMMENT)
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END) return at
  }
  return undefined
}

function overlap(entries: readonly ZipEntry[]): boolean {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset)
  return inOrder.some((entry, index) => {
    const next = inOrder[index + 1]
    return next !== undefined && entry.offset + LOCAL_BYTES + entry.packedSize > next.offset
  })
}
