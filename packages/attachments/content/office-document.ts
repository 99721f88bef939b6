import { err, ok, type Result } from '@gloact/kernel'
import { bytesSource, openZip, ZipError, type Zip, type ZipLimits, type ZipProblem } from '@gloact/zip'
import type { ContentProblem } from './content-problem.ts'
import type { ContentType } from './content-types.ts'

/** More than any letter or table that people write has; less than what stops a machine. */
const LIMITS: ZipLimits = { entries: 4_000, bytes: 150_000_000, ratio: 120, ratioFrom: 5_000_000 }

const PROBLEMS: Readonly<Record<ZipProblem, ContentProblem>> = {
  too_large: 'bomb',
  encrypted: 'refused',
  damaged: 'damaged',
}

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
  const opened = await openZip(bytesSource(bytes), LIMITS)
  if (!opened.ok) return err(PROBLEMS[opened.error])
  const zip = opened.value
  if (zip.entries.some(({ name }) => UNWANTED.test(name))) return err('refused')
  try {
    for (const { name } of zip.entries) if (await holdsArchive(zip, name)) return err('bomb')
    for (const { name } of zip.entries)
      if (/\.rels$/i.test(name) && reachesOut(await textOf(zip, name))) return err('refused')
    return await kindOf(zip)
  } catch (error) {
    if (error instanceof ZipError) return err(PROBLEMS[error.problem])
    throw error
  }
}

const ARCHIVE = [0x50, 0x4b, 0x03, 0x04]

/** Whether a part is an archive itself, whatever it is called. Unpacks it once; nothing of it is kept. */
async function holdsArchive(zip: Zip, name: string): Promise<boolean> {
  const first: number[] = []
  for await (const piece of zip.read(name)) {
    if (first.length < ARCHIVE.length) first.push(...piece.subarray(0, ARCHIVE.length - first.length))
  }
  return ARCHIVE.every((byte, index) => first[index] === byte)
}

const RELATIONSHIP = /<(?:[\w.-]+:)?Relationship((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
/** The most that relationships take up; of a long book's every picture and link there are fewer. */
const MOST_RELATIONSHIPS = 5_000_000

/**
 * Whether relationships (ECMA-376 part 2 §6.5) name something outside that is fetched when the document is opened: a template, a picture, a
 * frame, an object. A link is fetched by nobody who does not follow it. What cannot be read plainly counts as reaching out.
 */
function reachesOut(rels: string): boolean {
  if (rels.length > MOST_RELATIONSHIPS || rels.includes('\0') || rels.includes('<!')) return true
  const found = [...rels.matchAll(RELATIONSHIP)]
  const begun = rels.match(/<(?:[\w.-]+:)?Relationship(?![\w.-])/g)?.length ?? 0
  if (found.length !== begun) return true
  return found.some(([, written = '']) => {
    const attributes = new Map([...written.matchAll(ATTRIBUTE)].map(([, name, a, b]) => [name, a ?? b ?? '']))
    const mode = attributes.get('TargetMode') ?? 'Internal'
    return mode !== 'Internal' && !(attributes.get('Type') ?? '').endsWith('/hyperlink')
  })
}

async function kindOf(zip: Zip): Promise<Result<ContentType, ContentProblem>> {
  if (zip.has('mimetype')) {
    const said = (await textOf(zip, 'mimetype')).trim()
    const type = OPEN_DOCUMENTS.find((one) => one === said)
    return type && zip.has('content.xml') ? ok(type) : err('refused')
  }
  const office = zip.has('[Content_Types].xml') ? OFFICE_PARTS.find(([part]) => zip.has(part)) : undefined
  return office ? ok(office[1]) : err('refused')
}

async function textOf(zip: Zip, name: string): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of zip.read(name)) pieces.push(piece)
  return Buffer.concat(pieces).toString('latin1')
}
