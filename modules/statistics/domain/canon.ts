import { CODE_LISTS, codesOf } from '@gloact/codes'
import { ABSENCES, type Absence } from '@gloact/kernel'

/*
 * What figures are counted by. The codes are public and do not come from the data: a code that nobody has is counted as well, and
 * shows what a small count shows.
 */

/** The form had an answer, and no crosswalk a word for it: counted apart, and the figure says that it is incomplete. */
export const UNCODED = 'uncoded'

/** How an answer that is counted by can be missing. Absent is not "no", and none of these is the other. */
export const MISSING = [...ABSENCES, UNCODED] as const
export type Missing = Absence | typeof UNCODED

export const isMissing = (code: string): code is Missing => (MISSING as readonly string[]).includes(code)

/** All kinds of absence together, where a table has no room for each. */
export const UNKNOWN = 'unknown'

export const SEXES = ['female', 'male', 'other', UNKNOWN] as const
export type Sex = (typeof SEXES)[number]

/** A person whose age is in doubt is on the path of children, and is counted as neither. */
export const AGES = ['child', 'adult', 'doubt', UNKNOWN] as const
export type Age = (typeof AGES)[number]

/** GLOTIP’s categories. Who was exploited in several of them counts under other forms. */
export const FORMS = ['sexual_exploitation', 'forced_labour', 'other_forms'] as const

export const CITIZENSHIPS = ['national', 'foreign', 'stateless'] as const

export const BORDERS = ['internal', 'cross_border'] as const

/** Who identified or registered the person: kinds of agency, as identity knows them. */
export const AGENCY_KINDS = [
  'ngo',
  'law_enforcement',
  'health_service',
  'central_government',
  'local_government',
  'immigration_service',
  'legal_service',
  'corporate_business',
  'school_or_college',
] as const

export const STATUSES = ['identified', 'presumed', 'not_victim', 'undecided'] as const
export type Status = (typeof STATUSES)[number]

const listed = (list: string): readonly string[] => {
  const found = CODE_LISTS[list]
  if (!found) throw new Error(`there is no code list ${list}`)
  return codesOf(found)
}

/** One canonical code, or several: a person is counted once, so that who has several is in none of them. */
export const SEVERAL = 'several'

/** The one combination of forms that has a column of its own in CTDC: sexual exploitation and labour, and no other. */
export const SEX_AND_LABOUR = 'sex_and_labour'
/** Several forms that are all labour in CTDC. */
export const SEVERAL_LABOUR = 'several_labour'

/** The columns of the statistical record that a code or the kind of its absence stands in. */
export const FIELDS = [
  'sex',
  'age',
  'form',
  'form_detail',
  'citizenship',
  'agency_kind',
  'area',
  'channel',
  'border',
] as const
export type Field = (typeof FIELDS)[number]

/** The codes that each column may hold, besides the kinds of absence. Areas are the country’s own: they come with what it decides. */
export const FIELD_CODES: Readonly<Record<Field, readonly string[]>> = {
  sex: ['female', 'male', 'other'],
  age: ['child', 'adult', 'doubt'],
  form: FORMS,
  form_detail: [...listed('exploitation_form'), SEX_AND_LABOUR, SEVERAL_LABOUR, SEVERAL],
  citizenship: CITIZENSHIPS,
  agency_kind: AGENCY_KINDS,
  area: [],
  channel: listed('detection_channel'),
  border: BORDERS,
}

/** What a table can be broken down by besides year, sex and age. Each is a family of tables; one figure uses one of them. */
export interface Family {
  readonly id: string
  readonly field: Field
  /** How far the question was answered, by kind of absence; otherwise by the answer. */
  readonly by: 'code' | 'answer'
  /** The country’s own codes, where the column has no others. */
  readonly codes?: readonly string[]
}

const ANSWERED = 'answered'

export const codesOfFamily = ({ field, by, codes }: Family): readonly string[] =>
  by === 'code' ? [...(codes ?? FIELD_CODES[field]), UNKNOWN] : [ANSWERED, ...MISSING]

/** Under which code of a family somebody counts by what stands in the column. */
export const codeInFamily = ({ by }: Pick<Family, 'by'>, value: string): string => {
  if (by === 'answer') return isMissing(value) ? value : ANSWERED
  return isMissing(value) ? UNKNOWN : value
}

const family = (field: Field): Family => ({ id: field, field, by: 'code' })
const answers = (field: Field): Family => ({ id: `${field}_answer`, field, by: 'answer' })

/**
 * Columns that are readings of the same answers: the forms by category, in detail and by how far they were answered. They are rounded
 * together, as what stands in all of them, so that the same people have the same figure whichever of them is asked for.
 */
export const facetOf = ({ field }: Pick<Family, 'field'>): string => (field === 'form_detail' ? 'form' : field)

/** The columns that a facet holds. */
export const fieldsOfFacet = (facet: string): readonly Field[] =>
  facet === 'form' ? ['form', 'form_detail'] : [facet as Field]

const BETWEEN_FIELDS = '~'

/** What stands in the columns of a facet, as one code. */
export const leafOf = (values: readonly string[]): string => values.join(BETWEEN_FIELDS)

/** Under which code of a family a leaf of its facet counts. */
export const codeOfLeaf = (family: Family, leaf: string): string =>
  codeInFamily(family, leaf.split(BETWEEN_FIELDS)[fieldsOfFacet(facetOf(family)).indexOf(family.field)] ?? UNCODED)

export interface Measure {
  readonly id: string
  /** What one is: a person, or a situation of exploitation, of which a person may have several. */
  readonly unit: 'person' | 'situation'
  readonly statuses: readonly Status[]
  readonly families: readonly Family[]
  /** Whether it is counted as well on how many agencies’ lists they are: `captures.ts`. */
  readonly counts?: 'lists'
  /** A measure all of whom this one counts too: no figure of theirs is above the figure here. */
  readonly includes?: string
}

const OF_PERSONS = [
  family('form'),
  family('form_detail'),
  family('citizenship'),
  family('agency_kind'),
  family('area'),
  family('channel'),
  answers('sex'),
  answers('age'),
  answers('form'),
  answers('citizenship'),
]

export const MEASURES: readonly Measure[] = [
  { id: 'identified', unit: 'person', statuses: ['identified', 'presumed'], families: OF_PERSONS, counts: 'lists' },
  { id: 'recorded', unit: 'person', statuses: STATUSES, families: OF_PERSONS, includes: 'identified' },
  {
    id: 'situations',
    unit: 'situation',
    statuses: ['identified', 'presumed'],
    families: [family('form'), family('form_detail'), family('border'), answers('form'), answers('border')],
  },
]

/** The measures with the areas of a country; without any, nothing is broken down by them. */
export const measuresOf = (areas: readonly string[]): readonly Measure[] =>
  MEASURES.map((measure) => ({
    ...measure,
    families: measure.families.flatMap((one) =>
      one.field !== 'area' ? [one] : areas.length === 0 ? [] : [{ ...one, codes: areas }],
    ),
  }))

export const measureOf = (id: string, measures: readonly Measure[] = MEASURES): Measure | undefined =>
  measures.find((measure) => measure.id === id)

export const familyOf = (measure: Measure, id: string): Family | undefined =>
  measure.families.find((one) => one.id === id)

/** The families of all measures, by id. */
export const FAMILIES: Readonly<Record<string, Family>> = Object.fromEntries(
  MEASURES.flatMap(({ families }) => families.map((one) => [one.id, one] as const)),
)
