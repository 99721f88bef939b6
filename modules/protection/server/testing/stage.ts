import { join } from 'node:path'
import { loadCountry } from '@gloact/country'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, fixedClock, newId, unwrap, type Answer, type Id } from '@gloact/kernel'
import type { ActionId } from '@gloact/ledger'
import { openDatabase, repositoryRoot } from '@gloact/postgres'
import { atTheEnd, testDatabase } from '@gloact/postgres/testing'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import type { NewAction } from '../../contract/file/actions.ts'
import { IDENTIFICATION_DATA_GROUPS } from '../../domain/file/consent.ts'
import type { ActionType, Payloads } from '../../domain/file/actions/definitions.ts'
import { CONSENT_QUESTIONS } from '../../domain/file/words.ts'
import type { ProtectionContext } from '../file/context.ts'
import { fileRulesOf } from '../file/file-rules.ts'
import { keptViews } from '../file/kept-views.ts'
import { startNameIndex } from '../search/name-directory.ts'

export const TODAY = '2026-11-24'

const id = (digits: string) => `00000000-0000-4000-8000-${digits.padStart(12, '0')}`

/** Invented staff of two agencies and a body that decides. */
export const STAFF = {
  frontline: person('11', 'a1', ['frontline_worker'], 'own', ['b1']),
  caseworker: person('12', 'a1', ['caseworker'], 'team', ['b1']),
  colleague: person('13', 'a1', ['caseworker'], 'team', ['b1']),
  otherTeam: person('14', 'a1', ['caseworker'], 'team', ['b2']),
  supervisor: person('15', 'a1', ['supervisor'], 'agency', []),
  childProtection: person('16', 'a1', ['child_protection_officer'], 'agency', []),
  stranger: person('21', 'a2', ['supervisor'], 'agency', []),
  authority: person('31', 'a3', ['competent_authority'], 'own', []),
  otherAuthority: person('41', 'a4', ['competent_authority'], 'own', []),
  otherOfficer: person('45', 'a5', ['child_protection_officer'], 'agency', []),
  analyst: person('51', 'a1', ['analyst'], 'none', []),
  administrator: person('52', 'a1', ['administrator'], 'none', []),
  dataProtection: person('53', 'a1', ['data_protection_officer'], 'none', []),
} as const

function person(
  user: string,
  agency: string,
  roles: Principal['roles'],
  scope: Principal['scope'],
  teams: readonly string[],
): Principal {
  return {
    userId: id(user) as Principal['userId'],
    agencyId: id(agency) as Principal['agencyId'],
    agencyName: `Agency ${agency}`,
    agencyType: 'ngo',
    country: 'DL',
    teamIds: teams.map(id) as unknown as Principal['teamIds'],
    roles,
    scope,
    displayName: `Person ${user}`,
    language: 'en',
    demo: false,
    secondFactor: 'verified',
  }
}

export const TEAM = id('b1')

/** The module on a database of its own, in the demonstration country, with a clock that stands still. */
export async function protectionStage() {
  const database = await testDatabase()
  const clock = fixedClock(`${TODAY}T09:00:00Z`)
  const db = openDatabase(database.connections.app, { max: 5, clock })
  const country = unwrap(await loadCountry(join(repositoryRoot(), 'countries', 'demoland')))
  const vault = createVault({ kek: memoryKekProvider(clock) })
  const views = keptViews()
  const names = await startNameIndex({
    db,
    vault,
    country: 'DL',
    clock,
    listenUrl: database.connections.app,
    gone: views.forget,
  })
  const events: { readonly event: string; readonly ids: Readonly<Record<string, string>> }[] = []
  const bodies = [STAFF.authority, STAFF.otherAuthority].map(({ agencyId, agencyName, agencyType }) => ({
    id: agencyId,
    name: agencyName,
    type: agencyType,
  }))
  const { agencyId, agencyName, agencyType } = STAFF.otherOfficer
  const PROTECTING = { id: agencyId, name: agencyName, type: agencyType }
  const context: ProtectionContext = {
    db,
    vault,
    clock,
    rules: fileRulesOf(country),
    disclosure: country.disclosure,
    directory: {
      competentBodies: async () => bodies,
      childProtection: async () => [PROTECTING],
      isAgency: async (_trx, agencyId) => Object.values(STAFF).some((each) => each.agencyId === agencyId),
      coordinatesCountry: async () => false,
      staffNames: async (ids) =>
        new Map(
          Object.values(STAFF)
            .filter(({ userId }) => ids.includes(userId))
            .map(({ userId, displayName }) => [userId, displayName]),
        ),
      agencyNames: async () => new Map(Object.values(STAFF).map(({ agencyId, agencyName }) => [agencyId, agencyName])),
      teamNames: async () => new Map([[TEAM, 'Team b1']]),
      mayHoldFiles: async (_trx, agencyId, { teamId, userIds }) =>
        Object.values(STAFF).some((each) => each.agencyId === agencyId) &&
        (teamId === null || teamId === TEAM || teamId === id('b2')) &&
        userIds.every((user) =>
          Object.values(STAFF).some((each) => each.userId === user && each.agencyId === agencyId),
        ),
      notIndependentOf: async () => new Set(),
    },
    names,
    views,
    publish: async (_trx, event, ids) => void events.push({ event, ids }),
  }
  const stop = async () => {
    await names.stop()
    await db.destroy()
  }
  // Before the database is dropped under it.
  atTheEnd(stop)
  return { ...database, db, context, clock, names, views, events }
}

