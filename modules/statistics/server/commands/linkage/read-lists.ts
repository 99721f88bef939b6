import { basename } from 'node:path'
import { readTable, type ReadTable } from '@gloact/csv/node'
import { TableError } from '@gloact/csv'
import { err, ok, said, type Result } from '@gloact/kernel'
import {
  checkSchema,
  cleaned,
  createRecords,
  dateWarnings,
  listKey,
  namedTwiceWarning,
  namesOnce,
  objectionToDates,
  orderLines,
  orderOfDates,
  ordersIn,
  readSchema,
  recogniseColumns,
  ROWS_FOR_ORDER,
  type DatesRead,
  type FileOrder,
  type LinkageSchema,
  type Records,
} from '@gloact/linkage/plain'
import type { CommandContext, Problem } from '@gloact/command'
import { fitting, inMemory, percentOf, readJsonFile } from '@gloact/command/files'
import { counted } from './counted.ts'
import { readingNotes, type Note } from './notes.ts'
import { inFile, sampleColumns } from './sample-columns.ts'

export interface Lists {
  readonly records: Records
  readonly schema: LinkageSchema
  readonly warnings: readonly Note[]
  readonly orders: readonly FileOrder[]
  readonly dates: readonly DatesRead[]
}

/** So many bytes a record takes at most, from reading to writing, with six columns that are compared; and the most records. */
const BYTES_A_RECORD = 1300
const MOST_RECORDS = 3_000_000
/** A shorter text that is cut out of another is a copy; a longer one holds the other in memory. */
const COPIED = 13

/** Where more of the records have an id that stands before, the column is no id. */
const MOST_REPEATED = 0.5

const problem = (code: string, message: string): Result<never, Problem> => err({ code, message })

/** Reads every list once to recognise its columns and once to keep its records. */
export async function readLists(context: CommandContext, signal: AbortSignal): Promise<Result<Lists, Problem>> {
  const warnings: Note[] = []
  const schema = await schemaOf(context, warnings, signal)
  if (!schema.ok) return schema
  const columns = schema.value.columns.map(({ name, kind }) => `  ${name}: ${kind}`)
  if (context.text('schema') === undefined) {
    context.say(
      [
        'The columns are read as follows. To correct them, put them into a file for --schema:',
        ...columns,
        `  ${JSON.stringify(schema.value)}`,
      ].join('\n'),
    )
  }
  const builder = createRecords(schema.value, { year: new Date().getFullYear() })
  const orders: FileOrder[] = []
  const idName = schema.value.columns.find(({ kind }) => kind === 'id')!.name
  const listName = schema.value.columns.find(({ kind }) => kind === 'list')?.name
  // A column names lists that several files may share.
  const idsByColumn = createIdsOnLists()
  const most = fitting(BYTES_A_RECORD, MOST_RECORDS)
  let records = 0
  let repeated = 0
  for (const file of context.arguments) {
    const table = await readTable(file, {
      delimiter: context.text('delimiter'),
      signal,
      onProgress: percentOf(context, `Reading ${basename(file)}`),
    })
    if (!table.ok) return inFile(file, table.error)
    const named = namesIn(table.value, idName)
    const missing = schema.value.columns.filter(({ name, kind }) => kind !== 'ignored' && !named.includes(name))
    if (missing.some(({ kind }) => kind === 'id'))
      return problem('linkage.no_id', `${basename(file)} has no column “${idName}”, which is the id.`)
    if (missing.length > 0) {
      const columns = { as: 'and' as const, of: missing.map(({ name }) => name) }
      warnings.push({ code: 'column_missing', said: said('link.column_missing', { file: basename(file), columns }) })
    }
    const idAt = named.indexOf(idName)
    const told = schema.value.columns
      .filter(({ kind }) => kind !== 'ignored' && kind !== 'id' && kind !== 'list')
      .flatMap(({ name }) => (named.includes(name) ? [named.indexOf(name)] : []))
    const kept = [idAt, ...told]
    const before = records
    let tells = false
    const listAt = listName === undefined ? -1 : named.indexOf(listName)
    const idsOn = listAt < 0 ? createIdsOnLists() : idsByColumn
    // The first rows wait until they have told in which order the file writes its dates.
    let waiting: string[][] | undefined = []
    const start = (rows: readonly string[][]): void => {
      const own = ordersIn(basename(file), schema.value, named, rows)
      orders.push(...own)
      builder.open(basename(file), named, new Map(own.map(({ column, order }) => [column, order])))
      for (const row of rows) builder.add(row)
      waiting = undefined
    }
    try {
      for await (const row of table.value.rows) {
        tells ||= told.some((place) => row[place]!.trim() !== '')
        if (++records > most) {
          const message =
            `There are over ${most} records, more than fit into ${inMemory()}. Split them, by year or by region, so that ` +
            'each part has fewer.'
          return problem('linkage.too_large', message)
        }
        const id = row[idAt]!.trim()
        if (id === '')
          return problem(
            'linkage.no_id',
            `${basename(file)}: a record has no id (record ${records}). Give each one, or name another column as the id.`,
          )
        const ids = idsOn(listAt < 0 ? '' : row[listAt]!)
        if (ids.has(id)) repeated++
        ids.add(id)
        for (const place of kept) if (row[place]!.length >= COPIED) row[place] = Buffer.from(row[place]!).toString()
        if (waiting === undefined) builder.add(row)
        else if (waiting.push(row) === ROWS_FOR_ORDER) start(waiting)
      }
      if (waiting) start(waiting)
    } catch (thrown) {
      if (thrown instanceof TableError) return inFile(file, thrown.problem)
      throw thrown
    }
    if (records === before) return problem('linkage.no_records', `${basename(file)} has a header and no row.`)
    if (!tells)
      return problem('linkage.all_missing', `${basename(file)}: every cell is empty in the columns that are compared.`)
    warnings.push(...readingNotes(file, table.value.warnings))
  }
  const read = builder.finish()
  if (orders.length > 0) context.say(['Dates are read as follows:', ...orderLines(orders)].join('\n'))
  const objection = context.flag('despite-unreadable') ? undefined : objectionToDates(read.dates, read.count)
  if (objection) return err(objection)
  warnings.push(...dateWarnings(orders, read.dates))
  const unlisted = read.lists.reduce((sum, list) => sum + Number(list < 0), 0)
  if (unlisted > 0) {
    warnings.push({
      code: 'no_list',
      said: said('link.no_list', { records: unlisted, column: listName ?? '' }),
    })
  }
  if (repeated > MOST_REPEATED * records) {
    const again = `${counted(repeated, 'record has', 'records have')} an id that appears earlier in ${repeated === 1 ? 'its' : 'their'} list`
    return problem(
      'linkage.ids_repeated',
      `${again}, of ${counted(records, 'record')}: “${idName}” is not an id. Name the column that differs for each record (--id, or the kind id in a schema), or number the records.`,
    )
  }
  if (repeated > 0) warnings.push({ code: 'ids_repeated', said: said('link.ids_repeated', { records: repeated }) })
  return ok({ records: read, schema: schema.value, warnings, orders, dates: read.dates })
}

