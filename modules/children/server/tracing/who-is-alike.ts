import { compareNames, LIKELY_SAME_NAME, nameKeys } from '@gloact/names'
import type { Contacts } from '../../domain/contacts.ts'
import { isNear } from '../../domain/tracing/misuse.ts'
import { rowsOf } from '../../domain/tracing/said.ts'
import type { HeldRecord } from './tracing-index.ts'

const MOST_KEPT = 20_000
let kept = new Map<string, readonly ReturnType<typeof nameKeys>[]>()

/** The spellings of a name, made ready once: a request is held against all others. */
function spellingsOf(text: string): readonly ReturnType<typeof nameKeys>[] {
  let known = kept.get(text)
  if (known === undefined) {
    if (kept.size >= MOST_KEPT) kept = new Map()
    known = text.split('/').flatMap((form) => (form.trim() === '' ? [] : [nameKeys(form)]))
    kept.set(text, known)
  }
  return known
}

/** Whether two names may be one, in whatever script: any spelling of the one with any of the other. */
export const alikeNames = (a: string, b: string): boolean =>
  spellingsOf(a).some((one) => spellingsOf(b).some((two) => compareNames(one, two).score >= LIKELY_SAME_NAME))

/** Whom a child does not want to be found by. */
export const againstOf = ({ answers }: Pick<HeldRecord, 'answers'>): readonly Contacts[] =>
  rowsOf(answers, 'against').map((row) => {
    const said = (field: string): string => (typeof row[field] === 'string' ? row[field] : '')
    return { name: said('name'), phone: said('telephone'), address: said('address'), paper: said('paper') }
  })

/** Whether the person who asks is one whom this child does not want to be found by. */
export const mustNotFind = (request: HeldRecord, subject: HeldRecord): boolean =>
  againstOf(subject).some((one) => isNear(request.answers, one, alikeNames))
