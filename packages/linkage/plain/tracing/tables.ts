import { asciiDigits } from '@gloact/kernel'
import { parseName, spokenParts } from '@gloact/names'
import { birthFields, birthText, createBirthDictionary, middleOf } from '../fields/birth-field.ts'
import { createDictionary } from '../fields/field.ts'
import { foldSex, foldText, textField } from '../fields/text-field.ts'
import { cleaned } from '../records.ts'
import { readMoment, type Moment } from './moments.ts'
import { createTracedNames, type TracedNames } from './name-levels.ts'
import { sortRelatives, type Relatives } from './relatives.ts'
import { foldRelation } from './relations.ts'
import type { TracingColumn, TracingKind, TracingSchema, TracingSide } from './schema.ts'

/** One case, or one request, made ready to be compared. Codes are of the dictionaries in `TracingTables`; −1 is none. */
export interface TracedRecord {
  readonly id: string
  /** Where it stands in its file, counted from 0. */
  readonly row: number
  readonly given: readonly number[]
  readonly family: readonly number[]
  readonly father: readonly number[]
  readonly mother: readonly number[]
  /** The next of the chain of fathers. */
  readonly grandfather: readonly number[]
  /** Any other name the child goes by. */
  readonly nickname: readonly number[]
  /** Brothers and sisters, each with the codes their name goes by. */
  readonly siblings: readonly (readonly number[])[]
  /** Who seeks the child, or whom the child lived with. */
  readonly relative: readonly number[]
  readonly relation: number
  /** All of them, by what they are to the child. */
  readonly relatives: Relatives
  readonly sex: number
  readonly nationality: number
  readonly origin: number
  readonly separationPlace: number
  readonly separation: Moment
  readonly lastPlace: number
  readonly telephones: readonly number[]
  /** Mother tongues: what is spoken at home may be more than one. */
  readonly tongues: readonly number[]
  /** What is written of the date of birth, and years with their part from age or date; NaN where none. */
  readonly birth: number
  readonly bornAround: number
  readonly group: string
  /** Whether the child, or who decides for it, agreed to tracing. Undefined where the table has no such column. */
  readonly consent: boolean | undefined
}

/** Both tables, each in the order of ids, so that nothing depends on the order of rows. */
export interface TracingTables {
  readonly cases: readonly TracedRecord[]
  readonly requests: readonly TracedRecord[]
  readonly names: TracedNames
  /** The words that codes of relations stand for. */
  readonly relations: readonly string[]
  readonly nationalities: readonly string[]
  readonly places: readonly string[]
  readonly placeLevels: readonly string[]
  readonly birthLevels: readonly string[]
  placeLevel(a: number, b: number): number
  sexLevel(a: number, b: number): number
  birthLevel(a: number, b: number): number
}

export interface TracingTablesBuilder {
  /** Opens a table with its columns as the file has them. */
  open(side: TracingSide, columns: readonly string[]): void
  /** Takes one row of the table that was opened last. */
  add(cells: readonly string[]): void
  finish(): TracingTables
}

/** What names of brothers and sisters are set apart by. */
const BETWEEN_NAMES = /\s*[,;|،、]\s*/u
/** What spellings of one name, and several numbers, are set apart by. */
const BETWEEN_FORMS = /\s*\/\s*/u
const FEWEST_FIGURES = 6
const COMPARED_FIGURES = 8

/** The figures of a number that stay the same with and without what is dialled before it. */
function foldTelephone(text: string): string {
  const figures = asciiDigits(text).replace(/\D/g, '')
  return figures.length < FEWEST_FIGURES ? '' : figures.slice(-COMPARED_FIGURES)
}

const CONSENTS = /^(y|yes|true|1|given|oui|s[ií]|sim|да|نعم)$/u

/**
 * Takes the cases and the requests row by row. An empty cell, and one that says that nothing is known, is missing. Of a
 * full name the first part is the given name and the last one the family name.
 *
 * @param options.year the present one: an age without the day it was recorded on is taken to be of it.
 */