/** An action as somebody sends it, with an id of its own. */
export function act<Type extends ActionType>(
  type: Type,
  payload: Payloads[Type],
  more: { readonly replaces?: readonly ActionId[]; readonly happenedAt?: string; readonly id?: Id<'action'> } = {},
): NewAction {
  return {
    id: more.id ?? newId<'action'>(),
    type,
    payload,
    replaces: more.replaces ?? [],
    happenedAt: asInstant(more.happenedAt ?? `${TODAY}T08:00:00Z`),
    deviceTime: null,
  } as unknown as NewAction
}

export const day = (text: string) => text as never

const YES: Answer<'yes'> = { value: 'yes' }

/** Consent of an adult to being recorded, and to what a body needs that decides on identification where `identification`. */
export const consent = (
  options: { readonly identification?: boolean; readonly until?: string } = {},
): Payloads['consent_recorded'] => ({
  consentOn: day(TODAY),
  questions: Object.fromEntries(
    CONSENT_QUESTIONS.map((question) => [question, YES]),
  ) as Payloads['consent_recorded']['questions'],
  capacity: 'adult',
  form: 'written',
  explainedBy: 'A caseworker',
  language: 'en',
  interpreter: null,
  witness: null,
  assent: { absent: 'not_applicable' },
  guardian: null,
  bestInterestsBasis: null,
  grants: options.identification
    ? IDENTIFICATION_DATA_GROUPS.map((dataGroup) => ({
        id: newId<'grant'>(),
        purpose: 'identification',
        recipientKind: 'competent_authority',
        recipientAgencyId: STAFF.authority.agencyId,
        dataGroup,
        validFrom: day(TODAY),
        validUntil: day(options.until ?? '2027-05-24'),
      }))
    : [],
})

export const opening = (age: 'adult' | 'child' | 'not_sure', more: Partial<Payloads['file_opened']> = {}) =>
  act('file_opened', { age, contactOn: day(TODAY), channel: 'ngo', teamId: TEAM, assignedTo: null, ...more })

export const identityAnswers = (
  names: readonly { readonly given: string; readonly family?: string }[],
  more: Record<string, Answer> = {},
) =>
  act('answers_recorded', {
    form: 'identity',
    version: '1',
    edits: {
      ...Object.fromEntries(
        names.flatMap(({ given, family }) => {
          const row = newId<'row'>()
          return [
            [`names/${row}`, { value: true }],
            [`names/${row}/given`, { value: given }],
            ...(family === undefined ? [] : [[`names/${row}/family`, { value: family }]]),
          ] as [string, Answer][]
        }),
      ),
      ...more,
    },
  })

export const decision = (
  authority: Principal,
  kind: Payloads['decision_recorded']['kind'],
  outcome: Payloads['decision_recorded']['outcome'],
  more: Partial<Payloads['decision_recorded']> = {},
) =>
  act('decision_recorded', {
    kind,
    outcome,
    decidedOn: day(TODAY),
    body: { agencyId: authority.agencyId, name: authority.agencyName, type: authority.agencyType },
    legalBasis: 'Section 12',
    reasons: 'The account is consistent.',
    evidence: [{ kind: 'account_of_the_person', source: 'Interview', note: '' }],
    notice: null,
    reconsiders: null,
    ...more,
  })
