import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, ok, unwrap, type Failure, type PlainDate } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { openRequest, requestTables, takeStep, type StepActor } from '@gloact/records/server'
import { rowById, saveRow } from '@gloact/registers/server'
import { guardians } from '../contract/guardians.ts'
import { KINDS, OPENINGS, type KindName } from '../domain/kinds.ts'
import type { RequestsByKind } from './child-records.ts'
import { systemFor, todayIn, type ChildrenContext } from './children-context.ts'
import { INVENTED_CHILDREN } from './demo/invented-children.ts'
import * as say from './demo/invented.ts'
import { guardianRegister } from './guardian-register.ts'
import { openRecord } from './open-record.ts'
import { linkFiles } from './siblings.ts'

/** In whose name invented records are written, and how an invented child's file is opened. */
export interface DemoPeople {
  readonly officer: () => Promise<Principal>
  readonly by: (role: Principal['roles'][number], address?: string) => Promise<Principal>
  readonly openChild: (
    who: Principal,
    child: {
      readonly number: number
      readonly daysAgo: number
      readonly given: string
      readonly family: string | null
      readonly citizenship: string
      readonly language: string
      readonly sex: 'female' | 'male'
      readonly sure: boolean
    },
  ) => Promise<string>
}

const idOf = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

export const demoGuardianId = (number: number): string => idOf(44, number)
/** A record of the child with this number, in the order in which its story begins them. */
export const demoRecordId = (child: number, place: number): string => idOf(41, child * 100 + place)

type By = 'officer' | 'second' | 'lead' | 'authority' | 'guardian' | 'panel' | 'panel2' | 'panel3'
type Told = readonly [kind: KindName, step: string, by: By, daysAgo: number, answers?: say.Answers]

const CHILDREN = 60
const STORIES = 20

/** Sixty children: two of each of twenty stories, and twenty who have just come. Loading them takes seconds, so that a start does not wait. */
function storyOf(number: number, today: PlainDate): readonly Told[] {
  const day = (before: number) => addDays(today, -before)
  const story = number % STORIES
  const guardian = demoGuardianId([0, 1, 4, 5][number % 4]!)
  const age: Told = ['age', 'presume', 'officer', 40, say.AGE(day(365 * 16), day(365 * 13 - number))]
  const asked = (before: number): Told => ['guardianship', 'ask', 'officer', before, say.NEED]
  const provided = (before: number): Told => ['guardianship', 'provide', 'authority', before, say.appointment(guardian)]
  const appointed = (before: number): Told => [
    'guardianship',
    'appoint',
    'authority',
    before,
    say.appointment(guardian),
  ]
  const seen = (before: number): Told => ['guardianship', 'visit', 'guardian', before, say.VISIT]
  const cared: readonly Told[] = [
    ['assessment', 'begin', 'officer', 36, say.WHY('placement', 'days_7')],
    ['assessment', 'submit', 'officer', 34, say.assessment(day(34), addDays(today, 60))],
    ['assessment', 'approve', 'lead', 33],
    ['care', 'place', 'officer', 33, say.PLACEMENT],
    ['care', 'visit', 'officer', 28, say.CARE_VISIT],
  ]
  const known = [age, asked(39), provided(39), appointed(30), seen(20), ...cared]
  const papers: readonly Told[] = [
    ['determination', 'prepare', 'officer', 20, say.REQUEST],
    ['determination', 'present', 'officer', 15, say.PAPERS],
  ]
  const votes: readonly Told[] = [
    ['determination', 'vote', 'panel', 12, say.vote('child_protection', 'child_protection')],
    ['determination', 'vote', 'panel2', 12, say.vote('law', 'justice')],
    ['determination', 'vote', 'panel3', 12, say.vote('psychology', 'ngo')],
  ]
  const determined: readonly Told[] = [
    ...papers,
    ...votes,
    ['determination', 'approve', 'panel', 11, say.decision(addDays(today, 180))],
  ]
  const decided: readonly Told[] = [
    ...determined,
    ['solution', 'plan', 'officer', 10, say.PLAN],
    ['solution', 'assess_risk', 'officer', 9, say.RISK],
    ['solution', 'approve_risk', 'lead', 8],
    ['solution', 'verify', 'second', 8, say.VERIFIED],
    ['solution', 'hear', 'officer', 8, say.HEARD],
    ['solution', 'decide', 'lead', 7, say.REASONS],
  ]
  const STORY: readonly (readonly Told[])[] = [
    [],
    [age],
    [age, asked(2)],
    [age, asked(0)],
    [age, asked(5), provided(5)],
    [age, asked(30), provided(30), appointed(20), seen(18), ['transition', 'begin', 'officer', 3]],
    [age, asked(30), appointed(28), seen(26), ['guardianship', 'complain', 'officer', 3, say.COMPLAINT]],
    [age, asked(9), provided(9), ['assessment', 'begin', 'officer', 8, say.WHY('first_contact', 'days_2')]],
    [...known.slice(0, 5), ...cared.slice(0, 2)],
    [...known.slice(0, 5), ...cared.slice(0, 2), ['assessment', 'send_back', 'lead', 5, say.BACK]],
    [...known, ['interview', 'record', 'officer', 25, say.interview(day(25))]],
    [age, asked(9), provided(9), ['care', 'record_irregular', 'officer', 1, say.IRREGULAR('unrelated_adult')]],
    [age, asked(4), ['care', 'record_irregular', 'officer', 0, say.IRREGULAR('detained')]],
    [
      age,
      asked(9),
      provided(9),
      ['age', 'doubt', 'officer', 8, say.DOUBT],
      ['age', 'begin', 'officer', 6, say.AGREED],
      ['age', 'examine', 'officer', 4, say.DOCUMENTS],
    ],
    [...known, ...papers.slice(0, 1)],
    [...known, ...papers, ...votes.slice(0, 1)],
    [...known, ...determined, ['solution', 'plan', 'officer', 6, say.PLAN]],
    [...known, ...decided],
    [
      ...known,
      ...decided,
      ['solution', 'hand_over', 'officer', 6, say.HANDED],
      ...(number < STORIES ? [] : ([['solution', 'follow_call', 'officer', 1, say.FOLLOWED]] as const)),
    ],
    number < STORIES
      ? [...known, ['solution', 'record_elsewhere', 'officer', 1, say.ELSEWHERE]]
      : [...known, ...determined, ['determination', 'report_change', 'officer', 2, say.CHANGE]],
  ]
  // The last twenty have just come.
  if (number >= 2 * STORIES) return [[], [age], STORY[2]!, STORY[4]!, STORY[5]!][number % 5]!
  return STORY[story] ?? []
}

