import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, addMonths, asInstant, asPlainDate, unwrap, type Answer, type PlainDate } from '@gloact/kernel'
import type { ActionId } from '@gloact/ledger'
import { readInScope, systemScope } from '@gloact/postgres'
import type { NewAction } from '../../contract/file/actions.ts'
import type { ActionType, Payloads } from '../../domain/file/actions/definitions.ts'
import { formOf } from '../../domain/file/file-rules.ts'
import { CONSENT_QUESTIONS } from '../../domain/file/words.ts'
import { IDENTIFICATION_DATA_GROUPS } from '../../domain/file/consent.ts'
import { ILO_2009 } from '@gloact/standards/indicators'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'
import { A_CHILD, IN_DOMESTIC_WORK, IN_THE_KITCHEN, reviewed, risks, safeContact } from './demo-risks.ts'
import { loadDemoServices } from './demo-services.ts'
import { answers, idOf, step, value, type Step } from './demo-step.ts'
import { openCaseFile } from '../file/open-case-file.ts'
import { recordActions } from '../file/record-actions.ts'

/** Who writes the demonstration's files. All of them, and everybody in the files, are invented. */
export interface DemoPeople {
  readonly frontline: Principal
  readonly caseworker: Principal
  readonly supervisor: Principal
  readonly authority: Principal
  readonly childProtection: Principal
}

/** One file's story: who opens it, what happens on which day before today, and who does it. */
export interface Story {
  readonly number: number
  readonly openedBy: keyof DemoPeople
  readonly first: readonly Step[]
  readonly later: readonly (Step & { readonly by: keyof DemoPeople })[]
}

export const by = (who: keyof DemoPeople, what: Step): Step & { readonly by: keyof DemoPeople } => ({
  ...what,
  by: who,
})

/** The file of a story, by its number: the same in every demonstration and training sandbox. */
export const demoFileId = (story: number): string => idOf<'file'>(1, story, 0)

/**
 * Writes the demonstration's own files: one at each point of the way, with the tasks and clocks that go with it. Written
 * through the same use cases as anybody's. Loading again changes nothing.
 */
export async function loadDemoFiles(context: ProtectionContext, people: DemoPeople): Promise<void> {
  const told = stories(people)
  const today = await toldFrom(context, told)
  for (const story of told) await tell(context, people, story, today)
  await loadDemoServices(context, people, today)
}

/**
 * The day that the stories count back from: today or, if an earlier start was interrupted while it wrote them, the day of that start. What
 * was written then is written again with the same days, which changes nothing.
 */
export async function toldFrom(
  { db, clock, rules }: Pick<ProtectionContext, 'db' | 'clock' | 'rules'>,
  stories: readonly Pick<Story, 'number' | 'first'>[],
): Promise<PlainDate> {
  const begins = new Map<string, number>(stories.map((story) => [actionId(story, 1), story.first[0]?.daysAgo ?? 0]))
  const begun = await readInScope(db, systemScope(rules.country), (trx) =>
    tables(trx)
      .selectFrom('protection.file_action')
      .select(['id', 'happened_at'])
      .where('id', 'in', [...begins.keys()])
      .limit(1)
      .executeTakeFirst(),
  )
  if (begun === undefined) return clock.today(rules.calendar.timeZone)
  return addDays(asPlainDate(begun.happened_at.slice(0, 10)), begins.get(begun.id) ?? 0)
}

const actionId = ({ number }: Pick<Story, 'number'>, place: number): ActionId => idOf<'action'>(2, number, place)

/** Writes one of them, through the use cases of anybody. */
export async function tell(
  context: ProtectionContext,
  people: DemoPeople,
  story: Story,
  today: PlainDate,
): Promise<void> {
  const fileId = idOf<'file'>(1, story.number, 0)
  const action = (what: Step, place: number): NewAction => {
    const on = addDays(today, -what.daysAgo)
    return {
      id: actionId(story, place),
      type: what.type,
      replaces: [],
      happenedAt: asInstant(`${on}T09:00:00.000Z`),
      deviceTime: null,
      payload: inCurrentVersion(context, what.payload(on)),
    } as NewAction
  }
  const first = story.first.map((what, index) => action(what, index + 1))
  unwrap(
    await openCaseFile(context, people[story.openedBy], {
      fileId,
      personId: idOf<'person'>(3, story.number, 0),
      actions: first,
    }),
  )
  for (const [index, what] of story.later.entries()) {
    unwrap(await recordActions(context, people[what.by], fileId, [action(what, story.first.length + index + 1)]))
  }
}

