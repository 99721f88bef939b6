import { headOfRecord } from '@gloact/records/server'
import { present, readRows, type FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import {
  addDays,
  canonicalJson,
  err,
  newId,
  ok,
  valueOf,
  type Answer,
  type Instant,
  type Json,
  type PlainDate,
  type Result,
} from '@gloact/kernel'
import { conflicts } from '@gloact/ledger'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { NewAction } from '../../contract/file/actions.ts'
import { answersOfForm, formPath } from '../../domain/file/answers.ts'
import { groupsNotConsented } from '../../domain/file/consent.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import type { FileId } from '../../domain/ids.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { asksConsentOn, eighteenthOf, standingGrants, turnedAdultBy } from '../../domain/file/majority.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { asksConsent } from '../../domain/file/second-person.ts'
import type { ServiceRecorded, ServiceResultRecorded } from '../../domain/file/service-payloads.ts'
import { FORM_DATA_GROUPS } from '../../domain/file/sharing.ts'
import { appendFileActions } from '../file/append-actions.ts'
import { SYSTEM_ACTOR, type ProtectionContext } from '../file/context.ts'
import { loadFile, lockFile, NOBODY, resourceOf } from '../file/file-store.ts'
import { allowedBy } from '../file/record-actions.ts'
import { recordOn, saveAppended } from '../file/save-appended.ts'
import { tables } from '../file/file-tables.ts'
import { isNamedAmong, namedIn, type GivenBy } from './named-in.ts'

/** To whom, for what and on which day something of a file is to be told. */
export interface PassedTo {
  readonly purpose: string
  readonly recipientKind: string
  readonly recipientAgencyId: string
  readonly groups: readonly string[]
  /** Of these, those that go without consent, on a ground that two people found: the module that passes on answers for it. */
  readonly without?: readonly string[]
  /** Consent has to name this recipient: one in another country, for one. */
  readonly byName?: boolean
}

/** The answers of one form, cut to what may leave the agency. */
export interface PassedForm {
  readonly form: string
  readonly version: string
  readonly answers: Readonly<Record<string, Json>>
  /** Questions with two answers between which nobody has chosen: neither is passed on as if it held. */
  readonly unsettled: readonly string[]
}

export interface ToPassOn {
  readonly child: boolean
  /** How far the file has come. */
  readonly sequence: number
  /** Each group that may be told, under the grant that covers it; null: a child's protection. */
  readonly groups: readonly {
    readonly group: string
    readonly grantId: string | null
    readonly forms: readonly PassedForm[]
  }[]
}

export interface Agreement {
  readonly groups: readonly string[]
  readonly sequence: number
  /** The last day on which it holds without anything being done; null where no day ends it. */
  readonly until: PlainDate | null
  readonly ofAge: boolean
}

/** What another module that passes on something of a person's file asks of this one. */
export interface PassingOn {
  /** Which of these files there are within the transaction's scope. */
  readonly filesSeen: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlySet<string>>
  /**
   * What may be told of a file by somebody who works on it, judged under the file's lock until the transaction ends: nothing is
   * withdrawn meanwhile. A file that is not theirs to work on is not found.
   */
  readonly toPassOn: (
    trx: ScopedTransaction,
    who: Principal,
    fileId: string,
    to: PassedTo,
  ) => Promise<Result<ToPassOn, FileFailure>>
  /** Of these groups, those that may be told now. In the system's scope: anybody who reads what was sent does not see the file. */
  readonly stillAgreed: (trx: ScopedTransaction, fileId: string, to: PassedTo) => Promise<readonly string[]>
  /**
   * The same, with what it rests on: how far the file has come, and until which day it holds by itself. `ofAge`: who was a child when
   * they came has turned 18, and decides themselves; what went on their protection before did so rightly.
   */
  readonly agreement: (trx: ScopedTransaction, fileId: string, to: PassedTo) => Promise<Agreement>
  /** Of these files, those that are gone or have come further. In the system's scope. */
  readonly movedOn: (
    trx: ScopedTransaction,
    known: readonly { readonly fileId: string; readonly sequence: number }[],
  ) => Promise<ReadonlySet<string>>
  /**
   * Writes a line about a service into the file, in the system's scope and in the name of the platform: the person who did it elsewhere
   * is no reader of this file. False where the file takes none any more: closed, or gone.
   */
  readonly recordService: (
    trx: ScopedTransaction,
    fileId: string,
    line: { readonly id: string; readonly happenedAt: Instant } & (
      | { readonly type: 'service_recorded'; readonly payload: ServiceRecorded }
      | { readonly type: 'service_result_recorded'; readonly payload: ServiceResultRecorded }
    ),
  ) => Promise<boolean>
  /**
   * Closes the file as transferred, in the system's scope: asked for in the name of the person who sent it (`by`), and approved by the
   * platform, since another agency has accepted. False where it takes no closing now.
   */
  readonly handOver: (
    trx: ScopedTransaction,
    fileId: string,
    handed: Handed & { readonly by: string },
  ) => Promise<boolean>
  /** Opens the file again that came back. False where it is not closed. */
  readonly takeBack: (trx: ScopedTransaction, fileId: string, handed: Handed) => Promise<boolean>
  /** The file of a number, in the system's scope, and whose it is; null for a number that no open file has. */
  readonly fileByNumber: (
    trx: ScopedTransaction,
    number: string,
  ) => Promise<{ readonly fileId: string; readonly agencyId: string } | null>
  /**
   * Countries that a person may call home: of nationality, birth and usual residence. In the system's scope, for the check before another
   * country is asked anything; told to nobody.
   */
  readonly homesOf: (trx: ScopedTransaction, fileId: string) => Promise<readonly string[]>
  /**
   * Who the person is: names, dates of birth, numbers of documents, telephones and the file. In the system's scope, to find them in words
   * that would leave the country; told to nobody.
   */
  readonly identityOf: (
    trx: ScopedTransaction,
    fileId: string,
  ) => Promise<{
    readonly names: readonly { readonly given: string; readonly family: string }[]
    readonly birthDates: readonly string[]
    readonly numbers: readonly string[]
  }>
  /** Whether the file names somebody of these as having had part in it, within the transaction's scope. */
  readonly namesAmong: (trx: ScopedTransaction, fileId: string, givenBy: GivenBy) => Promise<boolean>
  /** The number of a file within the transaction's scope. */
  readonly numberOf: (trx: ScopedTransaction, fileId: string) => Promise<string | null>
  /**
   * Records in somebody's own file what was told them of a person elsewhere, as answers that they record themselves, and says of each where
   * it came from. An answer that stands already is left; one that differs stands beside it, until somebody decides. Gives how many were new.
   */
  readonly copyInto: (
    trx: ScopedTransaction,
    who: Principal,
    fileId: string,
    copied: { readonly from: string; readonly forms: ReadonlyMap<string, FormAnswers> },
  ) => Promise<Result<number, FileFailure>>
}

/** That a file went to another agency, or came back. */
interface Handed {
  readonly on: PlainDate
  readonly happenedAt: Instant
  readonly words: string
}

export const passingOn = (context: ProtectionContext): PassingOn => ({
  filesSeen: async (trx, fileIds) => {
    if (fileIds.length === 0) return new Set()
    const rows = await tables(trx)
      .selectFrom('protection.case_file')
      .select('id')
      .where(sql<boolean>`id = any (${[...fileIds]}::uuid[])`)
      .execute()
    return new Set(rows.map(({ id }) => id))
  },

  async toPassOn(trx, who, fileId, to) {
    const loaded = await lockFile(trx, context.vault, fileId, who.agencyId, who.userId)
    if (!loaded.ok) return loaded
    const { row, state, shared, emergency } = loaded.value
    const allowed = filePolicy.decide(who, 'action.service_recorded', resourceOf(row, shared, emergency)).allowed
    // A share, or an opening in an emergency, is no ground to pass on what another agency keeps.
    if (!allowed || row.agency_id !== who.agencyId || row.status === 'closed') {
      return err({ code: 'protection.not_found' })
    }
    return ok({
      child: !asksConsent(state) && !isOfAge(state, context),
      sequence: row.sequence,
      groups: agreed(context, state, to).map(({ group, grantId }) => ({
        group,
        grantId,
        forms: formsOf(context, state, group),
      })),
    })
  },

  async stillAgreed(trx, fileId, to) {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    return loaded.ok ? agreed(context, loaded.value.state, to).map(({ group }) => group) : []
  },

  async agreement(trx, fileId, to) {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    if (!loaded.ok) return { groups: [], sequence: 0, until: null, ofAge: false }
    const { row, state } = loaded.value
    const groups = agreed(context, state, to)
    const ofAge = !asksConsent(state) && isOfAge(state, context)
    const standing = standingGrants(state)
    const untils = groups.flatMap(({ grantId }) => standing.find(({ id }) => id === grantId)?.validUntil ?? [])
    const eighteenth = asksConsent(state) || ofAge ? null : eighteenthOf(state)
    const last = [...untils, ...(eighteenth === null ? [] : [addDays(eighteenth, -1)])].toSorted()[0] ?? null
    return { groups: groups.map(({ group }) => group), sequence: row.sequence, until: last, ofAge }
  },

  movedOn: async (trx, known) => {
    if (known.length === 0) return new Set()
    const { rows } = await sql<{ id: string }>`
      select known.id from unnest(${known.map(({ fileId }) => fileId)}::uuid[], ${known.map(({ sequence }) => sequence)}::int[])
        as known (id, sequence)
      left join protection.case_file file on file.id = known.id
      where file.sequence is distinct from known.sequence`.execute(trx)
    return new Set(rows.map(({ id }) => id))
  },

  async recordService(trx, fileId, { id, happenedAt, type, payload }) {
    return recordBySystem(trx, context, fileId, SYSTEM_ACTOR, { id, happenedAt, type, payload })
  },

  async handOver(trx, fileId, { on, happenedAt, words, by }) {
    const asked = { reason: 'transferred', summary: words }
    const made = (type: string, payload: object) => ({ id: newId(), happenedAt, type, payload })
    return (
      (await recordBySystem(trx, context, fileId, by, made('closure_requested', asked))) &&
      (await recordBySystem(trx, context, fileId, SYSTEM_ACTOR, made('closure_approved', { closedOn: on })))
    )
  },

  takeBack: (trx, fileId, { on, happenedAt, words }) =>
    recordBySystem(trx, context, fileId, SYSTEM_ACTOR, {
      id: newId(),
      happenedAt,
      type: 'file_reopened',
      payload: { reopenedOn: on, reasons: words },
    }),

  async fileByNumber(trx, number) {
    const parsed = parseFileNumber(number, numberFormatOf(context.rules))
    if (!parsed.ok) return null
    const row = await tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', 'agency_id'])
      .where('number', '=', parsed.value)
      .where('status', 'in', ['open', 'closure_requested'])
      .executeTakeFirst()
    return row ? { fileId: row.id, agencyId: row.agency_id } : null
  },

  async homesOf(trx, fileId) {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    if (!loaded.ok) return []
    const answers = answersOfForm(loaded.value.state.fields, 'identity')
    return ['citizenship', 'birth_country', 'usual_residence'].flatMap((field) => {
      const said = valueOf(answers[field])
      return Array.isArray(said) ? said.map(String) : typeof said === 'string' ? [said] : []
    })
  },

  async identityOf(trx, fileId) {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    if (!loaded.ok) return { names: [], birthDates: [], numbers: [] }
    const { fields } = loaded.value.state
    const [identity, contact] = [answersOfForm(fields, 'identity'), answersOfForm(fields, 'contact')]
    const text = (answers: FormAnswers, field: string): string => {
      const said = valueOf(answers[field])
      return typeof said === 'string' ? said.trim() : ''
    }
    const rows = readRows(identity, 'names').map(({ answers }) => answers)
    const names = rows.flatMap((answers) => [
      { given: `${text(answers, 'given')} ${text(answers, 'middle')}`.trim(), family: text(answers, 'family') },
      { given: text(answers, 'nickname'), family: '' },
    ])
    const documents = readRows(identity, 'identity_documents').map(({ answers }) => text(answers, 'document_number'))
    const phones = Object.keys(contact).map((field) => text(contact, field))
    return {
      names: names.filter(({ given, family }) => given !== '' || family !== ''),
      birthDates: [text(identity, 'birth_date')].filter((day) => day !== ''),
      numbers: [...documents, ...phones.filter((said) => NUMBER_LIKE.test(said)), loaded.value.row.number].filter(
        (number) => number !== '',
      ),
    }
  },

  async namesAmong(trx, fileId, givenBy) {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    return loaded.ok && isNamedAmong(namedIn(loaded.value.state), givenBy)
  },

  async numberOf(trx, fileId) {
    const row = await tables(trx)
      .selectFrom('protection.case_file')
      .select('number')
      .where('id', '=', fileId)
      .executeTakeFirst()
    return row?.number ?? null
  },

  async copyInto(trx, who, fileId, { from, forms }) {
    const loaded = await lockFile(trx, context.vault, fileId, who.agencyId, who.userId)
    if (!loaded.ok) return loaded
    const file = loaded.value
    const mayRecord = allowedBy(who, file)
    if (file.row.agency_id !== who.agencyId || mayRecord('answers_recorded', file.state) !== null)
      return err({ code: 'protection.not_found' })
    const edits = [...forms].map(([form, answers]) => {
      const there = answersOfForm(file.state.fields, form)
      const differs = ([path, answer]: readonly [string, Answer]) =>
        canonicalJson(there[path] ?? null) !== canonicalJson(answer)
      return { form, edits: Object.fromEntries(Object.entries(answers).filter(differs)) }
    })
    const actions = edits.flatMap(({ form, edits: own }): NewAction[] => {
      const version = context.rules.forms.find(({ id }) => id === form)?.version
      if (version === undefined || Object.keys(own).length === 0) return []
      const payload = { form, version, edits: own, reason: from }
      const happenedAt = context.clock.now()
      return [{ id: newId(), type: 'answers_recorded', happenedAt, replaces: [], deviceTime: null, payload }]
    })
    if (actions.length > 0) {
      const recorded = await recordOn(trx, context, file, actions, who, mayRecord)
      if (!recorded.ok) return recorded
    }
    return ok(edits.reduce((sum, { edits: own }) => sum + Object.keys(own).length, 0))
  },
})

/** Writes into a file under its lock what follows from something elsewhere; false where the file takes it no more. */
export async function recordBySystem(
  trx: ScopedTransaction,
  context: ProtectionContext,
  fileId: string,
  userId: string,
  made: { readonly id: string; readonly happenedAt: Instant; readonly type: string; readonly payload: object },
): Promise<boolean> {
  const loaded = await lockFile(trx, context.vault, fileId, NOBODY)
  if (!loaded.ok) return false
  const file = loaded.value
  const { row, key, state } = file
  const action = { ...made, replaces: [], deviceTime: null } as unknown as NewAction
  const appended = await appendFileActions(
    trx,
    context,
    { fileId: row.id as FileId, agencyId: row.agency_id, key, state, head: headOfRecord(row) },
    [action],
    { userId, agencyId: row.agency_id },
    () => null,
  )
  if (!appended.ok) return false
  await saveAppended(trx, context, file, appended.value, { agencyId: row.agency_id, onBehalf: true })
  return true
}

/** A telephone, or another number by which somebody is found. */
const NUMBER_LIKE = /^\+?[\p{Nd}\s()/.-]{5,}$/u

const isOfAge = (state: FileState, { clock, rules }: ProtectionContext): boolean =>
  turnedAdultBy(state, clock.today(rules.calendar.timeZone))

/** The groups that may be told, each once, with the grant that covers it. For a child nothing is asked but their protection. */
function agreed(
  { clock, rules }: ProtectionContext,
  state: FileState,
  { purpose, recipientKind, recipientAgencyId, groups, without = [], byName = false }: PassedTo,
): readonly { readonly group: string; readonly grantId: string | null }[] {
  const on: PlainDate = clock.today(rules.calendar.timeZone)
  if (!asksConsentOn(state, on)) return groups.map((group) => ({ group, grantId: null }))
  const grants = standingGrants(state)
  const sharing = { purpose, recipientKind, recipientAgencyId, on, byName }
  return groups.flatMap((group): { readonly group: string; readonly grantId: string | null }[] => {
    const grant = grants.find(
      (each) => groupsNotConsented({ grants: [each] }, { ...sharing, dataGroups: [group] }).length === 0,
    )
    if (grant) return [{ group, grantId: grant.id }]
    return without.includes(group) ? [{ group, grantId: null }] : []
  })
}

/** The answers of a group's forms. What is restricted to an audience never leaves by this way. */
const formsOf = ({ rules }: ProtectionContext, state: FileState, group: string): readonly PassedForm[] =>
  rules.forms.flatMap((form) => {
    if (FORM_DATA_GROUPS[form.id] !== group) return []
    const readable = present(
      form,
      answersOfForm(state.fields, form.id),
      (sensitivity) => sensitivity !== 'restricted',
    ).answers
    const open = new Set(conflicts(state.fields))
    const settled = Object.entries(readable).filter(([path]) => !open.has(formPath(form.id, path)))
    const unsettled = Object.keys(readable).filter((path) => open.has(formPath(form.id, path)))
    if (settled.length + unsettled.length === 0) return []
    return [
      {
        form: form.id,
        version: form.version,
        answers: Object.fromEntries(settled),
        unsettled: [...new Set(unsettled.map((path) => path.split('/')[0]!))],
      },
    ]
  })
