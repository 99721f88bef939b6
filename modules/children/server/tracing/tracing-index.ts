import type { TracingColumns } from '@gloact/linkage/node'
import {
  createTracingTables,
  prepareTracing,
  type PreparedTracing,
  type TracedRecord,
  type TracingSchema,
  type TracingTables,
} from '@gloact/linkage/plain'
import type { FormAnswers } from '@gloact/forms'
import { readInScope, systemScope } from '@gloact/postgres'
import { openPayload, requestTables, type RequestStepTable, type RequestTable } from '@gloact/records/server'
import { saidIn } from '../../domain/tracing/compared.ts'
import type { ComparedName } from '../../domain/tracing/lists.ts'
import type { Asking } from '../../domain/tracing/misuse.ts'
import { textOf } from '../../domain/tracing/said.ts'
import { SAYING_STEPS, tracingRequest } from '../../domain/tracing/request-kind.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import type { PersonKey } from '@gloact/vault'
import { deviceIn } from './device-of.ts'
import { SCHEMA, type TracingContext } from './tracing-context.ts'

/** One request, or one child's side, as it lies sealed, opened in memory. */
export interface HeldRecord {
  readonly id: string
  readonly kind: 'request' | 'subject'
  readonly state: string
  readonly sequence: number
  readonly agencyId: string
  readonly fileId: string | null
  /** Every saying, the last one at the end. */
  readonly sayings: readonly Asking[]
  readonly answers: FormAnswers
  /** Of a child too young to say: whether a supervisor agreed. */
  readonly agreedFor: boolean
  /** As `@gloact/linkage` compares it. */
  readonly traced: TracedRecord
}

export interface HeldTracing {
  readonly requests: ReadonlyMap<string, HeldRecord>
  readonly subjects: ReadonlyMap<string, HeldRecord>
  /** What the cells of a record are. */
  readonly columns: TracingColumns
  /** The tables with none of the records in them: anyone who asks puts in those that are to be compared. */
  readonly tables: TracingTables
  /** Worked out of all that is held, once, and kept up as records come: one new record costs no more than itself. */
  readonly prepared: PreparedTracing
}

/** All that is sought and all children who say of whom they are, in the memory of one process. */
export interface TracingIndex {
  /** As the database has it now; only what changed is opened again. */
  read(): Promise<HeldTracing>
  /** Forgets everything; the next reading opens all of it again. */
  clear(): void
}

/** What a column is called in both forms, and what it is to the comparison. */
const COLUMNS: readonly (readonly [ComparedName | 'id' | 'recorded_on', TracingSchema['cases'][number]['kind']])[] = [
  ['id', 'id'],
  ['given_name', 'given_name'],
  ['family_name', 'family_name'],
  ['nickname', 'nickname'],
  ['sex', 'sex'],
  ['birth_date', 'date_of_birth'],
  ['age', 'age'],
  ['recorded_on', 'recorded_on'],
  ['citizenship', 'nationality'],
  ['father_name', 'father_name'],
  ['mother_name', 'mother_name'],
  ['grandfather_name', 'grandfather_name'],
  ['siblings', 'sibling_names'],
  ['relative_name', 'relative_name'],
  ['relation', 'relation'],
  ['origin', 'place_of_origin'],
  ['separation_place', 'separation_place'],
  ['separated_on', 'separation_date'],
  ['last_place', 'last_place'],
  ['family_telephone', 'telephone'],
  ['mother_tongue', 'mother_tongue'],
]
const NAMES = COLUMNS.map(([name]) => name)
const SIDE = COLUMNS.map(([name, kind]) => ({ name, kind }))
const SCHEMA_OF_TRACING: TracingSchema = { cases: SIDE, requests: SIDE }

/** Steps whose form says the whole of it again. */
const SAYS = [...SAYING_STEPS, 'change']

