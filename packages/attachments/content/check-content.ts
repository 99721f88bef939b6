import { err, ok, type Result } from '@gloact/kernel'
import { declaredType, type ContentType } from './content-types.ts'
import type { ContentProblem } from './content-problem.ts'
import { checkOfficeDocument } from './office-document.ts'
import { checkPdf } from './pdf-document.ts'

/**
 * What the bytes are, told by the bytes themselves: never by a name's ending, and by what the sender says only to refuse
 * where the two differ. Documents that are archives are looked through before they are taken.
 */
export async function checkContent(bytes: Uint8Array, declared?: string): Promise<Result<ContentType, ContentProblem>> {
  if (bytes.length === 0) return err('empty')
  const said = declaredType(declared)
  if (said === null) return err('refused')
  const found = await typeOf(bytes)
  if (!found.ok) return found
  return said === undefined || said === found.value ? found : err('lies')
}

async function typeOf(bytes: Uint8Array): Promise<Result<ContentType, ContentProblem>> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  if (head.startsWith('PK\u0003\u0004')) return checkOfficeDocument(bytes)
  const simple = SIGNATURES.find(([, matches]) => matches(head))?.[0]
  if (simple === 'application/pdf') {
    const problem = await checkPdf(bytes)
    return problem ? err(problem) : ok(simple)
  }
  if (simple) return ok(simple)
  if (head.slice(4, 8) === 'ftyp') return holdsSoundAlone(bytes) ? ok('audio/mp4') : err('refused')
  if (head.startsWith('\u001aE\u00df\u00a3')) {
    return head.includes('webm') && !/V_(?:VP[89]|AV1|MPEG)/.test(head) ? ok('audio/webm') : err('refused')
  }
  return isPlainText(bytes) ? ok('text/plain') : err('refused')
}

/** What each kind begins with (the formats' own specifications; the WHATWG's "MIME Sniffing" for MP3). */
const SIGNATURES: readonly (readonly [ContentType, (head: string) => boolean])[] = [
  ['image/jpeg', (head) => head.startsWith('\u00ff\u00d8\u00ff')],
  ['image/png', (head) => head.startsWith('\u0089PNG\r\n\u001a\n')],
  ['image/webp', (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP'],
  ['audio/wav', (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WAVE'],
  ['audio/ogg', (head) => head.startsWith('OggS') && !/theora|OVP80/.test(head)],
  ['audio/mpeg', (head) => head.startsWith('ID3') || /^\u00ff[\u00f2\u00f3\u00fa\u00fb]/.test(head)],
  ['application/pdf', (head) => head.startsWith('%PDF-')],
]

/** An MP4 whose tracks are sound: its handlers (`hdlr`, ISO/IEC 14496-12 §8.4.3) name sound and no picture. */
function holdsSoundAlone(bytes: Uint8Array): boolean {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const kinds = new Set<string>()
  for (let at = content.indexOf('hdlr'); at >= 0; at = content.indexOf('hdlr', at + 4)) {
    kinds.add(content.toString('latin1', at + 12, at + 16))
  }
  return kinds.has('soun') && !kinds.has('vide')
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

// What text never holds: control characters other than tab, line feed, form feed and carriage return.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/** The beginnings of documents that a browser or another program would act on. */
const MARKUP = /^\ufeff?\s*<(?:!|\?|[a-z])/i

/** Words in UTF-8, and no markup. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = UTF8.decode(bytes)
    return !CONTROL.test(text) && !MARKUP.test(text)
  } catch {
    return false
  }
}
