import { readRows, type FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'

/**
 * Who the person is and how they are reached safely: all that is ever handed over. No nationality, no immigration status, no address,
 * no family, no health, no account of what happened: the other side asks the person.
 */
export const PERSON_FIELDS = [
  'name',
  'other_names',
  'born_on',
  'age',
  'gender',
  'language',
  'interpreter',
  'safe_to_contact',
  'safe_ways',
  'unsafe_ways',
  'safe_times',
  'never',
  'say_instead',
  'phone',
  'email',
] as const
export type PersonField = (typeof PERSON_FIELDS)[number]
export type Person = Readonly<Partial<Record<PersonField, string>>>

/** The groups of data of which consent is asked, by name of the recipient. */
export const HANDED_GROUPS = ['identity', 'contact'] as const

/** The forms of a group, cut to what is handed over and nothing else of them. */
export interface OpenedForm {
  readonly form: string
  readonly answers: FormAnswers
}

const MOST = 1000
const text = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(text).filter(Boolean).join(', ')
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? value.trim().slice(0, MOST) : ''
}

/** The person, out of the file's own forms as far as they were agreed. A field that the country's form does not have stays away. */
export function personOf(forms: readonly OpenedForm[]): Person {
  const identity = forms.find(({ form }) => form === 'identity')?.answers ?? {}
  const contact = forms.find(({ form }) => form === 'contact')?.answers ?? {}
  const of = (answers: FormAnswers, field: string): string => text(valueOf(answers[field]))
  const names = readRows(identity, 'names').map(({ answers }) =>
    ['given', 'middle', 'family', 'nickname']
      .map((part) => of(answers, part))
      .filter(Boolean)
      .join(' '),
  )
  const [name, ...others] = names.filter(Boolean)
  const ages = ['estimated_age_from', 'estimated_age_to'].map((field) => of(identity, field)).filter(Boolean)
  const all: Record<PersonField, string> = {
    name: name ?? '',
    other_names: others.join('; ').slice(0, MOST),
    born_on: of(identity, 'birth_date'),
    age: ages.join('–'),
    gender: of(identity, 'gender'),
    language: of(identity, 'primary_language'),
    interpreter: of(identity, 'interpreter_needed'),
    safe_to_contact: of(contact, 'safe_to_contact'),
    safe_ways: of(contact, 'safe_ways'),
    unsafe_ways: of(contact, 'unsafe_ways'),
    safe_times: of(contact, 'safe_times'),
    never: of(contact, 'never'),
    say_instead: of(contact, 'say_instead'),
    phone: of(contact, 'mobile_phone'),
    email: of(contact, 'email'),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}
