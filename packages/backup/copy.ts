import { once } from 'node:events'
import type { Socket } from 'node:net'
import type pg from 'pg'

/** The wire of a client, as far as COPY needs it (PostgreSQL manual, 54.2.6 "COPY operations"). */
interface Wire {
  readonly stream: Socket
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

/** What `pg` calls of a query that speaks for itself. */
interface SpokenQuery {
  submit(wire: Wire): void
  handleError(error: Error): void
  handleCommandComplete(message: { readonly text: string }): void
  handleReadyForQuery(): void
  handleCopyInResponse(wire: Wire): void
  handleCopyData(message: { readonly chunk: Buffer }): void
}

const submit = (client: pg.ClientBase, query: SpokenQuery): void => {
  client.query(query as unknown as pg.Submittable)
}

const rowsOf = (commandComplete: string): number => Number(/^COPY (\d+)$/.exec(commandComplete)?.[1] ?? 0)

/** Pieces that are read and not yet fetched; above it the database waits. */
const MOST_WAITING = 4 * 1024 * 1024

/**
 * The rows of `copy … to stdout`, in pieces as they come. The database waits while nobody fetches, so that memory stays
 * bounded. Fetch to the end: the connection is busy until then.
 */
export async function* copyOut(
  client: pg.ClientBase,
  statement: string,
  counted: (rows: number) => void,
): AsyncGenerator<Buffer, void> {
  const waiting: Buffer[] = []
  const state = { done: false }
  let bytes = 0
  let failed: Error | undefined
  let wire: Wire | undefined
  let wake: () => void = () => undefined
  submit(client, {
    submit: (given) => {
      wire = given
      given.query(statement)
    },
    handleError: (error) => {
      failed = error
      wake()
    },
    handleCommandComplete: ({ text }) => counted(rowsOf(text)),
    handleReadyForQuery: () => {
      state.done = true
      wake()
    },
    handleCopyInResponse: (given) => given.sendCopyFail('not expected'),
    handleCopyData: ({ chunk }) => {
      // The driver's buffer is used again for what comes next.
      waiting.push(Buffer.from(chunk))
      bytes += chunk.length
      if (bytes > MOST_WAITING) wire?.stream.pause()
      wake()
    },
  })
  try {
    while (!state.done || waiting.length > 0) {
      if (waiting.length > 0) {
        const piece = Buffer.concat(waiting.splice(0))
        bytes = 0
        wire?.stream.resume()
        yield piece
        continue
      }
      if (failed) throw failed
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failed) throw failed
  } finally {
    wire?.stream.resume()
  }
}

/** Feeds `copy … from stdin`. Gives the number of rows. */
export async function copyIn(
  client: pg.ClientBase,
  statement: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<number> {
  let failed: Error | undefined
  let rows = 0
  let ready: (wire: Wire) => void = () => undefined
  let finish: () => void = () => undefined
  const wireReady = new Promise<Wire | undefined>((resolve) => {
    ready = resolve
    finish = () => resolve(undefined)
  })
  const ended = new Promise<void>((resolve) => {
    submit(client, {
      submit: (wire) => wire.query(statement),
      handleError: (error) => {
        failed = error
        finish()
      },
      handleCommandComplete: ({ text }) => {
        rows = rowsOf(text)
      },
      handleReadyForQuery: () => {
        finish()
        resolve()
      },
      handleCopyInResponse: (wire) => ready(wire),
      handleCopyData: () => undefined,
    })
  })
  const wire = await wireReady
  if (wire) await feed(wire, pieces, () => failed !== undefined)
  await ended
  if (failed) throw failed
  return rows
}

async function feed(wire: Wire, pieces: AsyncIterable<Uint8Array>, hasFailed: () => boolean): Promise<void> {
  try {
    for await (const piece of pieces) {
      // Refused already: the rest is read to its end all the same, and thrown away.
      if (hasFailed()) continue
      wire.sendCopyFromChunk(piece)
      if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), once(wire.stream, 'close')])
    }
  } catch (error) {
    if (!hasFailed()) wire.sendCopyFail('the rows could not be read')
    throw error
  }
  if (!hasFailed()) wire.endCopyFrom()
}
