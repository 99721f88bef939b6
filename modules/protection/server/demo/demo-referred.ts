import type { Principal } from '@gloact/identity/contract/principal'
import { unwrap } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { ProtectionContext } from '../file/context.ts'
import {
  assessed,
  by,
  consented,
  demoFileId,
  identity,
  LABOUR_SIGNS,
  opened,
  screened,
  tell,
  type DemoPeople,
  type Story,
  toldFrom,
} from './demo-files.ts'
import { safeContact } from './demo-risks.ts'
import { idOf } from './demo-step.ts'
import { recordActions } from '../file/record-actions.ts'
import { tables } from '../file/file-tables.ts'

/** Adults who agreed that a clinic is told why they come, as health care and as counselling: by the number of their story. */
export const REFERRED_STORIES = [7, 8, 9] as const
/** One more, who has changed their mind about part of it since (`withdrawDemoContact`). */
export const NARROWED_STORY = 10

const PERSONS = [
  {
    number: 7,
    language: 'es',
    person: { given: 'Rosa', family: 'Quispe', birth: '1994-07-11', gender: 'Feminine', citizenship: 'BO' },
    contact: {
      safe: 'yes',
      ways: ['call'],
      never: 'Not at her place of work.',
      say: 'Say that you are from the language school.',
    },
  },
  {
    number: 8,
    language: 'ru',
    person: { given: 'Рустам', family: 'Юлдашев', birth: '1985-01-29', gender: 'Masculine', citizenship: 'UZ' },
    contact: {
      safe: 'yes',
      ways: ['messaging_app'],
      never: 'Never call; he shares the telephone.',
      say: 'Say that it is about the appointment.',
    },
  },
  {
    number: 9,
    language: 'fr',
    person: { given: 'Mariam', family: 'Diarra', birth: '2001-10-03', gender: 'Feminine', citizenship: 'ML' },
    contact: {
      safe: 'yes',
      ways: ['call', 'text_message'],
      never: 'Not after eight in the evening.',
      say: 'Say that you are the library.',
    },
  },
  {
    number: NARROWED_STORY,
    language: 'fr',
    person: { given: 'Ibrahima', family: 'Sow', birth: '1991-12-18', gender: 'Masculine', citizenship: 'GN' },
    contact: {
      safe: 'yes',
      ways: ['text_message'],
      never: 'Not while he is at the port.',
      say: 'Say that you are from the football club.',
    },
  },
] as const

const OPENED_DAYS_AGO = 30
/** The place of `contact` among what is agreed below. */
const CONTACT_GRANT = 3

/** The same at every start; what somebody did with them since stays. */
export async function loadDemoReferred(
  context: ProtectionContext,
  people: DemoPeople,
  clinicAgencyId: string,
): Promise<void> {
  const told = PERSONS.map((person) => storyOf(person, people, clinicAgencyId))
  const today = await toldFrom(context, told)
  const there = await sequences(context)
  for (const story of told) {
    const steps = story.first.length + story.later.length
    if ((there.get(demoFileId(story.number)) ?? 0) < steps) await tell(context, people, story, today)
  }
}

/** How far each of them has come: what an interrupted start left is completed. */
async function sequences({ db, rules }: ProtectionContext): Promise<ReadonlyMap<string, number>> {
  const rows = await readInScope(db, systemScope(rules.country), (trx) =>
    tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', 'sequence'])
      .where(sql<boolean>`id = any (${PERSONS.map(({ number }) => demoFileId(number))}::uuid[])`)
      .execute(),
  )
  return new Map(rows.map(({ id, sequence }) => [id, sequence]))
}

/** He has moved in with people who must not learn of it: the clinic may no longer know how he is reached. Done before, it does nothing. */
export async function withdrawDemoContact(context: ProtectionContext, who: Principal): Promise<void> {
  const on = context.clock.today(context.rules.calendar.timeZone)
  unwrap(
    await recordActions(context, who, demoFileId(NARROWED_STORY), [
      {
        id: idOf<'action'>(2, NARROWED_STORY, 90),
        type: 'consent_withdrawn',
        replaces: [],
        happenedAt: context.clock.now(),
        deviceTime: null,
        payload: { withdrawnOn: on, grantIds: [idOf<'grant'>(4, NARROWED_STORY, CONTACT_GRANT)], reason: null },
      },
    ]),
  )
}

function storyOf(
  { number, language, person, contact }: (typeof PERSONS)[number],
  { caseworker }: DemoPeople,
  clinicAgencyId: string,
): Story {
  const agreed = (recipientKind: string, groups: readonly string[]) =>
    groups.map((dataGroup) => ({
      purpose: 'referral' as const,
      recipientKind,
      recipientAgencyId: clinicAgencyId,
      dataGroup,
    }))
  return {
    number,
    openedBy: 'caseworker',
    first: [
      opened(OPENED_DAYS_AGO, 'adult', caseworker.teamIds[0] ?? null, caseworker.userId),
      screened(OPENED_DAYS_AGO, 'adult_labour', LABOUR_SIGNS, language),
      consented(OPENED_DAYS_AGO, number, language, [
        ...agreed('health', ['needs', 'identity', 'contact']),
        ...agreed('psychosocial', ['needs', 'identity']),
      ]),
      identity(OPENED_DAYS_AGO, number, { ...person, language }),
    ],
    later: [
      by('caseworker', safeContact(OPENED_DAYS_AGO - 1, contact)),
      by('caseworker', assessed(OPENED_DAYS_AGO - 3)),
    ],
  }
}
