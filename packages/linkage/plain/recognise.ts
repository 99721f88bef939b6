import { said, type Said } from '@gloact/kernel'
import { plainFigures } from './fields/figures.ts'
import type { Column, ColumnKind, DateOrder, LinkageSchema } from './schema.ts'

/** Some cells of one column, and how it was named. */
export interface ColumnSample {
  readonly name: string
  readonly cells: readonly string[]
}

// Headers as agencies write them, in the six languages: letters alone, lower case.
const HEADERS: readonly (readonly [ColumnKind, RegExp])[] = [
  [
    'list',
    /^(agency|list|source|organisation|organization|agence|organisme|agencia|orgao|база|ведомство|الوكالة|الجهة)$/u,
  ],
  [
    'recorded_on',
    /^(recorded(on|at)?|registered(on)?|interview(date|edon)?|dateofregistration|registrationdate|intakedate|date(recorded|enregistrement|deregistro))$/u,
  ],
  [
    'date_of_birth',
    /^(dob|birthdate|dateofbirth|birthday|datedenaissance|datenaissance|fechadenacimiento|fechanacimiento|datadenascimento|nascimento|датарождения|تاريخالميلاد)$/u,
  ],
  ['age', /^(age|edad|idade|возраст|العمر|ageyears|ageinyears)$/u],
  [
    'father_name',
    /^(father(s)?(name)?|nomdupere|pere|nombredelpadre|padre|nomedopai|pai|отец|отчество|اسمالاب|اسمالأب)$/u,
  ],
  ['mother_name', /^(mother(s)?(name)?|nomdelamere|mere|nombredelamadre|madre|nomedamae|mae|мать|اسمالام|اسمالأم)$/u],
  [
    'given_name',
    /^(given(name)?s?|first(name)?s?|forenames?|fnamec1|prenoms?|nombres?|primeironome|prenome|имя|الاسمالاول|الاسمالأول)$/u,
  ],
  [
    'family_name',
    /^(family(name)?|sur(name)?s?|last(name)?|lnamec1|nomdefamille|nomfamille|apellidos?|sobrenome|apelido|фамилия|اسمالعا[ئي]لة|اللقب)$/u,
  ],
  [
    'full_name',
    /^(full(name)?|firstand(sur|last)name|name|nom|nomcomplet|nombrecompleto|nome|nomecompleto|фио|الاسم|الاسمالكامل)$/u,
  ],
  ['sex', /^(sex|gender|sexe|genre|sexo|genero|пол|الجنس)$/u],
  [
    'stratum',
    /^(nationality|citizenship|culture|ethnicity|countryoforigin|nationalite|paysdorigine|nacionalidad|paisdeorigen|nacionalidade|гражданство|национальность|الجنسية)$/u,
  ],
  [
    'identifier',
    /^(phone(number)?s?|tel|telephone|mobile|email|mail|passport(number)?|document(number)?|nationalid|idnumber|socsecid|ssn|telefono|telefone|correo|pasaporte|passaporte|телефон|паспорт|الهاتف|رقمالهاتف|جوازالسفر)$/u,
  ],
  [
    'place',
    /^(city|town|village|suburb|district|province|region|placeoforigin|placeofbirth|birthplace|place|postcode|postalcode|zip|zipcode|ville|lieudenaissance|codepostal|ciudad|lugardenacimiento|cidade|localdenascimento|город|местожительства|المدينة|مكانالميلاد)$/u,
  ],
  ['category', /^(state|country|status|maritalstatus|language|langue|lengua|idioma|язык|pays|pais|страна)$/u],
  ['text', /^(address\d?|street(name)?|addressline\d?|adresse|direccion|endereco|адрес|العنوان)$/u],
  ['identifier', /^(streetnumber|housenumber)$/u],
  ['number', /^(income|salary|weight|height)$/u],
  ['ignored', /^(cluster|entid|personid|personref|truth|notes?|comments?|remarks?)$/u],
]

