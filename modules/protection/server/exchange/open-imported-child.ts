import { firstMomentOf } from '@gloact/calendar'
import { codesOf, country as countryList, labelOf } from '@gloact/codes'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, newId, type Answer, type PlainDate } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { htcdsMapping, placeAnswers, type HtcdsKey } from '@gloact/standards'
import { answersDraft, noteDraft, type Draft } from '../../domain/exchange/import/htcds-file.ts'
import { filePolicy, type FileResource } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { createFile } from '../file/open-case-file.ts'
import { decideOn } from '../file/record-actions.ts'
import { actionOf } from './import/append-to-file.ts'

/** A child as another system registered them. */
export interface ImportedChild {
  readonly fileId: string
  readonly personId: string
  readonly registeredOn: PlainDate
  readonly person: {
    readonly first: string
    readonly middle: string
    readonly last: string
    readonly birthDate: PlainDate | null
    /** `female` or `male`; anything else stays in the notes. */
    readonly sex: string | null
    /** A country's English name, as a code spells it: `sierra_leone`. */
    readonly nationality: string | null
  }
  /** What was said there, in words. */
  readonly notes: readonly string[]
}

const SEX: Readonly<Record<string, string>> = { female: 'Feminine', male: 'Masculine' }
const plain = (words: string): string => words.toLowerCase().replaceAll(/[^a-z]/gu, '')

/** The country of an English name; undefined where none is called so. */
const countryOf = (name: string): string | undefined =>
  codesOf(countryList).find((code) => plain(labelOf(countryList, code, 'en')) === plain(name))

/**
 * Opens a child's file of what another system says: who they are in the country's own forms, all else in notes. It is the importer's file, and
 * opened only where they may open one. Its day is known and no hour, so it is as entered from paper. Null where it may not be.
 */
export async function openImportedChild(
  trx: ScopedTransaction,
  context: ProtectionContext,
  who: Principal,
  { fileId, personId, registeredOn, person, notes }: ImportedChild,
): Promise<string | null> {
  const { rules } = context
  const resource: FileResource = {
    agencyId: who.agencyId,
    teamId: null,
    assignedTo: who.userId,
    openedBy: who.userId,
    path: 'child',
    status: 'open',
    sharedWithAgency: false,
  }
  if (!filePolicy.decide(who, 'file.open', resource).allowed) return null
  const nationality = person.nationality === null ? undefined : countryOf(person.nationality)
  const said: Readonly<Partial<Record<HtcdsKey, Answer>>> = {
    ...(person.first !== '' && { prs_FirstName: { value: person.first } }),
    ...(person.middle !== '' && { prs_MiddleName: { value: person.middle } }),
    ...(person.last !== '' && { prs_SecondName: { value: person.last } }),
    ...(person.birthDate !== null && { prs_Birthdate: { value: person.birthDate } }),
    ...(SEX[person.sex ?? ''] !== undefined && { prs_Gender: { value: SEX[person.sex!]! } }),
    ...(nationality !== undefined && { prs_Citizenship: { value: nationality } }),
  }
  const rows = new Map<string, string>()
  const { forms } = placeAnswers(said, htcdsMapping(rules.forms), {
    rowIdOf: (form, group) => {
      const id = rows.get(`${form}/${group}`) ?? newId()
      rows.set(`${form}/${group}`, id)
      return id
    },
  })
  const versions = Object.fromEntries(rules.forms.map((form) => [form.id, form.version]))
  const drafts: readonly Draft[] = [
    {
      type: 'file_opened',
      payload: {
        age: 'child',
        contactOn: registeredOn,
        channel: 'other',
        teamId: null,
        assignedTo: who.userId,
        backlog: true,
      },
    },
    ...Object.entries(forms).map(([form, edits]) => answersDraft(form, edits, { versions })),
    ...notes.map((note) => noteDraft(note, registeredOn)),
  ]
  const at = asInstant(firstMomentOf(registeredOn, rules.calendar))
  const created = await createFile(
    trx,
    context,
    {
      fileId,
      personId,
      actions: drafts.map((draft) => actionOf(draft, at)),
      country: rules.country,
      importBatchId: null,
    },
    who,
    (type, state) => decideOn(who, type, { ...resource, teamId: state.teamId, path: state.path }),
  )
  return created.ok ? created.value.recorded.number : null
}
