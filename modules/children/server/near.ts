import { compareTokens, LIKELY_SAME_NAME, nameKeys } from '@gloact/names'
import type { ScopedTransaction } from '@gloact/postgres'
import { actingOf, inForce } from '../domain/in-force.ts'
import { rowsOf, sameWords, told } from '../domain/said.ts'
import type { OpenedRecord } from './child-records.ts'
import { sameAddress, samePhone, type Contacts } from '../domain/contacts.ts'
import type { ChildrenContext, TracingFinding } from './children-context.ts'
import { registeredGuardian, type GuardianRow } from './guardian-register.ts'

/**
 * Everybody to whom a guardian of this child must not be tied: people to keep away, carers and their households, the adult in a plan, people whom
 * the file names as having taken part, people by whom the child does not want to be found, and those who are looking for the child.
 */
export async function peopleOf(
  trx: ScopedTransaction,
  context: ChildrenContext,
  fileId: string,
  all: readonly OpenedRecord[],
): Promise<readonly Contacts[]> {
  const recorded = all.flatMap((record) =>
    record.steps.flatMap((said): Contacts[] => [
      ...rowsOf(said.answers, 'keep_away').map(keptAwayRow),
      ...rowsOf(said.answers, 'household').map((row) => ({ name: row['name'] })),
      { name: told(said, 'carer'), address: told(said, 'address') },
      { name: told(said, 'adult') },
    ]),
  )
  const named = await context.files.namedIn(trx, fileId)
  return [...recorded, ...named, ...((await context.tracedBy?.(trx, fileId)) ?? [])]
}

/** A person to keep away, as a row of the form names them. */
export const keptAwayRow = (row: Readonly<Record<string, string>>): Contacts => ({
  name: row['name'],
  phone: row['phone'],
  address: row['address'],
  paper: row['paper'],
})

/** Likely one name, in whatever scripts the two are written. */
export const likelySame = (one: string | undefined, other: string): boolean =>
  one !== undefined && one.trim() !== '' && compareTokens(nameKeys(one), nameKeys(other)).score >= LIKELY_SAME_NAME

/** Whether a guardian shares a telephone, an address, a name or an employer with one of them. Which it was is told to nobody. */
export const isNear = (
  guardian: Pick<GuardianRow, 'name' | 'phone' | 'address' | 'employer'>,
  people: readonly Contacts[],
): boolean =>
  people.some(
    ({ name, phone, address }) =>
      samePhone(phone, guardian.phone) ||
      sameAddress(address, guardian.address) ||
      sameWords(address, guardian.address ?? undefined) ||
      sameWords(name, guardian.employer ?? undefined) ||
      likelySame(name, guardian.name),
  )

/** Whether one of these must be kept away from the child, by a name that is likely theirs. Which one is told to nobody. */
export const isKeptAway = (records: readonly OpenedRecord[], names: readonly string[]): boolean =>
  records.some(({ steps }) =>
    steps.some(({ answers }) =>
      rowsOf(answers, 'keep_away').some((row) => names.some((name) => likelySame(row['name'], name))),
    ),
  )

/** Whether the guardian in force is tied to somebody who became known later. */
export async function guardianNear(
  trx: ScopedTransaction,
  context: ChildrenContext,
  fileId: string,
  all: readonly OpenedRecord[],
): Promise<boolean> {
  const held = all.findLast(
    ({ kind, state }) => kind === 'guardianship' && (state === 'provisional' || state === 'appointed'),
  )
  const id = actingOf(inForce(held?.steps ?? []))
  const guardian = id === undefined ? null : await registeredGuardian(trx, context, id)
  return guardian !== null && isNear(guardian, await peopleOf(trx, context, fileId, all))
}

/** What tracing found last of an adult by their name, in whatever script it was written. */
export const findingOfAdult =
  (findings: readonly TracingFinding[]) =>
  (adult: string): string | undefined =>
    findings.findLast(({ name }) => likelySame(name, adult))?.finding
