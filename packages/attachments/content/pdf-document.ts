import type { ContentProblem } from './content-problem.ts'
import { unpackedStream } from './pdf-streams.ts'

/**
 * What a PDF would do or bring along when it is opened (ISO 32000-1 §12.6.4, §7.11.4, §13): scripts, programs that it
 * starts, files and films within it, forms that send. A letter or a report needs none of them. `/Rendition` is the other
 * action that holds a script.
 */
const ACTS =
  /\/(?:JavaScript|Rendition|Launch|GoToE|EmbeddedFiles?|FileAttachment|AFRelationship|RichMedia(?:Execute)?|SubmitForm|ImportData|XFA)(?![A-Za-z0-9])/

/** Codings that are not undone here: an object hidden by one of them could not be looked at. */
const OTHER_CODINGS = /\/(?:LZWDecode|RunLengthDecode|Crypt|LZW|RL)(?![A-Za-z0-9])/
const PREDICTED = /\/Predictor[\0\t\n\f\r ]*(?:[2-9]|1\d|\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R)/

/** More than any letter or scan of papers has; less than what stops a machine. */
const MOST_STREAMS = 60_000
const MOST_BYTES = 200_000_000
/** As long as the longest name above, with every letter written as `#4a`. */
const OVERLAP = 64

/**
 * Whether a PDF is taken: not where it would act when it is opened, not where it is locked, since nobody can look into it,
 * and not where it swells. Names are looked for in all of its bytes and in every stream that can be unpacked, whatever the
 * file says of itself: where an object lies is for the reader of the file to decide, and readers forgive a great deal.
 */
export async function checkPdf(content: Uint8Array): Promise<ContentProblem | null> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  const raw = plainNames(bytes.toString('latin1'))
  if (ACTS.test(raw)) return 'acts'
  if (/\/Encrypt(?![A-Za-z0-9])/.test(raw)) return 'locked'
  // Without a table in a stream no reader looks for objects within streams (§7.5.8).
  const holdsObjects = /\/(?:XRef|ObjStm|XRefStm)(?![A-Za-z0-9])/.test(raw)
  if (holdsObjects && OTHER_CODINGS.test(raw)) return 'acts'
  return lookThrough(bytes)
}

/** A name may write any of its letters as `#` and two digits (§7.3.5). */
const plainNames = (text: string): string =>
  text.includes('#')
    ? text.replace(/#([0-9A-Fa-f]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

async function lookThrough(bytes: Buffer): Promise<ContentProblem | null> {
  let unpacked = 0
  let streams = 0
  let before = 0
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const start = bodyAfter(bytes, at)
    if (start === undefined) continue
    streams += 1
    if (streams > MOST_STREAMS) return 'bomb'
    const end = bytes.indexOf('endstream', start)
    const around = plainNames(bytes.toString('latin1', before, at))
    if (isOfObjects(around) && PREDICTED.test(around)) return 'acts'
    before = end < 0 ? start : end
    let tail = ''
    for await (const piece of unpackedStream(bytes, start, end < 0 ? bytes.length : end)) {
      unpacked += piece.length
      if (unpacked > MOST_BYTES) return 'bomb'
      const text = tail + piece
      if (ACTS.test(plainNames(text))) return 'acts'
      tail = text.slice(-OVERLAP)
    }
  }
  return null
}

/** Where what a stream holds begins: after the word and the end of its line; undefined where it is the end of one. */
function bodyAfter(bytes: Buffer, at: number): number | undefined {
  if (at >= 3 && bytes.toString('latin1', at - 3, at) === 'end') return undefined
  if (bytes[at + 6] === 0x0d) return at + (bytes[at + 7] === 0x0a ? 8 : 7)
  return bytes[at + 6] === 0x0a ? at + 7 : undefined
}

/** Whether a stream may hold objects: it says so, or names what one needs (§7.5.7). */
const isOfObjects = (around: string): boolean =>
  /\/ObjStm(?![A-Za-z0-9])/.test(around) || (/\/First(?![A-Za-z0-9])/.test(around) && /\/N(?![A-Za-z0-9])/.test(around))
