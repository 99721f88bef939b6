import { createDateCount, type DatesRead } from './dates-read.ts'
import { birthFields, birthText, createBirthDictionary, readingOfAge, readingOfDate } from './fields/birth-field.ts'
import { createDictionary, type ComparedField, type Dictionary } from './fields/field.ts'
import { createNamePool, nameField } from './fields/name-field.ts'
import { foldIdentifier, foldSex, foldText, textField } from './fields/text-field.ts'
import { isNameKind, type Column, type ColumnKind, type DateOrder, type LinkageSchema } from './schema.ts'

/** Records made ready to be compared: a number a record and field, the distinct values once. */
export interface Records {
  readonly count: number
  readonly ids: readonly string[]
  /** The list that each record stands on; −1 where the column that names the list is empty. */
  readonly lists: Int32Array
  /** As they are written where they come first. */
  readonly listNames: readonly string[]
  readonly fields: readonly ComparedField[]
  /** Whether several lists were given, or a column names them. */
  readonly hasLists: boolean
}

/**
 * Which pairs are compared, and how often a list may hold one person.
 * `between_lists`: each list holds a person once, and pairs within one are not compared. `within_all`: every pair is;
 * where there are lists, each is deduplicated first, and then holds a person once.
 */
export type LinkMode = 'between_lists' | 'within_all'

/** What a list's name is told apart by: one agency writes its name in several ways, and capitals and blanks make no other list. */
export const listKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Whether two records stand on one list; who stands on none stands on none with anybody. */
export const onOneList = (lists: Int32Array, a: number, b: number): boolean => lists[a] === lists[b] && lists[a]! >= 0

export interface RecordsWithGuest extends Records {
  /** How dates and ages were read, for each list and column that holds some. */
  readonly dates: readonly DatesRead[]
  /**
   * Holds a record that is looked for and is on no list: its number is `count`, until it leaves. Its values that no
   * record has are forgotten then. `cells` in the order of `columns`.
   */
  readonly guest: {
    admit(cells: readonly string[], columns: readonly string[]): void
    leave(): void
  }
}

export interface RecordsBuilder {
  /** Takes one record; `cells` in the order of the columns that the table was opened with. */
  add(cells: readonly string[]): void
  /**
   * Opens the next table: how it is called, which columns it has, and the order that it writes dates in, by column, where
   * the schema names none.
   */
  open(name: string, columns: readonly string[], orders?: ReadonlyMap<string, DateOrder>): void
  finish(): RecordsWithGuest
}

const BIRTH: readonly ColumnKind[] = ['date_of_birth', 'age', 'recorded_on']

