import { compareNames, LIKELY_SAME_NAME, nameKeys } from '@gloact/names'
import { rowsOf, textOf } from '../../domain/tracing/said.ts'
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
export const againstOf = ({ answers }: HeldRecord) =>
  rowsOf(answers, 'against').map(({ name, telephone }) => ({
    name: typeof name === 'string' ? name : '',
    telephone: typeof telephone === 'string' ? telephone : '',
  }))

const figures = (text: string): string => text.replace(/\D/g, '').slice(-8)

/** Whether the person who asks is one whom this child does not want to be found by. */
export const mustNotFind = (request: HeldRecord, subject: HeldRecord): boolean =>
  againstOf(subject).some(({ name, telephone }) => {
    const asking = textOf(request.answers, 'relative_name')
    const phones = [textOf(request.answers, 'telephone'), textOf(request.answers, 'family_telephone')].map(figures)
    return (
      (name !== '' && alikeNames(asking, name)) ||
      (figures(telephone).length >= 6 && phones.includes(figures(telephone)))
    )
  })