function demoChild(number: number): Parameters<DemoPeople['openChild']>[1] {
  const { given, family, citizenship, language, sex } = INVENTED_CHILDREN[number]!
  return {
    number,
    daysAgo: 40,
    given: given.native,
    family: family.native,
    citizenship,
    language,
    sex,
    sure: number % 5 !== 0,
  }
}

/** The register, and sixty children at every point of the way. What is there already is left as it is. */
export async function loadDemo(
  context: ChildrenContext,
  of: RequestsByKind,
  people: DemoPeople,
  { progress }: DemoProgress,
): Promise<void> {
  const today = todayIn(context)
  const authority = await people.by('guardianship_authority')
  const guardian = await people.by('guardian')
  const there = await readInScope(context.db, systemScope(context.country), async (trx) => ({
    guardian: await rowById(trx, guardians, demoGuardianId(say.GUARDIANS.length - 1)),
    children: new Set(
      (await requestTables(trx, 'children').selectFrom('request').select('id').execute()).map(({ id }) => id),
    ),
  }))
  if (!there.guardian) await loadGuardians(context, authority, guardian.userId, today)
  if (there.children.has(demoRecordId(CHILDREN - 1, 0))) {
    if (!there.children.has(DEMO_LINK)) await linkSiblings(context, await people.officer(), people)
    if (!there.children.has(DEMO_KIN)) await askKin(context, of, await people.officer(), people)
    return
  }
  progress('Loading invented children')
  const who: Readonly<Record<By, Principal>> = {
    officer: await people.officer(),
    second: await people.by('child_protection_officer', 'second-child-protection-officer'),
    lead: await people.by('supervisor', 'children-supervisor'),
    authority,
    guardian,
    panel: await people.by('panel_member'),
    panel2: await people.by('panel_member', 'second-panel-member'),
    panel3: await people.by('panel_member', 'third-panel-member'),
  }
  for (let number = 0; number < CHILDREN; number += 1) {
    const fileId = await people.openChild(who.officer, demoChild(number))
    if (there.children.has(demoRecordId(number, 0))) continue
    unwrap(
      await inScope<undefined, Failure>(context.db, systemFor(who.officer), async (trx) => {
        await tell(trx, context, of, who, number, fileId, today)
        return ok(undefined)
      }),
    )
  }
  await linkSiblings(context, who.officer, people)
  await askKin(context, of, who.officer, people)
}

