import type pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'

/** A statement on its way, and who waits for its answer; nobody waits for one that is only sent along. */
export interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
  readonly answered?: (answer: Answer) => void
  readonly failed?: (error: Error) => void
}

export interface Answer {
  /** `SELECT`, `INSERT`, `COMMIT` … */
  readonly command: string
  readonly count: number
  readonly rows: Record<string, unknown>[]
}

interface Column {
  readonly name: string
  readonly read: (text: string) => unknown
}

type TypesOf = (oid: number, format: 'text') => (text: string) => unknown

/** What a connection's server has prepared, by name, with the columns that it answers with once they are known. */
interface Prepared {
  readonly columns: Map<string, readonly Column[]>
  readonly names: Set<string>
  /** Those whose preparation was asked for and has not been confirmed, in their order. */
  asked: string[]
}

const preparedOn = new WeakMap<object, Prepared>()

/**
 * As many statements as a connection keeps prepared: loading a demonstration repeats over 300, and those of the day’s work after it are to
 * find room. What comes seldom, or in ever new forms, is not.
 */
const MOST_PREPARED = 400
const MOST_SEEN_ONCE = 2_000
const names = new Map<string, string>()
const seenOnce = new Set<string>()

/** The name under which a statement is prepared, from its second time on. A text holds no value: those are parameters. */
function nameOf(text: string): string {
  const name = names.get(text)
  if (name !== undefined) return name
  if (names.size >= MOST_PREPARED) return ''
  if (!seenOnce.has(text)) {
    if (seenOnce.size >= MOST_SEEN_ONCE) seenOnce.clear()
    seenOnce.add(text)
    return ''
  }
  seenOnce.delete(text)
  const given = `gloact_${names.size}`
  names.set(text, given)
  return given
}

/** The part of pg's connection that speaks the extended protocol. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void }
  parse(message: { text: string; name: string }): void
  bind(message: { portal: string; statement: string; values: readonly unknown[] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: { portal: string }): void
  sync(): void
  on(event: 'parseComplete', listener: () => void): void
}

/**
 * Statements that go to the server in one piece and are answered in one: the protocol's pipeline, with one `Sync` at its end.
 * Where one fails, the server passes over all that come after it: nothing runs past a `begin` or a scope that was not set.
 * Given to `client.query`, as pg takes such objects.
 */
export class Flight implements pg.Submittable {
  readonly #statements: readonly Sent[]
  readonly #names: readonly string[]
  readonly #typesOf: TypesOf
  readonly #over: () => void
  #prepared: Prepared | undefined
  #at = 0
  #columns: readonly Column[] = []
  #rows: Record<string, unknown>[] = []
  #failed: Error | undefined

  constructor(client: pg.PoolClient, statements: readonly Sent[], over: () => void) {
    this.#statements = statements
    this.#names = statements.map(({ text }) => nameOf(text))
    // Its declaration knows a fixed list of types, PostgreSQL has any number.
    this.#typesOf = client.getTypeParser.bind(client)
    this.#over = over
  }

  /** The statements, for a bench that writes them down. */
  get statements(): readonly Sent[] {
    return this.#statements
  }

  submit(connection: unknown): Error | null {
    const wire = connection as Wire
    const values: unknown[][] = []
    try {
      for (const statement of this.#statements) values.push(statement.values.map((value) => prepareValue(value)))
    } catch (error) {
      // A value that cannot be sent: nothing of the flight is.
      return error as Error
    }
    const prepared = preparedBy(wire)
    this.#prepared = prepared
    wire.stream.cork()
    try {
      const asked = new Set<string>(prepared.asked)
      for (const [index, { text }] of this.#statements.entries()) {
        const name = this.#names[index]!
        if (name === '' || !(prepared.names.has(name) || asked.has(name))) {
          wire.parse({ text, name })
          prepared.asked.push(name)
          asked.add(name)
        }
        wire.bind({ portal: '', statement: name, values: values[index]! })
        if (!prepared.columns.has(name)) wire.describe({ type: 'P', name: '' })
        wire.execute({ portal: '' })
      }
      wire.sync()
    } finally {
      wire.stream.uncork()
    }
    this.#begin()
    return null
  }

  #begin(): void {
    this.#rows = []
    this.#columns = this.#prepared?.columns.get(this.#names[this.#at] ?? '') ?? []
  }

  handleRowDescription({ fields }: { readonly fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, read: this.#typesOf(dataTypeID, 'text') }))
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.#failed) return
    const row: Record<string, unknown> = {}
    try {
      for (const [index, { name, read }] of this.#columns.entries()) {
        const text = fields[index]
        row[name] = text === null || text === undefined ? null : read(text)
      }
      this.#rows.push(row)
    } catch (error) {
      this.#failed = error as Error
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const name = this.#names[this.#at]!
    if (name !== '') this.#prepared?.columns.set(name, this.#columns)
    const words = text.split(' ')
    const statement = this.#statements[this.#at]!
    this.#at++
    // A value that could not be read: the statement was done, and the person who asked hears that its answer is not there.
    if (this.#failed) statement.failed?.(this.#failed)
    else statement.answered?.({ command: words[0] ?? '', count: Number(words.at(-1)), rows: this.#rows })
    this.#failed = undefined
    this.#begin()
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: 'EMPTY 0' })
  }

  /** The server passes over the rest: anyone who waits for it hears why. */
  handleError(error: Error): void {
    // What was to be prepared after the failure was not; pg tells in order, and nothing of this flight comes any more.
    if (this.#prepared) this.#prepared.asked = []
    for (const statement of this.#statements.slice(this.#at)) statement.failed?.(error)
    this.#at = this.#statements.length
    this.#over()
  }

  handleReadyForQuery(): void {
    this.#over()
  }

  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}

function preparedBy(wire: Wire): Prepared {
  const known = preparedOn.get(wire)
  if (known) return known
  const made: Prepared = { columns: new Map(), names: new Set(), asked: [] }
  preparedOn.set(wire, made)
  wire.on('parseComplete', () => {
    const name = made.asked.shift()
    if (name) made.names.add(name)
  })
  return made
}
