import { encodingOf, type TextEncoding } from '../encoding.ts'

/**
 * The text of a stream of bytes: in the encoding named, or else as its first bytes tell (UTF-16 by its mark, UTF-8
 * otherwise). Bytes that the encoding does not have throw a `TypeError` of code `ERR_ENCODING_INVALID_ENCODED_DATA`.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>, encoding?: TextEncoding): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encoding ?? encodingOf(chunk), { fatal: true })
    yield decoder.decode(chunk, { stream: true })
  }
  if (decoder) yield decoder.decode()
}