/** Answers are given in the version of the form that the country has now. */
function inCurrentVersion({ rules }: ProtectionContext, payload: Payloads[ActionType]): Payloads[ActionType] {
  if (!('edits' in payload)) return payload
  return { ...payload, version: formOf(rules, payload.form)?.version ?? payload.version }
}

export const opened = (
  daysAgo: number,
  age: Payloads['file_opened']['age'],
  teamId: string | null,
  assignedTo: string | null,
  channel = 'ngo',
) => step(daysAgo, 'file_opened', (contactOn) => ({ age, contactOn, channel, teamId, assignedTo }))

export const screened = (
  daysAgo: number,
  profile: Payloads['screening_recorded']['profile'],
  observed: readonly string[],
  language: string,
) =>
  step(daysAgo, 'screening_recorded', (screenedOn) => ({
    set: ILO_2009.id,
    setVersion: ILO_2009.version,
    profile,
    observed: Object.fromEntries(observed.map((id) => [id, 'observed' as const])),
    act: profile.startsWith('child') ? 'observed' : 'not_asked',
    intendedExploitation: 'not_asked',
    safeNow: 'yes',
    urgentNeeds: [],
    language,
    screenedOn,
  }))

const YES: Answer<'yes'> = { value: 'yes' }

/** One thing that somebody agrees to: who may be told which group of data, for what. */
type Agreed = Pick<
  Payloads['consent_recorded']['grants'][number],
  'purpose' | 'recipientKind' | 'recipientAgencyId' | 'dataGroup'
>

const TO_IDENTIFICATION: readonly Agreed[] = IDENTIFICATION_DATA_GROUPS.map((dataGroup) => ({
  purpose: 'identification',
  recipientKind: 'competent_authority',
  recipientAgencyId: null,
  dataGroup,
}))

/** The person agrees, and to what besides the keeping of a file: what decides on identification is told, or what a story says. */
export const consented = (daysAgo: number, story: number, language: string, to: readonly Agreed[]) =>
  step(daysAgo, 'consent_recorded', (consentOn) => ({
    consentOn,
    questions: Object.fromEntries(
      CONSENT_QUESTIONS.map((question) => [question, YES]),
    ) as Payloads['consent_recorded']['questions'],
    capacity: 'adult',
    form: 'written',
    explainedBy: 'Amal Haddad',
    language,
    interpreter: null,
    witness: null,
    assent: { absent: 'not_applicable' },
    guardian: null,
    bestInterestsBasis: null,
    grants: to.map((agreed, index) => ({
      id: idOf<'grant'>(4, story, index + 1),
      ...agreed,
      validFrom: consentOn,
      validUntil: addDays(consentOn, 180),
    })),
  }))

/** Fourteen years and three months old on that day. */
const fourteenOn = (today: PlainDate): PlainDate => addMonths(today, -(14 * 12 + 3))

/** A person's names and coded particulars, for the form `identity`. */
export const identity = (
  daysAgo: number,
  story: number,
  person: {
    given: string
    family?: string
    /** A day, or by the day on which the stories are loaded: a child is one whenever that is. */
    birth?: string | ((today: PlainDate) => PlainDate)
    gender: string
    citizenship: string
    language: string
  },
) =>
  answers(daysAgo, 'identity', (on) => {
    const row = idOf<'row'>(5, story, 1)
    const birth = typeof person.birth === 'function' ? person.birth(addDays(on, daysAgo)) : person.birth
    return {
      [`names/${row}`]: value(true),
      [`names/${row}/given`]: value(person.given),
      ...(person.family === undefined ? {} : { [`names/${row}/family`]: value(person.family) }),
      birth_date: birth === undefined ? { absent: 'not_known' } : value(birth),
      gender: value(person.gender),
      citizenship: value([person.citizenship]),
      primary_language: value(person.language),
    }
  })

const situation = (daysAgo: number, story: number, sectors: readonly string[], from: string) =>
  answers(daysAgo, 'situation', () => {
    const row = idOf<'row'>(6, story, 1)
    return {
      [`episodes/${row}`]: value(true),
      [`episodes/${row}/act`]: value(['recruitment', 'harbouring']),
      [`episodes/${row}/means`]: value(['deception']),
      [`episodes/${row}/forms`]: value(['forced_labour']),
      [`episodes/${row}/sectors`]: value(sectors),
      [`episodes/${row}/episode_country`]: value('DL'),
      [`episodes/${row}/from_on`]: value(from),
      [`episodes/${row}/ongoing`]: { absent: 'declined' },
      means_of_control: value(['withholds_documents', 'restricts_movement']),
    }
  })

