import { err, ok, type Result } from '@gloact/kernel'
import type { ZipSource } from './zip-source.ts'

/** One part of an archive, as its central directory describes it. */
export interface ZipEntry {
  /** With `/` between folders, whatever the archive was written on. */
  readonly name: string
  readonly method: 'stored' | 'deflated'
  readonly packedSize: number
  readonly unpackedSize: number
  /** Where its local header begins. */
  readonly offset: number
  /** Where the next part begins, or the directory: its bytes end before that. */
  readonly before: number
}

export interface ZipLimits {
  readonly entries: number
  /** Bytes of all parts together, unpacked. */
  readonly bytes: number
  /** How many times larger the archive may become; from `ratioFrom` bytes on, since small parts of XML shrink a great deal. */
  readonly ratio: number
  readonly ratioFrom: number
}

/** `too_large`: more than the limits allow, in truth or by what it says. `damaged`: not what the format demands. */
export type ZipProblem = 'too_large' | 'encrypted' | 'damaged'

const END = 0x06054b50
const CENTRAL = 0x02014b50
const END_BYTES = 22
const CENTRAL_BYTES = 46
export const LOCAL_BYTES = 30
const MOST_COMMENT = 65_535
/** A name, a comment and other fields of 64 kB each: the directory says so itself. */
const MOST_OF_AN_ENTRY = CENTRAL_BYTES + 3 * 65_535
/** Where a number does not fit, ZIP64 says so with this. */
const ELSEWHERE = 0xffffffff

/**
 * The parts of a ZIP archive (PKWARE APPNOTE 6.3.10 §4.3), by its central directory, in the directory's order. Refused:
 * archives in several files, encrypted or beyond 4 GB; parts that lie over one another or over the directory, as in David
 * Fifield's bombs; two parts of one name, of which each reader would take another; more parts, more bytes or a larger
 * ratio than the limits allow. What a part unpacks to is held against what is said here by `openZip`.
 */
export async function entriesOf(
  source: ZipSource,
  limits: ZipLimits,
): Promise<Result<readonly ZipEntry[], ZipProblem>> {
  const size = await source.size()
  const found = await findEnd(source, size)
  if (!found) return err('damaged')
  const { end, view } = found
  const count = view.getUint16(10, true)
  const length = view.getUint32(12, true)
  const start = view.getUint32(16, true)
  const otherDisks = view.getUint16(4, true) !== 0 || view.getUint16(6, true) !== 0 || view.getUint16(8, true) !== count
  if (count > limits.entries) return err('too_large')
  if (otherDisks || start + length > end || length > count * MOST_OF_AN_ENTRY) return err('damaged')
  const directory = await exactly(source, start, length)
  if (!directory) return err('damaged')
  const entries = readDirectory(directory, count)
  if (!entries.ok) return entries
  return withinLimits(laidOut(entries.value, start), size, limits)
}

type Described = Omit<ZipEntry, 'before'>

function readDirectory(directory: Uint8Array, count: number): Result<readonly Described[], ZipProblem> {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.length)
  const names = new Set<string>()
  const entries: Described[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > directory.length || view.getUint32(at, true) !== CENTRAL) return err('damaged')
    const nameLength = view.getUint16(at + 28, true)
    const next = at + CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const method = view.getUint16(at + 10, true)
    const numbers = [
      view.getUint32(at + 20, true),
      view.getUint32(at + 24, true),
      view.getUint32(at + 42, true),
    ] as const
    if (next > directory.length || (method !== 0 && method !== 8) || numbers.includes(ELSEWHERE)) return err('damaged')
    if ((view.getUint16(at + 8, true) & 1) === 1) return err('encrypted')
    const [packedSize, unpackedSize, offset] = numbers
    if (method === 0 && packedSize !== unpackedSize) return err('damaged')
    const name = new TextDecoder()
      .decode(directory.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength))
      .replaceAll('\\', '/')
    if (names.has(name)) return err('damaged')
    names.add(name)
    entries.push({ name, method: method === 0 ? 'stored' : 'deflated', packedSize, unpackedSize, offset })
    at = next
  }
  return ok(entries)
}

/** Each part with where the next begins; the last ends before the directory. */
function laidOut(entries: readonly Described[], directory: number): readonly ZipEntry[] {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset)
  const before = new Map(inOrder.map((entry, index) => [entry, inOrder[index + 1]?.offset ?? directory]))
  return entries.map((entry) => ({ ...entry, before: before.get(entry)! }))
}

function withinLimits(
  entries: readonly ZipEntry[],
  packed: number,
  { bytes, ratio, ratioFrom }: ZipLimits,
): Result<readonly ZipEntry[], ZipProblem> {
  const total = entries.reduce((sum, { unpackedSize }) => sum + unpackedSize, 0)
  if (total > bytes || (total > ratioFrom && total > packed * ratio)) return err('too_large')
  const over = entries.some(({ offset, packedSize, before }) => offset + LOCAL_BYTES + packedSize > before)
  return over ? err('damaged') : ok(entries)
}

/** Where the directory's end stands, and its bytes: the last place that looks like one and whose comment ends the archive. */
async function findEnd(
  source: ZipSource,
  size: number,
): Promise<{ readonly end: number; readonly view: DataView } | undefined> {
  const length = Math.min(size, END_BYTES + MOST_COMMENT)
  const tail = await exactly(source, size - length, length)
  if (!tail) return undefined
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length)
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END) continue
    if (at + END_BYTES + view.getUint16(at + 20, true) > tail.length) continue
    return { end: size - length + at, view: new DataView(tail.buffer, tail.byteOffset + at, END_BYTES) }
  }
  return undefined
}

/** As many bytes as were asked for, or none. */
export async function exactly(source: ZipSource, position: number, length: number): Promise<Uint8Array | undefined> {
  const bytes = await source.read(position, length)
  return bytes.length === length ? bytes : undefined
}