export function createTracingTables(schema: TracingSchema, { year }: { readonly year: number }): TracingTablesBuilder {
  const names = createTracedNames()
  const [births, sex, places] = [createBirthDictionary(), createDictionary(foldSex), createDictionary(foldText)]
  const [relations, nationalities] = [createDictionary(foldRelation), createDictionary(foldText)]
  const [telephones, tongues] = [createDictionary(foldTelephone), createDictionary(foldText)]
  const taken: Record<TracingSide, TracedRecord[]> = { cases: [], requests: [] }
  let side: TracingSide = 'cases'
  let columns = new Map<TracingKind, { readonly at: number; readonly column: TracingColumn }>()

  const text = (cells: readonly string[], kind: TracingKind): string => {
    const held = columns.get(kind)
    return held === undefined ? '' : cleaned(cells[held.at])
  }
  /** A name may be written in two scripts: حسن / Hassan. */
  const formsOf = (text: string): readonly number[] =>
    text === '' ? [] : [...new Set(text.split(BETWEEN_FORMS).flatMap((form) => names.codesOf(form)))]
  const orderOf = (kind: TracingKind) => columns.get(kind)?.column.order

  function childNames(cells: readonly string[]): readonly [given: string, family: string] {
    const [given, family] = [text(cells, 'given_name'), text(cells, 'family_name')]
    if (given !== '' || family !== '') return [given, family]
    const parts = spokenParts(parseName(text(cells, 'full_name')))
    return [parts[0]?.text ?? '', parts.length > 1 ? parts.at(-1)!.text : '']
  }

  return {
    open(opened, named) {
      side = opened
      columns = new Map(
        schema[opened]
          .filter(({ kind, name }) => kind !== 'ignored' && named.includes(name))
          .map((column) => [column.kind, { at: named.indexOf(column.name), column }] as const),
      )
    },
    add(cells) {
      const [given, family] = childNames(cells)
      const date = text(cells, 'date_of_birth')
      const age = text(cells, 'age')
      const recordedOn = text(cells, 'recorded_on')
      const orders = { date: orderOf('date_of_birth'), recordedOn: orderOf('recorded_on') }
      const birth = birthText({ date }, orders, year)
      const around = birth === '' ? birthText({ age, recordedOn }, orders, year) : birth
      const record = {
        id: text(cells, 'id'),
        row: taken[side].length,
        given: formsOf(given),
        family: formsOf(family),
        father: formsOf(text(cells, 'father_name')),
        mother: formsOf(text(cells, 'mother_name')),
        grandfather: formsOf(text(cells, 'grandfather_name')),
        nickname: formsOf(text(cells, 'nickname')),
        siblings: text(cells, 'sibling_names')
          .split(BETWEEN_NAMES)
          .map(formsOf)
          .filter((codes) => codes.length > 0),
        relative: formsOf(text(cells, 'relative_name')),
        relation: relations.codeOf(text(cells, 'relation')),
        sex: sex.codeOf(text(cells, 'sex')),
        nationality: nationalities.codeOf(text(cells, 'nationality')),
        origin: places.codeOf(text(cells, 'place_of_origin')),
        separationPlace: places.codeOf(text(cells, 'separation_place')),
        separation: readMoment(text(cells, 'separation_date'), orderOf('separation_date')),
        lastPlace: places.codeOf(text(cells, 'last_place')),
        telephones: text(cells, 'telephone')
          .split(BETWEEN_FORMS)
          .map((number) => telephones.codeOf(number))
          .filter((code) => code >= 0),
        tongues: text(cells, 'mother_tongue')
          .split(BETWEEN_FORMS)
          .map((tongue) => tongues.codeOf(tongue))
          .filter((code) => code >= 0),
        birth: birth[0] === 'd' ? births.codeOf(birth) : -1,
        bornAround: around === '' ? Number.NaN : middleOf(around),
        group: foldText(text(cells, 'group')),
        consent: columns.has('consent')
          ? CONSENTS.test(asciiDigits(text(cells, 'consent').normalize('NFC')).toLowerCase())
          : undefined,
      }
      taken[side].push({ ...record, relatives: sortRelatives(record, relations.values[record.relation]) })
    },
    finish() {
      const place = textField('place', 'place', new Int32Array(0), places)
      const sexField = textField('sex', 'sex', new Int32Array(0), sex)
      const [birth] = birthFields('date of birth', new Int32Array(0), births)
      const sorted = (records: readonly TracedRecord[]): readonly TracedRecord[] =>
        records.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.row - b.row))
      return {
        cases: sorted(taken.cases),
        requests: sorted(taken.requests),
        names,
        relations: relations.values,
        nationalities: nationalities.values,
        places: places.values,
        placeLevels: place.levels,
        birthLevels: birth!.levels,
        placeLevel: place.level,
        sexLevel: sexField.level,
        birthLevel: birth!.level,
      }
    },
  }
}
