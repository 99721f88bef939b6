import type { CodeList, CodeLists } from '@gloact/codes'
import {
  fieldsById,
  fieldsMappedTo,
  findListProblems,
  findPersonFormProblems,
  type FormDefinition,
} from '@gloact/forms'
import type { Country, CountryAgency, CountryDeadline, KnownWords, StandardsElsewhere } from './country.ts'
import { DISCLOSURE_FILE } from './disclosure-rules.ts'
import { ESTIMATION_FILE } from './estimation-rules.ts'
import { placeOf, type CountryProblem } from './problem.ts'
import { COVERED_STANDARDS, STANDARD_VARIABLES } from '@gloact/standards'

/** A form and the file that it was read from. */
export interface ReadForm {
  readonly file: string
  readonly form: FormDefinition
}

export const CONFIGURATION_FILES = {
  country: 'country.json',
  calendar: 'calendar.json',
  deadlines: 'deadlines.json',
  disclosure: DISCLOSURE_FILE,
  estimation: ESTIMATION_FILE,
  agencies: 'agencies.json',
  locations: 'locations.json',
  elsewhere: 'standards-elsewhere.json',
} as const

/** `conduct.en.md` */
export const conductFile = (language: string): string => `conduct.${language}.md`

/** What does not fit within a form and between the forms, the lists and the fields that modules rely on. */
export function checkForms(
  forms: readonly ReadForm[],
  inUse: readonly string[],
  codeLists: CodeLists,
  known: KnownWords,
): CountryProblem[] {
  const problems: CountryProblem[] = []
  for (const { file, form } of forms) {
    if (file !== `forms/${form.id}.json`)
      problems.push({ file, place: 'id', message: `name the file ${form.id}.json, as the form in it` })
    for (const { path, message } of [...findListProblems(form, codeLists), ...findPersonFormProblems(form)])
      problems.push({ file, place: placeOf(path), message })
  }
  inUse.forEach((id, at) => {
    if (inUse.indexOf(id) < at)
      problems.push({
        file: CONFIGURATION_FILES.country,
        place: placeOf(['forms', at]),
        message: `${id} is here twice`,
      })
  })
  for (const path of known.fields ?? []) {
    const [id = '', ...rest] = path.split('/')
    const form = forms.find((read) => read.form.id === id)
    const couldNotBeRead = !form && inUse.includes(id)
    if (!couldNotBeRead && !(form && hasField(form.form, rest)))
      problems.push({
        file: form?.file ?? `forms/${id}.json`,
        place: '',
        message: `the field ${rest.join('/')} is missing: the platform relies on it, see countries/_template`,
      })
  }
  return problems
}

/** A variable that no standard has: a misspelt mapping would export nothing, and nobody would see. */
export function checkStandards(forms: readonly ReadForm[], elsewhere: StandardsElsewhere): CountryProblem[] {
  const problems: CountryProblem[] = []
  for (const standard of COVERED_STANDARDS) {
    const known: readonly string[] = STANDARD_VARIABLES[standard]
    const check = (file: string, path: readonly PropertyKey[], variable: string) => {
      if (!known.includes(variable))
        problems.push({
          file,
          place: placeOf(path),
          message: `${standard} has no variable ${variable}: correct its spelling`,
        })
    }
    for (const { file, form } of forms)
      for (const { field, target } of fieldsMappedTo([form], standard)) check(file, [field.id, 'codeMapping'], target)
    for (const variable of Object.keys(elsewhere[standard] ?? {}))
      check(CONFIGURATION_FILES.elsewhere, [standard, variable], variable)
  }
  return problems
}

function hasField(form: FormDefinition, path: readonly string[]): boolean {
  const [first = '', inner] = path
  const placed = fieldsById(form).get(inner ?? first)
  return placed !== undefined && placed.group?.id === (inner === undefined ? undefined : first)
}

/** Words that modules gave a list of, and clocks that would get in each other's way. */
export function checkDeadlines(deadlines: readonly CountryDeadline[], known: KnownWords): CountryProblem[] {
  const file = CONFIGURATION_FILES.deadlines
  const problems: CountryProblem[] = []
  deadlines.forEach((rule, at) => {
    const check = (key: string, word: string | undefined, list: readonly string[] | undefined) =>
      problems.push(...unknownWord(file, placeOf([at, key], deadlines), word, list))
    check('kind', rule.kind, known.deadlineKinds)
    check('path', rule.path, known.paths)
    check('startsOn', rule.startsOn, known.events)
    rule.stoppedBy.forEach((event) => check('stoppedBy', event, known.events))
    const earlier = deadlines
      .slice(0, at)
      .find((other) => other.kind === rule.kind && (!other.path || !rule.path || other.path === rule.path))
    if (earlier)
      problems.push({
        file,
        place: placeOf([at, 'kind'], deadlines),
        message: `a file would have two clocks of the kind ${rule.kind}: keep one for each path`,
      })
  })
  return problems
}