/** Whole numbers in an array that grows. */
class Numbers {
  #values = new Int32Array(1024)
  #length = 0
  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }
  taken(): Int32Array {
    return this.#values.slice(0, this.#length)
  }
  /** With a last place for a guest. */
  takenWithGuest(): Int32Array {
    const taken = new Int32Array(this.#length + 1).fill(-1)
    taken.set(this.#values.subarray(0, this.#length))
    return taken
  }
}

const ABSENT = /^(n\/?a|null|none|unknown|not known|-+|\?+|\.)$/i

/** A cell without what says that nothing is known. */
export const cleaned = (cell: string | undefined): string => {
  const text = (cell ?? '').trim()
  return ABSENT.test(text) ? '' : text
}

const foldFor = (kind: ColumnKind) =>
  kind === 'sex' ? foldSex : kind === 'identifier' || kind === 'number' ? foldIdentifier : foldText

/**
 * Takes records one by one and keeps each distinct value once. An empty cell, and one that says that nothing is known,
 * is missing.
 *
 * @param options.year the present one: an age without the day it was recorded on is taken to be of it.
 */
export function createRecords(schema: LinkageSchema, { year }: { readonly year: number }): RecordsBuilder {
  const pool = createNamePool()
  const birth = createBirthDictionary()
  const compared = schema.columns.filter(({ kind }) => kind !== 'id' && kind !== 'list' && kind !== 'ignored')
  const columns = compared.filter(({ kind }) => !BIRTH.includes(kind))
  const find = (kind: ColumnKind): Column | undefined => schema.columns.find((column) => column.kind === kind)
  const [idColumn, listColumn] = [find('id'), find('list')]
  const [dateColumn, ageColumn, recordedColumn] = [find('date_of_birth'), find('age'), find('recorded_on')]
  let orders = { date: dateColumn?.order, recordedOn: recordedColumn?.order }
  const dates = createDateCount()
  const dictionaries = columns.map(({ kind }): Dictionary =>
    isNameKind(kind) ? pool.dictionary : createDictionary(foldFor(kind)),
  )
  const codes = columns.map(() => new Numbers())
  const births = new Numbers()
  const lists = new Numbers()
  const ids: string[] = []
  const listNames: string[] = []
  const tableLists = new Set<number>()
  let table = -1
  let ownList = true
  let tables = 0
  let at = new Map<string, number>()
  const cell = (cells: readonly string[], column: Column | undefined): string => {
    const place = column === undefined ? undefined : at.get(column.name)
    return place === undefined ? '' : cleaned(cells[place])
  }
  const byName = new Map<string, number>()
  const listOf = (name: string): number => {
    const written = byName.get(name)
    if (written !== undefined) return written
    const key = listKey(name)
    if (key === '') return -1
    const known = byName.get(key) ?? listNames.push(name) - 1
    byName.set(key, known).set(name, known)
    return known
  }
  const birthOf = (cells: readonly string[]): string => {
    const written = {
      date: cell(cells, dateColumn),
      age: cell(cells, ageColumn),
      recordedOn: cell(cells, recordedColumn),
    }
    return birthText(written, orders, year)
  }
  const countDates = (cells: readonly string[], list: number): void => {
    const date = cell(cells, dateColumn)
    const ofDate = date === '' ? undefined : readingOfDate(date, orders.date)
    if (ofDate !== undefined) dates.add(list, dateColumn!, ofDate)
    const age = cell(cells, ageColumn)
    if (age === '' || (ofDate !== undefined && ofDate !== 'unread')) return
    const ofAge = readingOfAge(age)
    dates.add(list, ageColumn!, ofAge)
    const recordedOn = cell(cells, recordedColumn)
    if (ofAge === 'read' && recordedOn !== '')
      dates.add(list, recordedColumn!, readingOfDate(recordedOn, orders.recordedOn))
  }
  const placesOf = (named: readonly string[]): Map<string, number> =>
    new Map(named.map((column, place) => [column, place]))
  return {
    open(name, named, ordersOf) {
      at = placesOf(named)
      const orderOf = (column: Column | undefined): DateOrder | undefined =>
        column && (column.order ?? ordersOf?.get(column.name))
      orders = { date: orderOf(dateColumn), recordedOn: orderOf(recordedColumn) }
      tables++
      ownList = listColumn === undefined || !at.has(listColumn.name)
      if (!ownList) return
      table = listNames.push(name) - 1
      tableLists.add(table)
    },
    add(cells) {
      ids.push(cell(cells, idColumn))
      const list = ownList ? table : listOf(cell(cells, listColumn))
      lists.push(list)
      countDates(cells, list)
      columns.forEach((column, place) => codes[place]!.push(dictionaries[place]!.codeOf(cell(cells, column))))
      births.push(birth.codeOf(birthOf(cells)))
    },
    finish() {
      const fields = columns.map((column, place): ComparedField => {
        const taken = codes[place]!.takenWithGuest()
        return isNameKind(column.kind)
          ? nameField(column.name, column.kind, taken, pool)
          : textField(column.name, column.kind, taken, dictionaries[place]!)
      })
      if (dateColumn ?? ageColumn) {
        fields.push(...birthFields(dateColumn?.name ?? 'date of birth', births.takenWithGuest(), birth))
      }
      const count = ids.length
      const listOfEach = lists.taken()
      const sizes = new Map<number, number>()
      for (const list of listOfEach) sizes.set(list, (sizes.get(list) ?? 0) + 1)
      return {
        count,
        ids,
        lists: listOfEach,
        listNames,
        fields,
        hasLists: tables > 1 || listColumn !== undefined,
        dates: dates.taken((list) => ({
          list: listNames[list] ?? '',
          isFromColumn: !tableLists.has(list),
          records: sizes.get(list) ?? 0,
        })),
        guest: {
          admit(cells, named) {
            at = placesOf(named)
            columns.forEach((column, place) => {
              fields[place]!.codes[count] = dictionaries[place]!.guestOf(cell(cells, column))
            })
            const born = birth.guestOf(birthOf(cells))
            for (const field of fields.slice(columns.length)) field.codes[count] = born
          },
          leave() {
            for (const { codes: held } of fields) held[count] = -1
            for (const dictionary of new Set([...dictionaries, birth])) dictionary.forget()
          },
        },
      }
    },
  }
}
