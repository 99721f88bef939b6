import type { FormAnswers } from '@gloact/forms'
import type { Json } from '@gloact/kernel'
import { TRACING_LISTS } from './lists.ts'
import { rowsOf, valueOf } from './said.ts'

/** Spellings of one name, as the form of tracing takes them: a stroke between them. Where a name has a middle part it is a given name. */
const spellings = (names: readonly Readonly<Record<string, Json>>[], ...parts: readonly string[]): string =>
  [
    ...new Set(
      names.map((name) =>
        parts
          .map((part) => String(name[part] ?? '').trim())
          .filter((part) => part !== '')
          .join(' '),
      ),
    ),
  ]
    .filter((name) => name !== '')
    .join(' / ')

/**
 * What the child's side asks and the file's form on who a person is (`identity`) says already; absences and what tracing does not ask are
 * left out. An estimate between two ages is none: a child is looked for by one.
 */
export function sideFromFile(identity: FormAnswers): FormAnswers {
  const names = rowsOf(identity, 'names')
  const [from, to] = ['estimated_age_from', 'estimated_age_to'].map((field) => valueOf(identity, field))
  const countries = valueOf(identity, 'citizenship')
  const citizenships: readonly Json[] = Array.isArray(countries) ? countries : []
  const sex = valueOf(identity, 'sex')
  const said: Readonly<Record<string, Json | undefined>> = {
    given_name: spellings(names, 'given', 'middle'),
    family_name: spellings(names, 'family'),
    nickname: spellings(names, 'nickname'),
    sex: TRACING_LISTS['tracing_sex']!.codes.some(({ code }) => code === sex) ? sex : undefined,
    birth_date: valueOf(identity, 'birth_date'),
    age: from === to || to === undefined ? from : undefined,
    citizenship: citizenships.length === 1 ? citizenships[0] : undefined,
    mother_tongue: valueOf(identity, 'primary_language'),
  }
  return Object.fromEntries(
    Object.entries(said).flatMap(([field, value]) =>
      value === undefined || value === '' ? [] : [[field, { value }] as const],
    ),
  )
}
