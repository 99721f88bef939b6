import { readRows, type FormAnswers, type FormDefinition } from '@gloact/forms'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { type IdentifyingKind, type KnownPerson, OWN, type Passage } from '../domain/identifying.ts'
import { todayIn, type CooperationContext } from './context.ts'
import { identifyingIn } from './find-identifying.ts'
import { asSystem } from './request-keys.ts'
import type { VictimContext } from './victims/victims-context.ts'

/** What an officer adds who sends words that could tell who somebody is: why they may go. */
export interface ReasonToName {
  readonly identifying?: string | undefined
}

const LONGEST = 1000

/** The free text of answers: what people write in sentences. Codes, days and names in a place of their own are not. */
export function freeTextOf(form: FormDefinition | undefined, answers: FormAnswers) {
  return (form?.sections ?? [])
    .flatMap(({ fields }) => fields)
    .flatMap(({ id, type }) => {
      const text = type === 'long_text' ? valueOf(answers[id]) : undefined
      return typeof text === 'string' && text.trim() !== '' ? [{ field: id, text }] : []
    })
}

/** The names that a request gives in their own place: of those whom it is about, as suspects. */
const statedIn = (answers: FormAnswers): readonly string[] =>
  readRows(answers, 'persons').flatMap((row) => {
    const name = valueOf(row.answers['name'])
    return typeof name === 'string' ? [name] : []
  })

/** What of the words that would cross could tell who somebody is. */
export const identifyingOf = (
  context: Pick<CooperationContext, 'clock' | 'calendar'>,
  form: FormDefinition | undefined,
  answers: FormAnswers,
  person?: KnownPerson,
): readonly Passage[] =>
  identifyingIn(freeTextOf(form, answers), {
    ...(person && { person }),
    stated: statedIn(answers),
    thisYear: Number(todayIn(context).slice(0, 4)),
  })

/** Who the person of a file is, for this check alone: told to nobody, and whatever was agreed. */
export const knownPerson = (trx: ScopedTransaction, { victims }: VictimContext, fileId: string): Promise<KnownPerson> =>
  asSystem(trx, () => victims.files.identityOf(trx, fileId))

/** Names only the places and kinds: what was found there is for the page, not for an error. */
const told = (code: 'cooperation.identifying' | 'cooperation.names_person', passages: readonly Passage[]): Failure =>
  failure(code, {
    fields: passages.map(({ field, kind }) => ({
      pointer: `/answers/${field}`,
      code: `cooperation.identifying.${kind}`,
    })),
  })

/**
 * Whether words may cross: what the file knows of its own person never; a date of birth, or what reads like a name, where the officer who
 * sends it says why. The reason is recorded with the step.
 */
export function mayCross(
  passages: readonly Passage[],
  { identifying }: ReasonToName,
): Result<{ readonly identifying?: { readonly reason: string; readonly kinds: IdentifyingKind[] } }, Failure> {
  const own = passages.filter(({ kind }) => OWN.includes(kind))
  if (own.length > 0) return err(told('cooperation.names_person', own))
  const reason = identifying?.trim().slice(0, LONGEST) ?? ''
  if (passages.length === 0) return ok({})
  if (reason === '') return err(told('cooperation.identifying', passages))
  return ok({ identifying: { reason, kinds: [...new Set(passages.map(({ kind }) => kind))] } })
}
