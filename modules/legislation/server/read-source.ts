import { createHash } from 'node:crypto'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import {
  addressed,
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

/** A law's text as it is kept. */
export interface KeptText {
  readonly source: string
  readonly sha256: string
  readonly akn: string
  readonly provisions: readonly {
    readonly eid: string
    readonly position: number
    readonly kind: string
    readonly num: string
    readonly heading: string
    readonly words: string
    readonly digest: string
  }[]
  readonly index: LawIndex
}

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
export function keptText(source: string, law: LawText, identity: LawIdentity): KeptText {
  const whole = source.toWellFormed()
  const provisions = addressed(law)
  return {
    source: whole,
    sha256: sha256(whole),
    akn: writeAkn(law, identity),
    index: indexOf(provisions),
    provisions: flattened(provisions).map((provision, position) => {
      const words = wordsOf(provision)
      const { eId: eid, kind, num, heading } = provision
      return { eid, position, kind, num, heading, words, digest: sha256(words) }
    }),
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
