import { CODE_LISTS, type CodeLists } from '@gloact/codes'
import { codeListOf, fieldsById, type Field, type FormDefinition, type SimpleField } from '@gloact/forms'

/** Who has the rows: the agency that added them, everybody who works in the country, or every country of the server. */
export const REACHES = ['agency', 'country', 'everybody'] as const
export type Reach = (typeof REACHES)[number]

/** How a field lies in a column of its own, to be filtered and sorted by; the words that `app.create_register` takes. */
export const KEY_TYPES = ['code', 'text', 'words', 'number', 'amount', 'list'] as const
export type KeyType = (typeof KEY_TYPES)[number]

export interface RegisterDeclaration<Kind extends string = string> {
  /** The module and what a row is called: `training.course`. Also its table, and what its audit words and sentences begin with. */
  readonly kind: Kind
  /** Where it is, for the API and the screens alike: `/training/courses`. */
  readonly path: string
  readonly form: FormDefinition
  /** The field that says what a row is called. */
  readonly title: string
  /** How the list is sorted where nobody says otherwise; by title, unless told. */
  readonly order?: { readonly field: string; readonly direction: 'ascending' | 'descending' }
  /** Fields that together are not there twice among the rows that are not archived; a blank one counts for nothing. */
  readonly unique?: readonly (readonly string[])[]
  /** The columns of the list, the title first. */
  readonly columns: readonly string[]
  /** The fields that the list is filtered and sorted by. The table has a column for each. */
  readonly keys: readonly string[]
  readonly reach: Reach
  /** Code lists of the register's own, beside those that everybody has. */
  readonly lists?: CodeLists
}

export interface Register<Kind extends string = string> extends Required<RegisterDeclaration<Kind>> {
  readonly module: string
  readonly keyTypes: ReadonlyMap<string, KeyType>
  /** Whether some of what is asked is not open: it is sealed, never in a list or an export, and read one row at a time. */
  readonly hasSealed: boolean
  /** Whether documents are kept with its rows. */
  readonly hasFiles: boolean
}

const KIND = /^[a-z][a-z]*\.[a-z][a-z_]*$/
const PATH = /^\/[a-z]+\/[a-z][a-z-]*$/

const KEY_OF: Readonly<Partial<Record<Field['type'], KeyType>>> = {
  text: 'text',
  long_text: 'text',
  url: 'text',
  phone: 'text',
  multilingual: 'words',
  number: 'number',
  scale: 'number',
  amount: 'amount',
  date: 'code',
  yes_no_unknown: 'code',
  choice: 'code',
  country: 'code',
  language: 'code',
  reference: 'code',
  choices: 'list',
  countries: 'list',
  references: 'list',
}

/** Writes a register down in code; throws (a bug) where it is invalid. */
export function register<const Kind extends string>(declared: RegisterDeclaration<Kind>): Register<Kind> {
  const { kind, path, form, title, columns, keys, unique = [], lists = {} } = declared
  const wrong = (what: string): never => {
    throw new TypeError(`the register ${kind} cannot be meant: ${what}`)
  }
  if (!KIND.test(kind)) wrong('its kind is no module and word')
  if (!PATH.test(path)) wrong('its path is none')
  const index = fieldsById(form)
  const own = (id: string): SimpleField => {
    const placed = index.get(id)
    if (!placed || placed.group || placed.field.type === 'group') return wrong(`${id} is no field of its own`)
    return placed.field
  }
  const titled = own(title)
  if (!['text', 'multilingual'].includes(titled.type) || titled.required !== true || titled.sensitivity !== 'open')
    wrong('its title is a text that is open and required')
  const order = declared.order ?? { field: title, direction: 'ascending' as const }
  const keyTypes = new Map(
    [...new Set([title, order.field, ...unique.flat(), ...keys])].map((id) => {
      const field = own(id)
      if (field.sensitivity !== 'open')
        wrong(`${id} is not open: it is sealed, and no list is sorted or filtered by it`)
      return [id, KEY_OF[field.type] ?? wrong(`${id} is of no type to filter by`)] as const
    }),
  )
  if (keyTypes.get(order.field) === 'list') wrong('a list of several is no order')
  if (unique.flat().some((id) => !['code', 'text', 'words'].includes(keyTypes.get(id) ?? '')))
    wrong('only texts and codes are held apart from one another')
  for (const id of columns) if (own(id).sensitivity !== 'open') wrong(`the column ${id} is not open`)
  if (columns[0] !== title) wrong('its title stands first in its list')
  for (const { field } of index.values()) {
    const list = codeListOf(field)
    if (list !== undefined && !CODE_LISTS[list] && !lists[list] && !COUNTRY_LISTS.has(list))
      wrong(`there is no code list ${list}`)
  }
  return {
    ...declared,
    order,
    unique,
    lists,
    module: kind.split('.')[0] ?? kind,
    keyTypes,
    hasSealed: [...index.values()].some(({ field }) => field.sensitivity !== 'open'),
    hasFiles: [...index.values()].some(({ field }) => field.type === 'file'),
  }
}

/** Lists that no code writes down: they are given where the register is served, and to its pages. */
const COUNTRY_LISTS: ReadonlySet<string> = new Set([
  'regions',
  'districts',
  'agencies',
  'staff',
  'obligations',
  'services',
])

/** The code lists of a register, with those of the country where they are given. */
export const listsOf = (of: Register, ofCountry: CodeLists = {}): CodeLists => ({
  ...CODE_LISTS,
  ...ofCountry,
  ...of.lists,
})

/** What of a register is recorded in the audit log. */
export const REGISTER_ACTIVITIES = ['added', 'changed', 'archived', 'restored', 'imported', 'exported', 'read'] as const
export type RegisterAuditWord<Kind extends string> = `${Kind}_${(typeof REGISTER_ACTIVITIES)[number]}`

/** The audit words of a register, for the module's `audit`. Declare them as well: `interface ModuleAuditWords extends Record<RegisterAuditWord<'x.y'>, true>`. */
export const registerAudit = <Kind extends string>(kind: Kind) =>
  REGISTER_ACTIVITIES.map((activity): RegisterAuditWord<Kind> => `${kind}_${activity}`)
