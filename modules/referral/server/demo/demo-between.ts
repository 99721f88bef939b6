import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, unwrap, type Answer, type Failure } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables, takeStep } from '@gloact/records/server'
import { sql } from 'kysely'
import { KEEPS_FILE, PACKAGE_READ_IN, type Begun } from '../../domain/between/kinds.ts'
import { previewPackage, sendReferral } from '../sending/refer.ts'
import type { InventedChild } from './demo-stories.ts'
import { systemFor, type ReferralContext } from '../referral-context.ts'
import { begin } from '../between/begin.ts'
import type { RequestsByKind } from '../between/requests.ts'
import { servedTo } from '../between/served-to.ts'

/** In whose name invented transfers, joint work and conferences are written, and about which file. */
export interface BetweenPeople {
  /** The office for children: who works on the file, and who decides. */
  readonly officer: Principal
  readonly lead: Principal
  /** The shelter and the clinic, with whom it works. */
  readonly shelterLead: Principal
  readonly shelterWorker: Principal
  readonly clinic: Principal
  readonly fileId: string
  /** A file of the shelter's, whose transfer the office asks for. */
  readonly askedFileId: string
  /** Opens an invented child's file of the office; done before, it is the same file. */
  readonly openChild: (child: InventedChild) => Promise<string>
}

type Person = 'officer' | 'lead' | 'shelterLead' | 'shelterWorker' | 'clinic'
interface Told {
  readonly kind: Begun
  /** Of which of the children it is; by default of the file that everything else is about. */
  readonly child?: 0 | 1 | 2
  readonly by: Person
  readonly with?: readonly ('shelter' | 'clinic')[]
  readonly words?: string
  readonly answers?: Readonly<Record<string, unknown>>
  readonly send?: boolean
  readonly steps?: readonly (readonly [Person, string, Readonly<Record<string, unknown>>?])[]
}

const SHARING = { lead_needs: ['education', 'child_protection'], partner_needs: ['legal_assistance'] }
const MEETING = { on: 14, questions: 'Where can she live while her papers are made, and who goes with her to school?' }
const HELD = {
  held_on: 0,
  person_heard: 'yes',
  summary: 'She wants to stay near her cousin. Papers take two months; school may begin before.',
}

/** Children who begin to live with somebody else: nothing about them waits for a decision, so that their files can go. */
const CHILDREN = [
  { number: 90, given: 'Nazgul', family: 'Toktogulova', citizenship: 'KG', language: 'ky' },
  { number: 91, given: 'ኤደን', family: 'ተስፋዬ', citizenship: 'ET', language: 'am' },
  { number: 92, given: 'Yara', family: null, citizenship: 'SY', language: 'ar' },
] as const

const TAKEN_OVER: Told['steps'] = [
  ['shelterWorker', 'acknowledge'],
  ['shelterLead', 'accept', { first_on: 3 }],
]

const STORIES: readonly Told[] = [
  { kind: 'transfer', by: 'lead', with: ['shelter'], words: 'A house near her cousin.', steps: [['lead', 'discard']] },
  {
    kind: 'transfer',
    by: 'lead',
    with: ['shelter'],
    words: 'She wants to live near her cousin, in the north.',
    send: true,
    steps: [
      ['shelterLead', 'decline', { reason: 'full' }],
      ['lead', 'close'],
    ],
  },
  {
    kind: 'transfer',
    child: 0,
    by: 'lead',
    with: ['shelter'],
    words: 'A place became free near her cousin. She has seen the house and likes it.',
    send: true,
  },
  { kind: 'transfer_request', by: 'officer' },
  { kind: 'transfer_request', by: 'officer', steps: [['shelterLead', 'refuse', { reason: 'no_contact' }]] },
  { kind: 'joint_work', by: 'lead', with: ['shelter'], answers: SHARING },
  {
    kind: 'joint_work',
    by: 'lead',
    with: ['shelter'],
    answers: SHARING,
    steps: [
      ['shelterLead', 'agree', { own_consent: 'yes' }],
      ['officer', 'add_goal', { goal: '“I want to go to school with my cousin.”', by: 60 }],
      ['shelterLead', 'add_goal', { goal: 'A residence paper in her own name.', by: 90 }],
      ['officer', 'report_goal', { number: 1, state: 'under_way', note: 'A seat is promised from January.' }],
    ],
  },
  {
    kind: 'conference',
    by: 'officer',
    with: ['shelter', 'clinic'],
    answers: MEETING,
    send: true,
  },
  {
    kind: 'conference',
    by: 'officer',
    with: ['shelter', 'clinic'],
    answers: { ...MEETING, on: 1 },
    send: true,
    steps: [
      ['officer', 'hold', HELD],
      ['officer', 'decide', { who: 'guest_1', what: 'Takes her to the registry for the first appointment.', by: 10 }],
      ['officer', 'decide', { who: 'convener', what: 'Asks the school for a seat before the papers are made.', by: 7 }],
    ],
  },
  {
    kind: 'transfer',
    child: 1,
    by: 'lead',
    with: ['shelter'],
    words: 'She asks to live with the family that took her in. It is in the north.',
    send: true,
    steps: TAKEN_OVER,
  },
  {
    kind: 'transfer',
    child: 2,
    by: 'lead',
    with: ['shelter'],
    words: 'A bed in the house for mothers, until her sister arrives.',
    send: true,
    steps: [
      ...TAKEN_OVER,
      ['shelterLead', 'give_back', { reason: 'Her sister has arrived and lives near your office.' }],
      ['lead', 'take_back'],
    ],
  },
]

