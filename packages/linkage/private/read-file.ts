import { ok, type Result } from '@gloact/kernel'
import type { LinkageAgreement } from './agreement.ts'
import { EncodingsReader, type EncodedList } from './encodings.ts'
import { ByteSource } from './envelope/byte-source.ts'
import { isEnvelope, openEnvelope, START_BYTES } from './envelope/envelope.ts'
import type { KeyPair } from './envelope/key-pair.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'

declare class TextDecoder {
  constructor(encoding?: string, options?: { readonly fatal?: boolean })
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string
}

/** What the linkage unit opens files with: both where the agreement names keys, the agreement alone to hold files against it. */
export interface Opening {
  readonly agreement?: LinkageAgreement | undefined
  readonly pair?: KeyPair | undefined
}

/** A list of encodings, and the party that signed it; null where it travelled without an envelope. */
export interface ReceivedList {
  readonly list: EncodedList
  readonly from: string | null
}

/**
 * Reads a file of encodings from its bytes, in an envelope or without. Under an agreement that names keys nothing is taken
 * that is not signed by a party and encrypted to the unit. Problems are worded to stand behind the file’s name.
 */
export async function receiveEncodings(
  chunks: AsyncIterable<Uint8Array>,
  { agreement, pair }: Opening,
): Promise<Result<ReceivedList, LinkageProblem>> {
  const source = new ByteSource(chunks)
  const reader = new EncodingsReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isText = true
  const textOf = (bytes?: Uint8Array): string => {
    try {
      return isText ? decoder.decode(bytes, { stream: bytes !== undefined }) : ''
    } catch (error) {
      // What the decoder says of bytes that are no text.
      if (!(error instanceof TypeError)) throw error
      isText = false
      return ''
    }
  }
  const take = (bytes?: Uint8Array): void => reader.take(textOf(bytes))
  const finish = (): Result<EncodedList, LinkageProblem> => {
    take()
    return isText ? reader.finish() : problem('encodings_invalid', 'is not a file of encodings: it is not text.')
  }
  if (isEnvelope(await source.peek(START_BYTES))) {
    if (!agreement || !pair) {
      return problem('key_missing', 'is encrypted to the linkage unit. Name the agreement and the unit’s own keys.')
    }
    const from = await openEnvelope(source, agreement, pair, take)
    if (!from.ok) return from
    const list = finish()
    return list.ok ? ok({ list: list.value, from: from.value }) : list
  }
  if (agreement?.keys) {
    return problem(
      'envelope_invalid',
      'is neither signed nor encrypted, and the agreement names keys: it may be anybody’s.',
    )
  }
  for await (const bytes of source.rest()) {
    take(bytes)
    if (!isText || reader.isBroken) break
  }
  const list = finish()
  if (!list.ok) return list
  return agreement && list.value.digest !== agreement.digest
    ? problem('encodings_mixed', 'was encoded under another agreement: a single word that differs is enough.')
    : ok({ list: list.value, from: null })
}
