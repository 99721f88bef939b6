import { basename } from 'node:path'
import { TableError } from '@gloact/csv'
import { readTable } from '@gloact/csv/node'
import { err, ok, said, type Result } from '@gloact/kernel'
import {
  checkTracingSchema,
  createTracingTables,
  readTracingSchema,
  recogniseTracingColumns,
  TRACING_SIDES,
  type TracingColumn,
  type TracingSchema,
  type TracingSide,
  type TracingTables,
} from '@gloact/linkage/tracing'
import type { CommandContext, Problem } from '@gloact/command'
import { percentOf, readJsonFile } from '@gloact/command/files'
import { readingNotes, type Note } from './notes.ts'
import { inFile, sampleColumns } from './sample-columns.ts'

export interface ReadTracing {
  readonly tables: TracingTables
  readonly schema: TracingSchema
  readonly warnings: readonly Note[]
}

const MOST_RECORDS: Readonly<Record<TracingSide, number>> = { cases: 500_000, requests: 50_000 }

const problem = (code: string, message: string): Result<never, Problem> => err({ code, message })

/** Reads the cases and the requests, once to recognise their columns and once to keep their rows. */
export async function readTracing(context: CommandContext, signal: AbortSignal): Promise<Result<ReadTracing, Problem>> {
  const files = { cases: context.arguments[0]!, requests: context.arguments[1]! }
  const found = await schemaOf(context, files, signal)
  if (!found.ok) return found
  const schema = found.value
  if (context.text('schema') === undefined) {
    context.say(
      [
        'The columns are read as follows. To correct them, put the last line into a file for --schema:',
        ...TRACING_SIDES.flatMap((side) => [
          `${basename(files[side])} (${side})`,
          ...schema[side].map(({ name, kind }) => `  ${name}: ${kind}`),
        ]),
        `  ${JSON.stringify(schema)}`,
      ].join('\n'),
    )
  }
  const builder = createTracingTables(schema, { year: new Date().getFullYear() })
  const warnings: Note[] = []
  for (const side of TRACING_SIDES) {
    const read = await readSide(context, files[side], side, schema[side], builder, signal)
    if (!read.ok) return read
    warnings.push(...read.value)
  }
  return ok({ tables: builder.finish(), schema, warnings })
}

async function readSide(
  context: CommandContext,
  file: string,
  side: TracingSide,
  schema: readonly TracingColumn[],
  builder: ReturnType<typeof createTracingTables>,
  signal: AbortSignal,
): Promise<Result<readonly Note[], Problem>> {
  const name = basename(file)
  const table = await readTable(file, {
    delimiter: context.text('delimiter'),
    signal,
    onProgress: percentOf(context, `Reading ${name}`),
  })
  if (!table.ok) return inFile(file, table.error)
  const { columns } = table.value
  const absent = schema.filter((column) => column.kind !== 'ignored' && !columns.includes(column.name))
  if (absent.length > 0) {
    const which = absent.map((column) => `“${column.name}”`).join(', ')
    return problem('tracing.column_missing', `${name} has no column ${which}. Correct the schema (--schema).`)
  }
  const at = (kinds: (column: TracingColumn) => boolean): readonly number[] =>
    schema.filter(kinds).map((column) => columns.indexOf(column.name))
  const [idAt] = at(({ kind }) => kind === 'id')
  const named = at(({ kind }) => kind === 'given_name' || kind === 'full_name' || kind === 'family_name')
  const seen = new Set<string>()
  let [rows, nameless] = [0, 0]
  builder.open(side, columns)
  try {
    for await (const row of table.value.rows) {
      if (++rows > MOST_RECORDS[side])
        return problem(
          'tracing.too_large',
          `${name} has over ${MOST_RECORDS[side]} rows: more than can be compared at once. Split it, by year or by region.`,
        )
      const id = row[idAt!]!.trim()
      if (id === '')
        return problem('tracing.no_id', `${name}: row ${rows} has no id. Give each row one, or name another column.`)
      if (seen.has(id))
        return problem(
          'tracing.id_twice',
          `${name}: row ${rows} has the id of an earlier row. Each row needs its own, so that it is clear which is meant.`,
        )
      seen.add(id)
      if (named.every((place) => row[place]!.trim() === '')) nameless++
      builder.add(row)
    }
  } catch (thrown) {
    if (thrown instanceof TableError) return inFile(file, thrown.problem)
    throw thrown
  }
  if (rows === 0) return problem('tracing.no_rows', `${name} has a header and no row.`)
  if (nameless === rows)
    return problem('tracing.no_names', `${name}: no row has a child’s name in the columns that were named for it.`)
  const warnings = readingNotes(file, table.value.warnings)
  if (nameless === 0) return ok(warnings)
  return ok([...warnings, { code: 'names_missing', said: said('trace.names_missing', { file: name, rows: nameless }) }])
}

async function schemaOf(
  context: CommandContext,
  files: Readonly<Record<TracingSide, string>>,
  signal: AbortSignal,
): Promise<Result<TracingSchema, Problem>> {
  const named = context.text('schema')
  if (named !== undefined) {
    const json = await readJsonFile(named)
    return json.ok ? readTracingSchema(json.value) : json
  }
  const cases = await sampleColumns(context, files.cases, 'tracing', signal)
  if (!cases.ok) return cases
  const requests = await sampleColumns(context, files.requests, 'tracing', signal)
  if (!requests.ok) return requests
  return checkTracingSchema({
    cases: recogniseTracingColumns(cases.value, 'cases'),
    requests: recogniseTracingColumns(requests.value, 'requests'),
  })
}