/** Needs and risks were assessed on that day: its clock stops. */
export const assessed = (daysAgo: number) => answers(daysAgo, 'assessment', (on) => ({ assessed_on: value(on) }))

const requested = (
  daysAgo: number,
  bodyAgencyId: string,
  kind: Payloads['identification_requested']['kind'] = 'reasonable_grounds',
) => step(daysAgo, 'identification_requested', (requestedOn) => ({ kind, bodyAgencyId, requestedOn }))

const decided = (
  daysAgo: number,
  authority: Principal,
  kind: Payloads['decision_recorded']['kind'],
  outcome: Payloads['decision_recorded']['outcome'],
) =>
  step(daysAgo, 'decision_recorded', (decidedOn) => ({
    kind,
    outcome,
    decidedOn,
    body: { agencyId: authority.agencyId, name: authority.agencyName, type: authority.agencyType },
    legalBasis: 'Demoland Act on Trafficking in Persons, section 12',
    reasons: 'The account is consistent with what the shelter observed and with the papers that were found.',
    evidence: [
      { kind: 'account_of_the_person', source: 'Interview at the shelter, with an interpreter', note: '' },
      { kind: 'screening', source: 'Screening at first contact', note: '' },
    ],
    notice: null,
    reconsiders: null,
  }))

export const LABOUR_SIGNS = [
  'deceptive_recruitment.nature_of_job',
  'deceptive_recruitment.wages',
  'exploitation.excessive_hours',
  'exploitation.bad_living',
  'coercion_destination.confiscation_documents',
  'coercion_destination.isolation_confinement',
]