/** The ids that stand on each list, told apart as `listKey` does; those of records on no list stand together. */
function createIdsOnLists(): (list: string) => Set<string> {
  const idsOn = new Map<string, Set<string>>()
  return (list) => {
    const written = idsOn.get(list)
    if (written !== undefined) return written
    const key = listKey(cleaned(list))
    const ids = idsOn.get(key) ?? new Set()
    idsOn.set(key, ids).set(list, ids)
    return ids
  }
}

/** The columns of a file, its first one under the name of the id where it has another. */
function namesIn({ columns }: Pick<ReadTable, 'columns'>, idName: string): readonly string[] {
  return columns.includes(idName) ? columns : [idName, ...columns.slice(1)]
}

async function schemaOf(
  context: CommandContext,
  warnings: Note[],
  signal: AbortSignal,
): Promise<Result<LinkageSchema, Problem>> {
  const named = context.text('schema')
  const json = named === undefined ? undefined : await readJsonFile(named)
  if (json && !json.ok) return json
  const given = json && readSchema(json.value)
  if (given && !given.ok) return given
  // The first file says which columns there are; the others have more cells of them.
  const samples = new Map<string, string[]>()
  for (const [turn, file] of context.arguments.entries()) {
    const sampled = await sampleColumns(context, file, 'linkage', signal)
    if (!sampled.ok) return sampled
    for (const { name, cells } of sampled.value) {
      if (turn === 0) samples.set(name, [...cells])
      else samples.get(name)?.push(...cells)
    }
  }
  if (given) {
    const once = namesOnce(
      given.value,
      [...samples].map(([name, cells]) => ({ name, cells })),
    )
    for (const left of once.left) warnings.push(namedTwiceWarning(left))
    return checkSchema(once.schema)
  }
  const id = context.text('id')
  if (id !== undefined && !samples.has(id)) {
    const message = `There is no column “${id}” among ${counted(samples.size, 'column')}. Check the spelling, capitals too.`
    return problem('linkage.no_id', message)
  }
  const recognised = recogniseColumns(
    [...samples].map(([name, cells]) => ({ name, cells })),
    id,
  )
  const several = context.arguments.length > 1
  // Where several files are linked, each is a list, and writes its dates in an order of its own.
  const columns = recognised.columns.map(({ name, kind, order }) => ({
    name,
    kind: several && kind === 'list' ? ('ignored' as const) : kind,
    ...(order !== undefined && !several && orderOfDates(samples.get(name) ?? []).isCertain ? { order } : {}),
  }))
  return checkSchema({ columns })
}
