import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, ok, unwrap, type Answer, type Failure, type PlainDate } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables, takeDueSteps, takeStep, type RequestsOf, type ServedTo } from '@gloact/records/server'
import { sql } from 'kysely'
import type { CapacityUnit, Serves } from '../../domain/directory.ts'
import type { RecipientKind } from '../../domain/passing-on.ts'
import type { DetailField, Sight } from '../../domain/service-detail.ts'
import { sealChannel } from '../directory/channels.ts'
import { sealDetail } from '../directory/details.ts'
import { loadHistory } from './demo-history.ts'
import { BY_LINK, NARROWED, OUTPOST, storiesOf, type DemoPeople, type Told } from './demo-stories.ts'
import { makeLink } from '../links/make-link.ts'
import { withdrawOffers } from '../sending/offers.ts'
import { READ_IN, recallWithoutConsent } from '../sending/packages.ts'
import { draftReferral, previewPackage, sendReferral } from '../sending/refer.ts'
import { systemFor, type ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

const idOf = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

const AREAS = ['north', 'coast', 'hills', 'capital', 'port-isa'] as const
const LANGUAGES = [
  ['en', 'ar'],
  ['fr', 'en'],
  ['ru', 'ky'],
  ['es', 'pt'],
  ['am', 'ar', 'en'],
] as const

interface Kind {
  readonly agency: keyof DemoPeople['agencies']
  readonly site: string
  readonly name: string
  readonly type: string
  readonly recipientKind: RecipientKind
  readonly serves: Serves
  readonly unit: CapacityUnit
  readonly ages?: readonly [number | null, number | null]
  readonly confidential?: boolean
}

/** Eight kinds of site in each of five areas: forty. */
const KINDS: readonly Kind[] = [
  {
    agency: 'shelter',
    site: 'House',
    name: 'Safe house for women',
    type: 'shelter',
    recipientKind: 'shelter',
    serves: 'women',
    unit: 'bed',
    ages: [18, null],
    confidential: true,
  },
  {
    agency: 'shelter',
    site: 'Advice centre',
    name: 'Legal advice',
    type: 'legal_assistance',
    recipientKind: 'legal',
    serves: 'anybody',
    unit: 'appointment',
  },
  {
    agency: 'shelter',
    site: 'Workshop',
    name: 'Vocational training',
    type: 'vocational_training',
    recipientKind: 'livelihoods',
    serves: 'anybody',
    unit: 'place',
    ages: [16, null],
  },
  {
    agency: 'clinic',
    site: 'Clinic',
    name: 'General practice',
    type: 'health',
    recipientKind: 'health',
    serves: 'anybody',
    unit: 'appointment',
  },
  {
    agency: 'clinic',
    site: 'Women’s clinic',
    name: 'Sexual and reproductive health',
    type: 'sexual_reproductive_health',
    recipientKind: 'health',
    serves: 'women',
    unit: 'appointment',
  },
  {
    agency: 'clinic',
    site: 'Counselling rooms',
    name: 'Counselling',
    type: 'psychosocial',
    recipientKind: 'psychosocial',
    serves: 'anybody',
    unit: 'hour',
  },
  {
    agency: 'children',
    site: 'Children’s home',
    name: 'Home for children',
    type: 'child_protection',
    recipientKind: 'child_protection',
    serves: 'children',
    unit: 'bed',
    ages: [0, 17],
    confidential: true,
  },
  {
    agency: 'children',
    site: 'Day school',
    name: 'Bridge classes',
    type: 'education',
    recipientKind: 'protection',
    serves: 'children',
    unit: 'place',
    ages: [6, 17],
  },
]

/** The directory, and a referral in every state. What is there already is left as it is. */
export async function loadDemo(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  people: DemoPeople,
  { progress }: DemoProgress,
): Promise<void> {
  const scope = systemScope(context.country)
  const there = await readInScope(context.db, scope, (trx) =>
    tables(trx).selectFrom('referral.site').select('id').limit(1).executeTakeFirst(),
  )
  if (!there) {
    progress('Loading invented services and referrals')
    await loadDirectory(context, people)
  }
  await loadChannel(context, people)
  await loadDetails(context, people)
  const at = (kind: number) => ({ north: idOf(22, kind), coast: idOf(22, KINDS.length + kind) })
  await loadHistory(
    context,
    of,
    to,
    {
      sender: people.caseworker(),
      receiver: people.receiver(),
      services: { health: at(3), psychosocial: at(5) },
    },
    idOf,
  )
  const told = storiesOf(people)
  const known = await readInScope(context.db, scope, (trx) =>
    requestTables(trx, of.schema)
      .selectFrom('request')
      .select('id')
      .where(sql<boolean>`id = any (${told.map(({ number }) => idOf(23, number))}::uuid[])`)
      .execute(),
  )
  const ids = new Set(known.map(({ id }) => id))
  const missing = told.filter(({ number }) => !ids.has(idOf(23, number)))
  for (const one of missing) {
    const begun = await tell(context, of, to, people, one)
    if (begun && one.number === NARROWED) {
      await people.narrowed.withdraw(people.caseworker())
      await recallWithoutConsent(context, [of], { fileId: people.narrowed.fileId })
    }
    // Nothing is mailed for an invented service. Anyone who tries it out makes another link, or another PIN.
    if (begun && one.number === BY_LINK)
      unwrap(
        await makeLink({ ...context, mailer: undefined }, of, to, one.sender, idOf(23, BY_LINK), {
          id: idOf(25, BY_LINK),
        }),
      )
  }
  if (missing.length === 0) return
  // Of the one that nobody answered, and of what was offered together.
  await takeDueSteps(of)
  await withdrawOffers(context, of)
}

async function loadChannel(context: ReferralContext, { sender, caseworker }: DemoPeople): Promise<void> {
  const id = idOf(26, OUTPOST)
  const channel = { mailbox: 'reception@outpost.example', telephone: '+999 55 0100' }
  const key = await context.vault.wordKey(context.db, context.country)
  const now = context.clock.now()
  unwrap(
    await inScope(context.db, systemScope(context.country), async (trx) => {
      const there = await tables(trx)
        .selectFrom('referral.service_channel')
        .select('id')
        .where('service_id', '=', idOf(22, OUTPOST))
        .limit(1)
        .executeTakeFirst()
      if (there) return ok(undefined)
      await tables(trx)
        .insertInto('referral.service_channel')
        .values({
          id,
          service_id: idOf(22, OUTPOST),
          country: context.country,
          sealed: sealChannel(key, id, channel),
          proposed_by: sender().userId,
          proposed_at: now,
          confirmed_by: caseworker().userId,
          confirmed_at: now,
          replaced_at: null,
        })
        .execute()
      return ok(undefined)
    }),
  )
}

const BY_DAY = 'MO,TU,WE,TH,FR 08:00-16:00'
/** In the capital services are open late, and take those who come at night. */
const NIGHT_AREA = 3
const AT_NIGHT = 'MO,TU,WE,TH,FR,SA,SU 07:00-02:00'

/** When services are open and where people go at night; the houses' addresses, for those who were taken in alone. */
async function loadDetails(context: ReferralContext, { sender, caseworker }: DemoPeople): Promise<void> {
  const key = await context.vault.wordKey(context.db, context.country)
  const now = context.clock.now()
  const said = AREAS.flatMap((_area, place) =>
    KINDS.flatMap((kind, index) => {
      const number = place * KINDS.length + index
      const of = (field: DetailField, sight: Sight, value: string) => ({ number, field, sight, value })
      if (kind.confidential)
        return [
          of('contact', 'network', 'Call the front door; someone answers day and night.'),
          of('address', 'after_acceptance', `${number + 1} Invented Lane. Come with an escort, after calling.`),
        ]
      return [
        of('hours', 'public', place === NIGHT_AREA ? AT_NIGHT : BY_DAY),
        of('fees', 'public', 'Free of charge.'),
        ...(place === NIGHT_AREA ? [] : [of('night', 'public', idOf(22, NIGHT_AREA * KINDS.length + index))]),
        of('contact', 'network', `Reception, extension ${100 + number}`),
      ]
    }),
  )
  unwrap(
    await inScope(context.db, systemScope(context.country), async (trx) => {
      await tables(trx)
        .insertInto('referral.service_detail')
        .values(
          said.map(({ number, field, sight, value }, index) => {
            const id = idOf(69, index)
            return {
              id,
              service_id: idOf(22, number),
              country: context.country,
              field,
              sight,
              sealed: sealDetail(key, id, value),
              proposed_by: sender().userId,
              proposed_at: now,
              confirmed_by: caseworker().userId,
              confirmed_at: now,
              replaced_at: null,
            }
          }),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return ok(undefined)
    }),
  )
}

async function loadDirectory(context: ReferralContext, { agencies }: DemoPeople): Promise<void> {
  const now = context.clock.now()
  const today = context.clock.today(context.calendar.timeZone)
  const entries = AREAS.flatMap((area, place) =>
    KINDS.map((kind, index) => ({ kind, area, place, index, number: place * KINDS.length + index })),
  )
  unwrap(
    await inScope(context.db, systemScope(context.country), async (trx) => {
      await tables(trx)
        .insertInto('referral.site')
        .values(
          entries.map(({ kind, area, place, number }) => ({
            id: idOf(21, number),
            country: context.country,
            agency_id: agencies[kind.agency],
            name: `${kind.site} ${place + 1}`,
            area,
            confidential: kind.confidential ?? false,
            address: kind.confidential ? null : `${number + 1} Invented Street`,
            created_at: now,
          })),
        )
        .execute()
      await tables(trx)
        .insertInto('referral.service')
        .values(
          entries.map(({ kind, place, number }) => ({
            id: idOf(22, number),
            site_id: idOf(21, number),
            country: context.country,
            agency_id: agencies[kind.agency],
            type: kind.type,
            name: kind.name,
            recipient_kind: kind.recipientKind,
            languages: [...LANGUAGES[place]!],
            serves: kind.serves,
            min_age: kind.ages?.[0] ?? null,
            max_age: kind.ages?.[1] ?? null,
            confirmed_on: today,
            valid_until: addDays(today, 365),
            doubted_on: null,
            unit: kind.unit,
            maximum: 12 + place,
            // In the hills every house is full; of the last area nobody has said.
            occupied: place === 2 ? 12 + place : place * 2,
            held: 0,
            out_of_use: 0,
            keeps_list: place === 2,
            capacity_at: place === 4 ? null : now,
            version: 1,
          })),
        )
        .execute()
      return ok(undefined)
    }),
  )
}

async function tell(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  { receiver, shelterLead }: DemoPeople,
  {
    number,
    sender,
    fileId,
    service,
    urgency,
    words,
    groups,
    child,
    daysAgo,
    send,
    steps,
    first = [],
    feedback = 'words',
    offeredWith,
  }: Told,
): Promise<boolean> {
  const requestId = idOf(23, number)
  const happenedAt = asInstant(Date.parse(context.clock.now()) - daysAgo * 86_400_000)
  const drafted = await draftReferral(context, of, to, sender, {
    id: requestId,
    stepId: idOf(24, number * 10),
    fileId,
    serviceId: idOf(22, service),
    urgency,
    words,
    groups: [...groups],
    child,
    feedback,
    tellsFirst: false,
    tieWeighed: false,
    ...(offeredWith !== undefined && { offeredWith: idOf(23, offeredWith) }),
    happenedAt,
  })
  // An invented country without this file has a directory all the same.
  if (!drafted.ok) return false
  const today = context.clock.today(context.calendar.timeZone)
  const by = { sender, receiver: receiver(), lead: shelterLead() }
  const take = async (taken: Told['steps'], from: number): Promise<void> => {
    for (const [place, [party, step, answers = {}]] of taken.entries()) {
      const sent = {
        id: idOf(24, number * 10 + from + place),
        step,
        happenedAt,
        payload: { answers: answersOf(answers, today) },
      }
      unwrap(
        await inScope<unknown, Failure>(context.db, systemFor(by[party]), (trx) =>
          takeStep(trx, of, to.actorOf(by[party]), requestId, sent),
        ),
      )
    }
  }
  await take(first, 2)
  if (send) {
    const referred = { of, to, keeper: 'sender', readIn: READ_IN }
    const preview = unwrap(await previewPackage(context, referred, sender, requestId))
    unwrap(
      await sendReferral(context, referred, sender, requestId, {
        stepId: idOf(24, number * 10 + 1),
        digest: preview.digest,
        called: 'expected',
        happenedAt,
      }),
    )
  }
  await take(steps, first.length + 2)
  return true
}

const answersOf = (given: Readonly<Record<string, string>>, today: PlainDate): Readonly<Record<string, Answer>> =>
  Object.fromEntries(
    Object.entries(given).map(([field, value]) => [field, { value: value === 'today' ? today : value }]),
  )
