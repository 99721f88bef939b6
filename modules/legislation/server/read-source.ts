import { createHash } from 'node:crypto'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import {
  addressed,
  type AddressedProvision,
  type Correction,
  corrected,
  flattened,
  type LawText,
  plainText,
  readLaw,
  sourceKind,
  wordsOf,
} from '@gloact/law'
import { type LawIdentity, readXmlLaw, writeAkn } from '@gloact/law/akn'
import { indexOf, type LawIndex } from '../domain/law-index.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** More than any law has; a code of more is imported in parts. */
export const MOST_PROVISIONS = 30_000
/** Words of all provisions, each counted with those it stands in. */
const MOST_WORDS = 60_000_000
/** Provisions that are written in one statement, and words of the index. */
const AT_ONCE = 500

/** A law's text as it is kept. Its rows are JSON already: made where the law was read, and handed on to the database as they are. */
export interface KeptText {
  readonly source: string
  readonly sha256: string
  readonly akn: string
  readonly provisions: readonly string[]
  readonly index: Pick<LawIndex, 'parents' | 'sizes'> & { readonly words: readonly string[] }
}

const inParts = (rows: readonly unknown[], atOnce: number): string[] =>
  Array.from({ length: Math.ceil(rows.length / atOnce) }, (_, at) =>
    JSON.stringify(rows.slice(at * atOnce, (at + 1) * atOnce)),
  )

/** Reads what was given as text, with what a person corrected: plain text, Markdown, Akoma Ntoso or Justice Canada's XML. */
export function readSource(
  source: string,
  language: string,
  corrections: readonly Correction[] = [],
): Result<LawText, Failure> {
  const kind = sourceKind(new TextEncoder().encode(source))
  if (kind === 'empty') return err(failure('legislation.no_text'))
  if (kind === 'xml') {
    const read = readXmlLaw(source)
    if (read.ok) return ok(corrected({ ...read.value.law, language }, corrections))
    return err(failure(read.error === 'doctype' ? 'legislation.doctype' : 'legislation.not_akn'))
  }
  if (kind !== 'text') return err(failure('legislation.not_text'))
  const { law } = readLaw(source, language)
  return plainText(law).trim() === '' ? err(failure('legislation.no_text')) : ok(corrected(law, corrections))
}

/** A text as it is kept: as it was given, and as Akoma Ntoso with its provisions by address. */
export function keptText(source: string, law: LawText, identity: LawIdentity): Result<KeptText, Failure> {
  const whole = source.toWellFormed()
  const provisions = addressed(law)
  const all = flattened(provisions)
  if (all.length > MOST_PROVISIONS)
    return err(failure('legislation.too_many_provisions', { params: { most: MOST_PROVISIONS } }))
  let words = 0
  const rows = all.map((provision, position) => {
    const own = words > MOST_WORDS ? '' : wordsOf(provision)
    words += own.length
    const { eId: eid, kind, num, heading } = provision
    return { eid, position, kind, num, heading, words: own, digest: sha256(own) }
  })
  if (words > MOST_WORDS) return err(failure('http.too_heavy'))
  return ok({
    source: whole,
    sha256: sha256(whole),
    akn: writeAkn(law, identity),
    provisions: inParts(rows, AT_ONCE),
    index: keptIndex(provisions),
  })
}

/** The index of a text as it is written. */
export function keptIndex(provisions: readonly AddressedProvision[]): KeptText['index'] {
  const { parents, sizes, words } = indexOf(provisions)
  return {
    parents,
    sizes,
    words: inParts(
      [...words].map(([word, positions]) => ({ word, positions })),
      10 * AT_ONCE,
    ),
  }
}

/** A correction as it is sent. */
export const correctionOf = (sent: {
  readonly eId: string
  readonly change: Correction['change']
  readonly num?: string | undefined
}): Correction =>
  sent.change === 'number'
    ? { eId: sent.eId, change: 'number', num: sent.num?.trim() ?? '' }
    : { eId: sent.eId, change: sent.change }