/** A header in letters and digits alone, lower case, the marks of Latin letters left out. */
export const bareHeader = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/(?=\p{Script=Latin}|\p{Mn})\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const NUMERIC_DATE = /^(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})$/
const PACKED_DATE = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/

/** How many cells are dates in figures, and which orders they can be written in. */
function countOrders(filled: readonly string[]) {
  const counts = { dates: 0, yearFirst: 0, yearLast: 0, notMonthFirst: 0, notDayFirst: 0 }
  for (const cell of filled) {
    const parts = NUMERIC_DATE.exec(cell)
    if (PACKED_DATE.test(cell) || parts?.[1]?.length === 4) counts.yearFirst++
    else if (parts?.[3]?.length === 4) {
      counts.yearLast++
      if (Number(parts[1]) > 12) counts.notMonthFirst++
      if (Number(parts[2]) > 12) counts.notDayFirst++
    } else continue
    counts.dates++
  }
  return counts
}

function likeliest({ dates, yearFirst, notMonthFirst, notDayFirst }: ReturnType<typeof countOrders>): DateOrder {
  if (yearFirst * 2 >= dates) return 'ymd'
  return notDayFirst > notMonthFirst ? 'mdy' : 'dmy'
}

/** The order that the dates of a column are written in; undefined where most cells are no dates. */
function dateOrderOf(filled: readonly string[]): DateOrder | undefined {
  const counts = countOrders(filled)
  return filled.length === 0 || counts.dates < filled.length * 0.6 ? undefined : likeliest(counts)
}

export interface OrderOfDates {
  readonly order: DateOrder
  /** Whether the dates leave no other. */
  readonly isCertain: boolean
  /** How many cells are dates in figures. */
  readonly dates: number
}

/** The order that one list writes the dates of a column in. */
export function orderOfDates(cells: readonly string[]): OrderOfDates {
  const counts = countOrders(cells.map(plainFigures))
  const order = likeliest(counts)
  // Among dates with the year first those with the year last are read day first.
  const [speaking, against] =
    order === 'mdy' ? [counts.notDayFirst, counts.notMonthFirst] : [counts.notMonthFirst, counts.notDayFirst]
  return { order, isCertain: counts.yearLast === 0 || (speaking > 0 && against === 0), dates: counts.dates }
}

/** What a column holds by what stands in it, where its name says nothing. */
function kindByContent(filled: readonly string[]): ColumnKind {
  if (filled.length === 0) return 'ignored'
  const share = (pattern: RegExp): number => filled.filter((cell) => pattern.test(cell)).length / filled.length
  const distinct = new Set(filled.map((cell) => cell.toLowerCase())).size
  if (share(/^[^@\s]+@[^@\s]+$/) > 0.6 || share(/^\+?[\d ()-]{7,}$/) > 0.8) return 'identifier'
  if (share(/^(m|f|male|female|homme|femme|hombre|mujer|masculino|femenino|feminino|муж\w*|жен\w*|ذكر|أنثى)$/iu) > 0.8)
    return 'sex'
  if (distinct <= 30 && distinct < filled.length / 5) return 'category'
  if (share(/^-?\d+([.,]\d+)?$/) > 0.8) return distinct > filled.length / 2 ? 'identifier' : 'number'
  if (distinct > filled.length * 0.9 && share(/\d/) > 0.5) return 'identifier'
  return 'text'
}

/** What one column holds, and the order of its dates; undefined where most of its cells are none. */
export function recogniseColumn({ name, cells }: ColumnSample): {
  readonly kind: ColumnKind
  readonly order: DateOrder | undefined
} {
  const header = bareHeader(name)
  const filled = cells.map(plainFigures).filter((cell) => cell !== '')
  const order = dateOrderOf(filled)
  const named = HEADERS.find(([, pattern]) => pattern.test(header))?.[0]
  return { kind: named ?? (order === undefined ? kindByContent(filled) : 'date_of_birth'), order }
}