export function checkAgencies(agencies: readonly CountryAgency[], known: KnownWords): CountryProblem[] {
  const file = CONFIGURATION_FILES.agencies
  const problems: CountryProblem[] = []
  const keys = new Set<string>()
  const once = (key: string, path: readonly PropertyKey[]) => {
    if (keys.has(key)) problems.push({ file, place: placeOf(path, agencies), message: `the key ${key} is used twice` })
    keys.add(key)
  }
  agencies.forEach((agency, at) => {
    once(agency.key, [at, 'key'])
    problems.push(...unknownWord(file, placeOf([at, 'type'], agencies), agency.type, known.agencyTypes))
    for (const word of agency.designations)
      problems.push(...unknownWord(file, placeOf([at, 'designations'], agencies), word, known.designations))
    agency.teams.forEach((team, index) => once(team.key, [at, 'teams', index, 'key']))
  })
  return problems
}

export function checkScreening(screening: Country['screening'], known: KnownWords): CountryProblem[] {
  const file = CONFIGURATION_FILES.country
  return [
    ...unknownWord(file, placeOf(['screening', 'indicatorSet']), screening.indicatorSet, known.indicatorSets),
    ...unknownWord(file, placeOf(['screening', 'adultRule']), screening.adultRule, known.adultRules),
    ...(screening.short ?? []).flatMap((id, at, all) => [
      ...unknownWord(file, placeOf(['screening', 'short', at]), id, known.indicators?.[screening.indicatorSet]),
      ...(all.indexOf(id) < at
        ? [{ file, place: placeOf(['screening', 'short', at]), message: `${id} is here twice` }]
        : []),
    ]),
  ]
}

export const checkNumbers = (numbers: Country['numbers'], known: KnownWords): CountryProblem[] =>
  (numbers ?? []).flatMap((one, at) =>
    unknownWord(CONFIGURATION_FILES.country, placeOf(['numbers', at, 'for']), one.for, known.calledFor),
  )

/** A role that never sees a file opens none in an emergency either. */
export const checkEmergencyRoles = (roles: readonly string[], known: KnownWords): CountryProblem[] =>
  roles.flatMap((role, at) =>
    unknownWord(CONFIGURATION_FILES.country, placeOf(['emergency', 'roles', at]), role, known.emergencyRoles),
  )

function unknownWord(
  file: string,
  place: string,
  word: string | undefined,
  list: readonly string[] | undefined,
): CountryProblem[] {
  return word === undefined || !list || list.includes(word)
    ? []
    : [{ file, place, message: `${word} is not known: use one of ${list.join(', ')}` }]
}

/**
 * Sentences that are missing in one of the country's languages: `{ en: … }` anywhere in a file. Lists whose words come
 * from the platform (countries, languages) need none.
 */
export function missingWords(file: string, content: unknown, languages: readonly string[]): CountryProblem[] {
  const problems: CountryProblem[] = []
  const visit = (value: unknown, path: readonly PropertyKey[]): void => {
    if (Array.isArray(value)) value.forEach((entry, at) => visit(entry, [...path, at]))
    else if (value !== null && typeof value === 'object') {
      const entries = Object.entries(value)
      if ('en' in value && typeof value.en === 'string') {
        const missing = languages.filter((language) => !(language in value))
        if (missing.length > 0)
          problems.push({
            file,
            place: placeOf(path, content),
            message: `the words are missing in: ${missing.join(', ')}`,
          })
      } else entries.forEach(([key, entry]) => visit(entry, [...path, key]))
    }
  }
  visit(content, [])
  return problems
}

/** Codes of a list that have no words in one of the languages. */
export function missingLabels(list: CodeList, languages: readonly string[]): CountryProblem[] {
  if (list.labelsFrom) return []
  const missing = languages.filter((language) =>
    list.codes.some((entry) => !(language in entry.label) && !((language.split('-')[0] ?? '') in entry.label)),
  )
  if (missing.length === 0) return []
  return [
    {
      file: `code-lists/${list.id}.json`,
      place: 'labels',
      message: `the list ${list.id} has no words for some codes in: ${missing.join(', ')}; add them in a file that extends it`,
    },
  ]
}
