import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { err, ok, type Result } from '@gloact/kernel'
import type { ContentProblem } from './content-problem.ts'
import type { ContentType } from './content-types.ts'
import { entriesOf, packedBytes, type ZipEntry } from './zip-entries.ts'

const inflate = promisify(inflateRaw)

/** More than any letter or table that people write has; less than what stops a machine. */
const MOST_ENTRIES = 4_000
const MOST_BYTES = 150_000_000
/** How many times larger an archive may become; from this size on, since small parts of XML shrink a great deal. */
const MOST_RATIO = 120
const RATIO_FROM = 5_000_000

/** Archives within archives, and programs: neither has a place in a person's file. */
const UNWANTED =
  /(?:\.(?:zip|7z|rar|gz|jar|docx|xlsx|pptx|docm|xlsm|odt|ods|exe|dll|js|vbs|hta|html?|svg)|vbaproject\.bin)$/i

const OFFICE_PARTS: readonly (readonly [part: string, ContentType])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]

const OPEN_DOCUMENTS: readonly ContentType[] = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
]

/**
 * Which document an archive is, by the parts that the format demands (ECMA-376 part 2, `[Content_Types].xml`; OpenDocument
 * 1.3 part 2 §3.3, `mimetype`). Every part is unpacked once, up to what the archive says it holds: what says less than it
 * holds, or holds too much, is not taken, and nothing of it is kept.
 */
export async function checkOfficeDocument(bytes: Uint8Array): Promise<Result<ContentType, ContentProblem>> {
  const entries = entriesOf(bytes, MOST_ENTRIES)
  if (entries === 'too_many') return err('bomb')
  if (entries === 'damaged') return err('damaged')
  const problem = limitsKept(entries, bytes.length)
  if (problem) return err(problem)
  for (const entry of entries) {
    const unpacked = await unpack(bytes, entry)
    if (unpacked === 'bomb' || unpacked === 'damaged') return err(unpacked)
    if (unpacked.length > 3 && unpacked.toString('latin1', 0, 4) === 'PK\u0003\u0004') return err('bomb')
  }
  return kindOf(bytes, entries)
}

function limitsKept(entries: readonly ZipEntry[], packed: number): ContentProblem | null {
  if (entries.some((entry) => entry.encrypted)) return 'refused'
  if (entries.some((entry) => UNWANTED.test(entry.name))) return 'refused'
  const total = entries.reduce((sum, entry) => sum + entry.unpackedSize, 0)
  if (total > MOST_BYTES || (total > RATIO_FROM && total > packed * MOST_RATIO)) return 'bomb'
  return null
}

/** A part as it is unpacked; never more than it says it is. */
async function unpack(bytes: Uint8Array, entry: ZipEntry): Promise<Buffer | 'bomb' | 'damaged'> {
  const packed = packedBytes(bytes, entry)
  if (!packed) return 'damaged'
  if (entry.method === 'stored') return packed.length === entry.unpackedSize ? Buffer.from(packed) : 'damaged'
  try {
    const unpacked = await inflate(packed, { maxOutputLength: Math.max(1, entry.unpackedSize) })
    return unpacked.length === entry.unpackedSize ? unpacked : 'damaged'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged'
  }
}

async function kindOf(bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<Result<ContentType, ContentProblem>> {
  const named = new Map(entries.map((entry) => [entry.name, entry]))
  const mimetype = named.get('mimetype')
  if (mimetype) {
    const said = await unpack(bytes, mimetype)
    const type =
      typeof said === 'string' ? undefined : OPEN_DOCUMENTS.find((one) => one === said.toString('latin1').trim())
    return type && named.has('content.xml') ? ok(type) : err('refused')
  }
  const office = named.has('[Content_Types].xml') ? OFFICE_PARTS.find(([part]) => named.has(part)) : undefined
  return office ? ok(office[1]) : err('refused')
}
