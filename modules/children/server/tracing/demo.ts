import type { Principal } from '@gloact/identity/contract/principal'
import {
  addDays,
  asInstant,
  inLanes,
  newId,
  ok,
  unwrap,
  type Answer,
  type Failure,
  type Json,
  type PlainDate,
} from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables, takeStep } from '@gloact/records/server'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { INVENTED_CHILDREN, type InventedChild } from '../demo/invented-children.ts'
import { openedDaysAgo } from '../demo/stories.ts'
import { loadReviewedRequests } from './demo-reviews.ts'
import { matchAll, type Matching } from './find-matches.ts'
import type { TracingKinds } from './kinds.ts'
import { takeMatchStep } from './matches.ts'
import { IMPORTED, importInvented } from './demo-import.ts'
import { registerRequest, takeRequestStep } from './requests.ts'
import { sameId } from '../same-id.ts'
import { screenRequest } from './screen-request.ts'
import { registerSubject } from './subjects.ts'
import { actorOf, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'
import type { TracingPart } from './tracing-part.ts'

/** In whose name invented requests are written, and which file is which invented child's. */
export interface TracingDemo {
  readonly desk: () => Promise<Principal>
  readonly officer: () => Promise<Principal>
  readonly second: () => Promise<Principal>
  readonly lead: () => Promise<Principal>
  /** The file of an invented child; null where there is none, and the child's side is registered without one. */
  readonly fileOf: (child: InventedChild) => Promise<string | null>
}

type Said = Readonly<Record<string, Json>>

/** So many of the sixty say of whom they are; the others were not asked yet. */
const ASKED = 50
const SOUGHT_HERE = 45
const TOO_YOUNG = 11
/** How many sides at a time: most of what each takes is waiting for the database. */
const LANES = 4
const REQUESTS = 80

/** Some relatives ask at the office that keeps the children’s files; anyone who takes those requests judges none of them. */
const isOfTheOffice = (number: number): boolean => number > 16 && number % 2 === 1

/**
 * The context in which invented requests are written: at once, so that no queue follows what is followed here, and all on one day, which
 * would otherwise be a sign.
 */
export const demoContext = (context: TracingContext): TracingContext => ({
  ...context,
  publish: async () => undefined,
  settings: {
    ...context.settings,
    limits: { ...context.settings.limits, byWorkerADay: REQUESTS, atDeskIn30Days: REQUESTS },
  },
})

const say = (said: Said): Record<string, Answer> =>
  Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }]))

export const demoRequestId = (number: number): string => sameId(`demo request ${number}`)
export const demoSideId = (number: number): string => sameId(`demo side ${number}`)

/**
 * What fifty invented children say of their families, and eighty requests: forty-five for children who are here, in whatever script their
 * relatives write, the others for nobody who is known. Suggestions stand in every state. Loaded once; what an interruption left out is loaded by the next start.
 */
export async function loadTracingDemo(
  context: TracingContext,
  part: Pick<TracingPart, 'matching' | 'kinds' | 'followRequest' | 'followContact'>,
  demo: TracingDemo,
  progress: (message: string) => void,
): Promise<void> {
  const there = await statesOf(context, [
    ...INVENTED_CHILDREN.map(({ number }) => demoSideId(number)),
    ...Array.from({ length: REQUESTS }, (_, at) => demoRequestId(at + 1)),
  ])
  const [desk, officer, second, lead] = await Promise.all([demo.desk(), demo.officer(), demo.second(), demo.lead()])
  const loadReviewed = () => loadReviewedRequests(context, part.kinds, { takes: second, reviews: officer })
  if (there.has(demoRequestId(REQUESTS)) && there.get(demoRequestId(WITHDRAWN.at(-1)!)) === WITHDRAWN_STATE)
    return loadReviewed()
  progress('Loading invented tracing requests')
  const today = context.clock.today(context.calendar.timeZone)
  const daysAgo = (days: number) => asInstant(`${addDays(today, -days)}T09:00:00.000Z`)

  const loadSide = async (child: InventedChild): Promise<void> => {
    const asked = askedDaysAgo(child.number)
    const side = {
      id: demoSideId(child.number),
      stepId: sameId(`demo side step ${child.number}`),
      happenedAt: daysAgo(asked),
      answers: say(sideOf(child)),
    }
    const fileId = await demo.fileOf(child)
    const ofFile = await registerSubject(context, part.kinds, officer, { ...side, fileId })
    // A file that was closed, or left the child path, takes none any more.
    if (!ofFile.ok) unwrap(await registerSubject(context, part.kinds, officer, { ...side, fileId: null }))
    await actFor(context, part.kinds, officer, child, asked)
  }
  const sides = INVENTED_CHILDREN.slice(0, ASKED).filter(({ number }) => !there.has(demoSideId(number)))
  // Before the requests: each of those is held against all that is there when it comes.
  await inLanes([loadReviewed, ...sides.map((child) => () => loadSide(child))], LANES, (load) => load())
  for (let number = 1; number <= REQUESTS; number++) {
    if (number === IMPORTED) {
      await screenRequest(part.matching, await importInvented(context, part.kinds, officer, soughtElsewhere(number)))
      continue
    }
    const request = {
      id: demoRequestId(number),
      stepId: sameId(`demo request step ${number}`),
      happenedAt: daysAgo(20 - (number % 18)),
      answers: say(number <= SOUGHT_HERE ? soughtHere(number) : soughtElsewhere(number)),
    }
    if (!there.has(request.id))
      unwrap(await registerRequest(context, part.kinds, isOfTheOffice(number) ? second : desk, request))
    // The last three came in today: the background looks at them as it does at any.
    if (number <= REQUESTS - 3) await screenRequest(part.matching, demoRequestId(number))
  }
  await matchAll(part.matching)
  progress('Loading invented verifications')
  await decide(context, part, { officer, second, lead, desk })
}

