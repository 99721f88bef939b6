import { z } from 'zod'

/** Bytes that the server gives: a stream, with what has to be said of them. */
export interface BytesToSend {
  readonly stream: AsyncIterable<Uint8Array>
  /** What they are, as `content-type`. */
  readonly contentType: string
  /** How many they are, where it is known. */
  readonly length?: number
  /** Whether a browser that is led to the address shows them or keeps them as a file. */
  readonly disposition: 'inline' | 'attachment'
  /** The name of the file; ASCII letters, digits, `.`, `-` and `_`, and nothing about a person. */
  readonly fileName: string
}

declare const brand: unique symbol

/** Stands in a contract for a body that is bytes and not JSON. */
export type Bytes = { readonly [brand]: 'bytes' }

/**
 * A body of bytes in a contract, as `body` or as `response`: the caller sends and is given a `Blob`, the handler is given a
 * stream and gives `BytesToSend`. They are sent whole as `application/octet-stream`, without a wrapping; what has to be
 * said of them stands in the query. Nothing of them is parsed, and how many are taken is the handler's to say.
 */
export const bytes: z.ZodType<Bytes, Bytes> = z.custom<Bytes>(() => true).meta({ type: 'string', format: 'binary' })

export const isBytes = (schema: unknown): boolean => schema === bytes