const idOf = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

/** Something in the usual states of each kind. What is there already is left as it is. */
export async function loadBetween(
  context: ReferralContext,
  of: RequestsByKind,
  people: BetweenPeople,
  { progress }: DemoProgress,
): Promise<void> {
  const there = await readInScope(context.db, systemScope(context.country), (trx) =>
    requestTables(trx, 'referral')
      .selectFrom('request')
      .select('id')
      .where(sql<boolean>`id = any (${STORIES.map((_story, number) => idOf(27, number))}::uuid[])`)
      .execute(),
  )
  const ids = new Set(there.map(({ id }) => id))
  // An invented country without this file has none of it.
  if (ids.size === STORIES.length || (await numberOf(context, people.fileId)) === null) return
  progress('Loading invented transfers, joint work and conferences')
  const children: string[] = []
  for (const child of CHILDREN) children.push(await people.openChild({ ...child, daysAgo: 12, sure: true }))
  for (const [number, story] of STORIES.entries()) {
    const fileId = story.child === undefined ? people.fileId : children[story.child]!
    if (!ids.has(idOf(27, number)) && !(await tell(context, of, { ...people, fileId }, story, number))) return
  }
}

async function tell(
  context: ReferralContext,
  of: RequestsByKind,
  people: BetweenPeople,
  { kind, by, with: partners = [], words, answers = {}, send = false, steps = [] }: Told,
  number: number,
): Promise<boolean> {
  const id = idOf(27, number)
  const who = people[by]
  const happenedAt = context.clock.now()
  const asks = kind === 'transfer_request'
  const asked = asks ? await numberOf(context, people.askedFileId) : null
  if (asks && asked === null) return true
  const begun = await begin(context, of, who, {
    kind,
    id,
    stepId: idOf(28, number * 10),
    fileId: asks ? null : people.fileId,
    number: asked,
    with: partners.map((partner) =>
      partner === 'shelter'
        ? { agencyId: people.shelterLead.agencyId, recipientKind: 'shelter' as const }
        : { agencyId: people.clinic.agencyId, recipientKind: 'health' as const },
    ),
    words: words ?? null,
    groups: send ? ['identity', 'contact'] : [],
    child: asks ? null : { assent: 'yes', guardian: 'consulted' },
    tieWeighed: false,
    happenedAt,
    answers: answersOf(
      context,
      asks
        ? { why: 'We met her at the ferry. She asks whether we can help her from now on.', person_knows: 'yes' }
        : answers,
    ),
  })
  if (!begun.ok) return false
  const to = servedTo(context, kind)
  if (send) {
    const sending = { of: of[kind], to, keeper: KEEPS_FILE[kind], readIn: PACKAGE_READ_IN[kind] ?? [] }
    const { digest } = unwrap(await previewPackage(context, sending, who, id))
    unwrap(await sendReferral(context, sending, who, id, { stepId: idOf(28, number * 10 + 1), digest, happenedAt }))
  }
  for (const [place, [person, step, said = {}]] of steps.entries()) {
    const actor = people[person]
    unwrap(
      await inScope<unknown, Failure>(context.db, systemFor(actor), (trx) =>
        takeStep(trx, of[kind], to.actorOf(actor), id, {
          id: idOf(28, number * 10 + 2 + place),
          step,
          happenedAt: asInstant(Date.parse(happenedAt)),
          payload: { answers: answersOf(context, said) },
        }),
      ),
    )
  }
  return true
}

const numberOf = (context: ReferralContext, fileId: string): Promise<string | null> =>
  readInScope(context.db, systemScope(context.country), (trx) => context.files.numberOf(trx, fileId))

const DAYS: readonly string[] = ['on', 'by', 'held_on', 'first_on']

/** Days are said as so many from today. */
const answersOf = (
  { clock, calendar }: ReferralContext,
  said: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Answer>> =>
  Object.fromEntries(
    Object.entries(said).map(([field, value]) => [
      field,
      { value: DAYS.includes(field) ? addDays(clock.today(calendar.timeZone), Number(value)) : value } as Answer,
    ]),
  )