/** Two children of the same story are half-brothers, and are not parted by their plans. */
const HALF_BROTHERS = [16, 36] as const
const DEMO_LINK = idOf(45, 0)

async function linkSiblings(context: ChildrenContext, officer: Principal, { openChild }: DemoPeople): Promise<void> {
  const [one, other] = await Promise.all(HALF_BROTHERS.map((number) => openChild(officer, demoChild(number))))
  const number = await readInScope(context.db, systemScope(context.country), async (trx) =>
    (await context.files.numbers(trx, [other!])).get(other!),
  )
  // In a demonstration that people have worked in, one of the two may be closed or erased: then they stay unlinked.
  await linkFiles(context, officer, one!, {
    id: idOf(42, CHILDREN * 100),
    linkId: DEMO_LINK,
    happenedAt: context.clock.now(),
    answers: {
      number: { value: number ?? '' },
      relation: { value: 'half_sibling' },
      shown_by: { value: 'both_say' },
    },
  })
}

const DEMO_KIN = idOf(45, 1)

/** A cousin who is said to be with the shelter, which has yet to answer. */
async function askKin(
  context: ChildrenContext,
  of: RequestsByKind,
  officer: Principal,
  { openChild, by }: DemoPeople,
): Promise<void> {
  const fileId = await openChild(officer, demoChild(HALF_BROTHERS[0]))
  await openRecord(context, of, officer, fileId, {
    id: DEMO_KIN,
    stepId: idOf(42, CHILDREN * 100 + 1),
    kind: 'kin',
    step: 'ask',
    happenedAt: context.clock.now(),
    agencyId: (await by('caseworker')).agencyId,
    answers: {
      number: { value: 'DL-7K3M-9' },
      relation: { value: 'cousin' },
      shown_by: { value: 'one_says' },
      agreed: { value: 'child' },
    },
  })
}

async function tell(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  who: Readonly<Record<By, Principal>>,
  number: number,
  fileId: string,
  today: PlainDate,
): Promise<void> {
  const numbers = await context.files.numbers(trx, [fileId])
  const begun: KindName[] = []
  for (const [place, [kind, step, by, daysAgo, answers = {}]] of storyOf(number, today).entries()) {
    const principal = who[by]
    // Whose story it is stands in the story: nobody invented is asked for permission.
    const actor: StepActor = { userId: principal.userId, agencyId: principal.agencyId, may: () => true }
    const sent = {
      id: idOf(42, number * 100 + place),
      step,
      happenedAt: daysAgo === 0 ? context.clock.now() : asInstant(`${addDays(today, -daysAgo)}T09:00:00.000Z`),
      payload: { answers },
    }
    if (!OPENINGS[kind].includes(step)) {
      unwrap(await takeStep(trx, of[kind], actor, demoRecordId(number, begun.indexOf(kind)), sent))
      continue
    }
    begun.push(kind)
    const asked = kind === 'guardianship' ? who.authority : kind === 'determination' ? who.panel : undefined
    const [, party] = KINDS[kind].parties as readonly string[]
    unwrap(
      await openRequest(trx, of[kind], actor, {
        ...sent,
        requestId: demoRecordId(number, begun.indexOf(kind)),
        parties: { officer: principal.agencyId, ...(asked && { [party!]: asked.agencyId }) },
        fileId,
        facts: { number: (numbers.get(fileId) ?? '').toLowerCase() },
      }),
    )
  }
}

async function loadGuardians(
  context: ChildrenContext,
  authority: Principal,
  account: string,
  today: PlainDate,
): Promise<void> {
  for (const [number, given] of say.GUARDIANS.entries()) {
    const answers = {
      kind: 'public_service',
      employer: 'Guardianship Authority',
      area: 'Port Isa',
      status: 'active',
      independent: 'yes',
      identity_seen: 'yes',
      record_seen_on: addDays(today, -200),
      record_clean: 'yes',
      other_registers: 'yes',
      reference_count: 2,
      declared_on: addDays(today, -100),
      trained_on: addDays(today, -400),
      trained_trafficking_on: addDays(today, -300),
      ...(number === 0 && { account }),
      ...given,
    }
    unwrap(
      await saveRow(guardians, guardianRegister(context), authority, {
        id: demoGuardianId(number),
        version: undefined,
        answers: Object.fromEntries(Object.entries(answers).map(([field, said]) => [field, { value: said }])),
      }),
    )
  }
}