/** In so many of the rows a full name has to hold the part, so that the two say one thing. */
const MOSTLY = 0.6
const NAME_PARTS: readonly ColumnKind[] = ['given_name', 'family_name']

const bareName = (cell: string): string =>
  cell
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a full name mostly holds what stands in another column. */
function holdsPart(full: readonly string[], part: readonly string[]): boolean {
  let [both, held] = [0, 0]
  for (const [at, cell] of full.entries()) {
    const [whole, own] = [bareName(cell), bareName(part[at] ?? '')]
    if (whole === '' || own === '') continue
    both++
    if (` ${whole} `.includes(` ${own} `)) held++
  }
  return both > 0 && held >= MOSTLY * both
}

/** A column that is left out, since other columns say the same. */
export interface NamedTwice {
  readonly column: string
  readonly by: readonly string[]
}

/**
 * A full name and its parts are one piece of evidence and not two. Where both parts are there, columns that hold them are left
 * out; where one is, the full name says more, and the part is. What is called a name and holds no other column stays. A schema that says
 * so (`bothNames`) keeps all.
 */
export function namesOnce(
  schema: LinkageSchema,
  samples: readonly ColumnSample[],
): { readonly schema: LinkageSchema; readonly left: readonly NamedTwice[] } {
  const { columns } = schema
  if (schema.bothNames === true) return { schema, left: [] }
  const cellsOf = (name: string): readonly string[] => samples.find((sample) => sample.name === name)?.cells ?? []
  const parts = columns.filter(({ kind }) => NAME_PARTS.includes(kind))
  const held = (whole: Column): readonly Column[] =>
    parts.filter(({ name }) => holdsPart(cellsOf(whole.name), cellsOf(name)))
  const left = columns
    .filter(({ kind }) => kind === 'full_name' || kind === 'text')
    .flatMap((whole): NamedTwice[] => {
      const own = held(whole)
      if (own.length === NAME_PARTS.length) return [{ column: whole.name, by: own.map(({ name }) => name) }]
      return whole.kind === 'full_name' ? own.map(({ name }) => ({ column: name, by: [whole.name] })) : []
    })
  const isLeft = (name: string): boolean => left.some(({ column }) => column === name)
  return {
    schema: {
      ...schema,
      columns: columns.map((column) =>
        isLeft(column.name) ? { name: column.name, kind: 'ignored' as const } : column,
      ),
    },
    left,
  }
}

/** Why a column is left out. */
export const namedTwiceWarning = ({ column, by }: NamedTwice): { readonly code: string; readonly said: Said } => ({
  code: 'names_once',
  said: said('link.names_once', { column, by: { as: 'and', of: by } }),
})

/**
 * Recognises what columns hold: by their names (in six languages), else by their cells. The id is the first column, or
 * the one that is named. Nothing of it is certain: it is shown to be corrected.
 */
export function recogniseColumns(samples: readonly ColumnSample[], idColumn?: string): LinkageSchema {
  const taken = new Set<ColumnKind>()
  const columns = samples.map((sample, at): Column => {
    const { name } = sample
    if (idColumn === undefined ? at === 0 : name === idColumn) return { name, kind: 'id' }
    const { kind, order } = recogniseColumn(sample)
    // A kind that can stand once is the first column's; the next of it is compared as text.
    const once = !['identifier', 'place', 'category', 'text', 'number', 'ignored'].includes(kind)
    if (once && taken.has(kind)) return { name, kind: kind === 'date_of_birth' ? 'ignored' : 'text' }
    taken.add(kind)
    const dated = kind === 'date_of_birth' || kind === 'recorded_on'
    return { name, kind, ...(dated && order !== undefined ? { order } : {}) }
  })
  return namesOnce({ columns }, samples).schema
}