/** Those of these that are there already, where a first start was interrupted, and their states. */
async function statesOf(context: TracingContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await readInScope(context.db, systemScope(context.country), (trx) =>
    requestTables(trx, SCHEMA).selectFrom('request').select(['id', 'state']).where('id', 'in', ids).execute(),
  )
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/** A child is asked as soon as the file is there, those who came long ago a month ago. */
const askedDaysAgo = (number: number): number => Math.min(30, openedDaysAgo(number - 1))

/** What was done to find the family, in time for most: for one in ten the first action came late, for one in twenty it has not come. */
async function actFor(
  context: TracingContext,
  kinds: TracingKinds,
  officer: Principal,
  { number, origin }: InventedChild,
  asked: number,
): Promise<void> {
  if (number % 20 === 9) return
  const first = asked - (number % 10 === 3 ? 6 : 1 + (number % 2))
  const today = context.clock.today(context.calendar.timeZone)
  const actions = [
    [
      first,
      { type: 'red_cross', organisation: 'Red Cross', outcome: 'pending', learned: 'Their tracing desk, no one else.' },
    ],
    ...(asked === 30 && number % 4 !== 0
      ? [
          [
            11 - (number % 9),
            { type: 'telephone', place: origin, outcome: 'not_found', learned: 'A teacher there.' },
          ] as const,
        ]
      : []),
  ] as const
  await inScope<unknown, Failure>(context.db, scopeOf(officer), async (trx) => {
    for (const [at, [before, answers]] of actions.entries()) {
      const on = addDays(today, -before)
      const taken = await takeStep(trx, kinds.subjects, actorOf(officer), demoSideId(number), {
        id: sameId(`demo action ${number} ${at}`),
        step: 'act',
        happenedAt: asInstant(`${on}T08:00:00.000Z`),
        payload: { answers: say({ done_on: on, child_agrees: 'yes', asylum_open: 'no', ...answers }) },
      })
      if (!taken.ok) return taken
    }
    return ok(undefined)
  })
}

interface People {
  readonly officer: Principal
  readonly second: Principal
  readonly lead: Principal
  readonly desk: Principal
}

type Who = keyof People
type Told = readonly [who: Who, step: string, answers: Said]

const rows = (): Said =>
  Object.fromEntries(
    [
      ['What did you call the grandmother?', 'Teta'],
      ['Which animal was at home?', 'A goat with one horn'],
      ['What is sung in the evening?', 'The song of the river'],
    ].flatMap(([question, answer]): [string, Json][] => {
      const row = newId<string>()
      return [
        [`questions/${row}`, true],
        [`questions/${row}/question`, question!],
        [`questions/${row}/answer`, answer!],
        [`questions/${row}/alike`, 'agrees'],
      ]
    }),
  )

const LOOK: Told = ['officer', 'take_up', { seen_both: 'yes', why: 'Names of both parents and the place agree.' }]
const CHILD: Said = {
  asked_by: 'Samuel Banda',
  alone: 'yes',
  knows: 'yes',
  pictures: 'picked',
  afraid: 'no',
  wants: 'yes_now',
}
const ADULT: Said = {
  asked_by: 'Grace Wanjiru',
  apart: 'yes',
  identity_seen: 'passport',
  willing: 'yes',
  able: 'yes',
  record_checked: 'yes',
}
const heard = (): readonly Told[] => [
  LOOK,
  ['officer', 'hear_child', { ...CHILD, ...rows() }],
  ['second', 'hear_adult_then', { ...ADULT, ...rows() }],
]
const confirmed = (): readonly Told[] => [
  ...heard(),
  [
    'lead',
    'confirm',
    { finding: 'reunification', shown_by: 'both_say', why: 'Both told the same, apart from each other.' },
  ],
]

/** What happened to the best suggestion of each of these requests: one in every state. */
const STORIES: readonly (readonly [request: number, told: (today: PlainDate) => readonly Told[]])[] = [
  [2, () => [LOOK]],
  [4, () => [LOOK, ['officer', 'hear_child', { ...CHILD, ...rows() }]]],
  [6, () => [LOOK, ['second', 'hear_adult', { ...ADULT, ...rows() }]]],
  [8, heard],
  [10, confirmed],
  [
    12,
    () => [
      ...confirmed(),
      [
        'lead',
        'allow_contact',
        { child_says_yes: 'yes', safety: 'safe', guardian: 'agrees', why: 'Asked again today, with the guardian.' },
      ],
    ],
  ],
  [
    18,
    (today) => [['officer', 'park', { look_again_on: addDays(today, 21), why: 'First ask an aunt about the mother.' }]],
  ],
  [14, () => [['officer', 'reject', { against: ['last_place'], why: 'The child was never there.' }]]],
]

/** Requests that ended otherwise: withdrawn by the person who asked, so that what was suggested is dropped. */
const WITHDRAWN = [16, 60] as const
const WITHDRAWN_STATE = 'closed'

async function decide(
  context: TracingContext,
  part: Pick<TracingPart, 'matching' | 'kinds' | 'followRequest' | 'followContact'>,
  people: People,
): Promise<void> {
  const { kinds } = part
  for (const [number, told] of STORIES) {
    const id = await suggestedFor(part.matching, demoRequestId(number))
    if (id === undefined) continue
    for (const [who, step, answers] of told(context.clock.today(context.calendar.timeZone))) {
      unwrap(
        await takeMatchStep(
          context,
          kinds,
          people[who],
          id,
          { id: newId(), step, happenedAt: context.clock.now(), answers: say(answers) },
          undefined,
        ),
      )
    }
    await part.followContact(id)
  }
  const states = await statesOf(context, WITHDRAWN.map(demoRequestId))
  for (const number of WITHDRAWN) {
    if (states.get(demoRequestId(number)) === WITHDRAWN_STATE) continue
    const sent = { id: newId<string>(), step: 'withdraw', happenedAt: context.clock.now(), answers: {} }
    unwrap(await takeRequestStep(context, kinds, people.desk, demoRequestId(number), sent, undefined))
    await part.followRequest(demoRequestId(number))
  }
}

/** Whatever is suggested of the child whom this request is about. */
async function suggestedFor({ context }: Matching, requestId: string): Promise<string | undefined> {
  const number = Array.from({ length: REQUESTS }, (_, at) => at + 1).find((each) => demoRequestId(each) === requestId)!
  const found = await readInScope(context.db, systemScope(context.country), (trx) =>
    requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select(['id', 'facts'])
      .where('kind', '=', tracingMatch.kind)
      .where('state', '=', 'suggested')
      .execute(),
  )
  return found.find(({ facts }) => facts['request_id'] === requestId && facts['subject_id'] === demoSideId(number))?.id
}

const both = ({ native, latin }: { native: string; latin: string }): string =>
  native === latin ? native : `${native} / ${latin}`

const secretsOf = (): Said =>
  Object.fromEntries(
    [
      ['mark', 'A scar like a crescent on the left knee'],
      ['habit', 'Sleeps with one sock'],
      ['animal', 'Calls the goat Sultan'],
    ].flatMap(([kind, words], at): [string, Json][] => {
      const row = `family_secrets/00000000-0000-7000-8062-00000000000${at}`
      return [
        [row, true],
        [`${row}/kind`, kind!],
        [`${row}/words`, words!],
      ]
    }),
  )

function sideOf(child: InventedChild): Said {
  return {
    wish: child.number % 11 === 0 ? 'not_sure' : 'yes_now',
    safety: child.number % 7 === 0 ? 'with_care' : 'safe',
    guardian: 'agrees',
    photograph: child.number % 2 === 0 ? 'yes' : 'no',
    given_name: both(child.given),
    family_name: both(child.family),
    ...(child.nickname && { nickname: both(child.nickname) }),
    sex: child.sex,
    age: child.age,
    citizenship: child.citizenship,
    father_name: child.father.latin,
    mother_name: child.mother.latin,
    ...(child.number % 3 === 0 && { grandfather_name: child.grandfather.latin }),
    relative_name: child.lived.name.latin,
    relation: child.lived.relation,
    ...(child.siblings.length > 0 && { siblings: child.siblings.map(({ latin }) => latin).join(', ') }),
    origin: child.origin,
    separation_place: child.separationPlace,
    last_place: child.lastPlace,
    ...(child.number % 3 === 0 && { separation_cause: child.number % 2 === 0 ? 'conflict' : 'displacement' }),
    // One is too young to say, and waits for the supervisor.
    ...(child.number === TOO_YOUNG && {
      wish: 'too_young',
      basis: 'Seven at most, and has not spoken since the ferry; nobody here knows where this child belongs.',
    }),
    ...(child.number % 2 === 0 && { family_telephone: child.telephone, mother_tongue: child.language }),
    ...secretsOf(),
    // One child fears the person who brought them.
    ...(child.number === 20 && {
      'against/00000000-0000-7000-8060-300000000020': true,
      'against/00000000-0000-7000-8060-300000000020/name': 'Ruslan Bekov',
    }),
  }
}

/** What a relative says of a child who is here: in their own script mostly, and never all of it. */
function soughtHere(number: number): Said {
  const child = INVENTED_CHILDREN[number - 1]!
  const inLatin = number % 4 === 0
  const write = ({ native, latin }: { native: string; latin: string }) => (inLatin ? latin : native)
  return {
    ...inquirer(number, write(child.mother)),
    relation: 'mother',
    given_name: number % 9 === 0 && child.nickname ? write(child.nickname) : write(child.given),
    family_name: write(child.family),
    sex: child.sex,
    age: child.age + (number % 6 === 0 ? 1 : 0),
    citizenship: child.citizenship,
    father_name: write(child.father),
    mother_name: write(child.mother),
    ...(child.siblings.length > 0 && { siblings: child.siblings.map(write).join(', ') }),
    origin: child.origin,
    separation_place: child.separationPlace,
    ...(number % 2 === 0 && { last_place: child.lastPlace, mother_tongue: child.language }),
    telephone: child.telephone,
    // The uncle whom child 20 fears, one who asks where she is, and one whom nobody knows.
    ...(number === 20 && { relative_name: 'Руслан Беков', relation: 'uncle', telephone: '+447700919020' }),
    ...(number === 22 && { said: 'Please tell me where is she, and send me a recent photo of her.' }),
    ...(number === 24 && { identity_seen: 'none' }),
    ...(number === 26 && {
      father_name: '',
      mother_name: '',
      siblings: '',
      origin: '',
      separation_place: '',
      last_place: '',
    }),
  }
}

/** A child whom nobody here knows: of names that are put together again. */
function soughtElsewhere(number: number): Said {
  const pick = (offset: number) => INVENTED_CHILDREN[(number * 7 + offset * 13) % INVENTED_CHILDREN.length]!
  const [given, family, home] = [pick(1), pick(2), pick(3)]
  return {
    ...inquirer(number, pick(4).mother.native),
    relation: number % 3 === 0 ? 'aunt' : 'mother',
    given_name: given.given.native,
    family_name: family.family.native,
    sex: given.sex,
    age: 5 + (number % 12),
    citizenship: given.citizenship,
    mother_tongue: given.language,
    father_name: family.father.native,
    mother_name: pick(5).mother.native,
    origin: home.origin,
    separation_place: pick(6).separationPlace,
    telephone: `+4477009${String(20_000 + number * 11).slice(-5)}`,
  }
}

const inquirer = (number: number, name: string): Said => ({
  relative_name: name,
  identity_seen: number % 5 === 0 ? 'two_who_know' : 'passport',
  paper_number: `DEMO-${1000 + number}`,
  agrees: 'yes',
})