export function createTracingIndex(context: TracingContext): TracingIndex {
  let held = new Map<string, HeldRecord>()
  let columns = columnsNow()
  let builder = createTracingTables(columns.schema, columns)
  let prepared: PreparedTracing | undefined
  let turn: Promise<unknown> = Promise.resolve()

  function columnsNow(): TracingColumns {
    return { schema: SCHEMA_OF_TRACING, year: Number(context.clock.now().slice(0, 4)) }
  }

  function clear(): void {
    held = new Map()
    columns = columnsNow()
    builder = createTracingTables(columns.schema, columns)
    prepared = undefined
  }

  async function refresh(): Promise<HeldTracing> {
    await readInScope(context.db, systemScope(context.country), async (trx) => {
      const rows = await requestTables(trx, SCHEMA)
        .selectFrom('request')
        .select(['id', 'kind', 'state', 'sequence', 'parties', 'file_id', 'facts'])
        .where('kind', 'in', [tracingRequest.kind, tracingSubject.kind])
        .where('erased_at', 'is', null)
        .execute()
      const there = new Set(rows.map(({ id }) => id))
      // Names of anyone who was erased stay in no memory either: what was made of them is made again.
      if ([...held.keys()].some((id) => !there.has(id))) clear()
      const changed = rows.filter(({ id, sequence }) => held.get(id)?.sequence !== sequence)
      if (changed.length === 0) return
      const ids = changed.map(({ id }) => id)
      const keys = await context.vault.personKeys(trx, ids)
      const steps = Map.groupBy(
        await requestTables(trx, SCHEMA)
          .selectFrom('request_step')
          .selectAll()
          .where('request_id', 'in', ids)
          .where('step', 'in', SAYS)
          .orderBy('sequence')
          .execute(),
        ({ request_id: id }) => id,
      )
      const fresh = new Map<string, Omit<HeldRecord, 'traced'>>()
      for (const row of changed) {
        const key = keys.get(row.id)
        if (!key) continue
        const sayings = sayingsOf(row, steps.get(row.id) ?? [], key)
        const last = sayings.at(-1)
        if (last) fresh.set(row.id, recordOf(row, sayings, last.answers))
      }
      addAll(fresh)
    })
    return present()
  }

  /** The builder keeps one dictionary of names: whatever was compared before is not compared again. */
  function addAll(fresh: ReadonlyMap<string, Omit<HeldRecord, 'traced'>>): void {
    for (const [kind, side] of [
      ['subject', 'cases'],
      ['request', 'requests'],
    ] as const) {
      builder.open(side, NAMES)
      for (const record of fresh.values()) if (record.kind === kind) builder.add(cellsOf(record))
    }
    const tables = builder.finish()
    const latest = new Map<string, TracedRecord>()
    for (const record of [...tables.cases, ...tables.requests]) {
      const before = latest.get(record.id)
      if (!before || before.row < record.row) latest.set(record.id, record)
    }
    for (const record of fresh.values()) {
      const traced = latest.get(record.id)!
      held.set(record.id, { ...record, traced })
      prepared?.put(record.kind === 'subject' ? 'cases' : 'requests', traced)
    }
  }

  function present(): HeldTracing {
    const of = (kind: HeldRecord['kind']) => new Map([...held].filter(([, record]) => record.kind === kind))
    const [requests, subjects, tables] = [of('request'), of('subject'), builder.finish()]
    const traced = (records: ReadonlyMap<string, HeldRecord>) => [...records.values()].map((record) => record.traced)
    prepared ??= prepareTracing({ ...tables, cases: traced(subjects), requests: traced(requests) })
    return { requests, subjects, columns, tables, prepared }
  }

  return {
    clear,
    read() {
      // One after another, whether or not the one before failed: its caller hears of that.
      const next = turn.then(refresh, refresh)
      turn = next
      return next
    },
  }
}

/** Everything that was said, each saying with the devices from which it and those before it came. */
function sayingsOf(
  { parties }: Pick<RequestTable, 'parties'>,
  steps: readonly RequestStepTable[],
  key: PersonKey,
): readonly Asking[] {
  const devices = new Set<string>()
  return steps.map((step) => {
    const payload = openPayload(key, SCHEMA, step)
    const device = deviceIn(payload)
    if (device !== null) devices.add(device)
    return {
      requestId: step.request_id,
      at: step.recorded_at,
      enteredBy: step.actor_id,
      takenOver: step.step === 'take_over',
      desk: Object.values(parties)[0]!,
      devices: [...devices],
      answers: payload.answers,
    }
  })
}

function recordOf(
  row: Pick<RequestTable, 'id' | 'kind' | 'state' | 'sequence' | 'parties' | 'file_id' | 'facts'>,
  sayings: readonly Asking[],
  answers: FormAnswers,
): Omit<HeldRecord, 'traced'> {
  return {
    id: row.id,
    kind: row.kind === tracingRequest.kind ? 'request' : 'subject',
    state: row.state,
    sequence: row.sequence,
    agencyId: Object.values(row.parties)[0]!,
    fileId: row.file_id,
    sayings,
    answers,
    agreedFor: row.facts['agreed_for'] === true,
  }
}

/** As it is compared: a cell for each of the columns. */
export function cellsOf({ id, answers, sayings }: Omit<HeldRecord, 'traced'>): readonly string[] {
  const said = saidIn(answers)
  return NAMES.map((name) => {
    if (name === 'id') return id
    if (name === 'recorded_on') return sayings.at(-1)!.at.slice(0, 10)
    // Either number may be the one that the child remembers.
    if (name === 'family_telephone')
      return [said.family_telephone ?? '', textOf(answers, 'telephone')].filter((number) => number !== '').join(' / ')
    return said[name] ?? ''
  })
}