function stories({ caseworker, authority, childProtection }: DemoPeople): readonly Story[] {
  const team = caseworker.teamIds[0] ?? null
  const body = authority.agencyId
  return [
    {
      number: 1,
      openedBy: 'frontline',
      first: [
        opened(1, 'not_sure', team, null, 'border_or_immigration'),
        screened(1, 'child_labour', ['exploitation.excessive_hours', 'coercion_destination.threats_of_violence'], 'am'),
      ],
      later: [
        by('caseworker', identity(1, 1, { given: 'Selam', gender: 'Feminine', citizenship: 'ET', language: 'am' })),
      ],
    },
    {
      number: 2,
      openedBy: 'caseworker',
      first: [
        opened(12, 'adult', team, caseworker.userId, 'hotline'),
        screened(12, 'adult_labour', LABOUR_SIGNS, 'ne'),
        consented(12, 2, 'ne', TO_IDENTIFICATION),
        identity(12, 2, {
          given: 'सीता',
          family: 'थापा',
          birth: '1999-05-14',
          gender: 'Feminine',
          citizenship: 'NP',
          language: 'ne',
        }),
      ],
      later: [
        by('caseworker', situation(11, 2, ['labour.domestic_work'], '2025-03')),
        by('caseworker', safeContact(11, IN_DOMESTIC_WORK.contact)),
        by('caseworker', risks(10, caseworker.userId, IN_DOMESTIC_WORK.risks, IN_DOMESTIC_WORK.plan)),
        by('caseworker', requested(9, body)),
        by('caseworker', assessed(4)),
      ],
    },
    {
      number: 3,
      openedBy: 'caseworker',
      first: [
        opened(40, 'adult', team, caseworker.userId, 'police'),
        screened(40, 'adult_labour', LABOUR_SIGNS, 'ru'),
        consented(40, 3, 'ru', TO_IDENTIFICATION),
        identity(40, 3, {
          given: 'Олена',
          family: 'Коваленко',
          birth: '1991-02-03',
          gender: 'Feminine',
          citizenship: 'UA',
          language: 'uk',
        }),
      ],
      later: [
        by('caseworker', situation(38, 3, ['I_AccommodationAndFoodServiceActivities'], '2024-11')),
        by('caseworker', safeContact(38, IN_THE_KITCHEN.contact)),
        by('caseworker', risks(36, caseworker.userId, IN_THE_KITCHEN.before)),
        by('caseworker', requested(37, body)),
        by('caseworker', assessed(31)),
        by('authority', decided(33, authority, 'reasonable_grounds', 'positive')),
        by(
          'caseworker',
          step(30, 'plan_agreed', (agreedOn) => ({ agreedOn, agreedWithPerson: true, reasons: null, review: false })),
        ),
        by(
          'caseworker',
          step(20, 'note_added', (notedOn) => ({
            kind: 'visit',
            text: 'Visited at the residence. She would like to start the language course.',
            notedOn,
          })),
        ),
        by('caseworker', risks(12, caseworker.userId, IN_THE_KITCHEN.after)),
        by(
          'supervisor',
          reviewed(
            10,
            'file',
            'Complete but for the papers of the court. The mother’s safety is to be followed up.',
            40,
          ),
        ),
        by('caseworker', requested(6, body, 'conclusive_grounds')),
      ],
    },
    {
      number: 4,
      openedBy: 'caseworker',
      first: [
        opened(75, 'adult', team, caseworker.userId, 'self'),
        screened(75, 'adult_labour', LABOUR_SIGNS, 'ar'),
        consented(75, 4, 'ar', TO_IDENTIFICATION),
        identity(75, 4, {
          given: 'يوسف',
          family: 'الأحمد',
          birth: '1988-09-21',
          gender: 'Masculine',
          citizenship: 'SY',
          language: 'ar',
        }),
      ],
      later: [
        by('caseworker', situation(74, 4, ['F_Construction'], '2025-01')),
        by('caseworker', requested(73, body)),
        by('caseworker', assessed(68)),
        by('authority', decided(70, authority, 'reasonable_grounds', 'positive')),
        by(
          'caseworker',
          step(66, 'plan_agreed', (agreedOn) => ({ agreedOn, agreedWithPerson: true, reasons: null, review: false })),
        ),
        by('caseworker', requested(45, body, 'conclusive_grounds')),
        by('authority', decided(40, authority, 'conclusive_grounds', 'positive')),
        by('caseworker', reviewed(20, 'plan', 'Wages are paid; he works and has a room of his own.', 30)),
        by(
          'caseworker',
          step(3, 'closure_requested', () => ({
            reason: 'goals_achieved',
            summary: 'Wages recovered, lawful work found, no further support wished.',
          })),
        ),
      ],
    },
    {
      number: 5,
      openedBy: 'caseworker',
      first: [
        opened(20, 'adult', team, caseworker.userId, 'ngo'),
        screened(20, 'adult_labour', LABOUR_SIGNS.slice(0, 3), 'fr'),
        consented(20, 5, 'fr', []),
        identity(20, 5, { given: 'Aïssata', gender: 'Feminine', citizenship: 'ML', language: 'fr' }),
      ],
      later: [
        by(
          'caseworker',
          step(19, 'refusal_recorded', (declinedOn) => ({
            kind: 'identification',
            declinedOn,
            explained: 'Shelter and health care go on. The decision can be changed at any time.',
          })),
        ),
        by('caseworker', assessed(8)),
        // Two who worked on the file without having seen one another's answer: it waits to be decided which one is right.
        by(
          'caseworker',
          answers(18, 'identity', () => ({ marital_status: value('Married') })),
        ),
        by(
          'supervisor',
          answers(18, 'identity', () => ({ marital_status: value('Separated') })),
        ),
      ],
    },
    {
      number: 6,
      openedBy: 'childProtection',
      first: [
        opened(5, 'child', null, childProtection.userId, 'social_service'),
        screened(
          5,
          'child_labour',
          ['exploitation.excessive_hours', 'exploitation.bad_living', 'coercion_destination.threats_of_violence'],
          'ky',
        ),
        identity(5, 6, {
          given: 'Айгүл',
          family: 'Асанова',
          birth: fourteenOn,
          gender: 'Feminine',
          citizenship: 'KG',
          language: 'ky',
        }),
      ],
      later: [
        by(
          'childProtection',
          step(4, 'guardian_appointed', (appointedOn) => ({
            appointedOn,
            guardian: 'A lawyer of the Child Protection Office',
            noConflictOfInterest: true,
          })),
        ),
        by('childProtection', requested(3, body)),
        by('childProtection', safeContact(3, A_CHILD.contact)),
        by('childProtection', risks(2, childProtection.userId, A_CHILD.risks)),
      ],
    },
  ]
}
