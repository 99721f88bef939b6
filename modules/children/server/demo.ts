import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, inLanes, ok, unwrap, type Failure, type PlainDate } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { openRequest, requestTables, takeStep, type StepActor } from '@gloact/records/server'
import { rowById, saveRow } from '@gloact/registers/server'
import { carers } from '../contract/carers.ts'
import { guardians } from '../contract/guardians.ts'
import { KINDS, OPENINGS, type KindName } from '../domain/kinds.ts'
import type { RequestsByKind } from './child-records.ts'
import { systemFor, todayIn, type ChildrenContext } from './children-context.ts'
import { INVENTED_CHILDREN } from './demo/invented-children.ts'
import * as say from './demo/invented.ts'
import {
  CHILDREN,
  demoGuardianId,
  demoRecordId,
  idOf,
  isLongAgo,
  openedDaysAgo,
  storyOf,
  type By,
} from './demo/stories.ts'
import { loadCarers, REGISTRY_CARER } from './demo/load-carers.ts'
import { unlessThere } from './demo/unless-there.ts'
import { guardianRegister } from './guardian-register.ts'
import { openRecord } from './open-record.ts'
import { childrenRequests } from './requests.ts'
import { servedTo } from './served-to.ts'
import { linkFiles } from './siblings.ts'

/** In whose name invented records are written, and how an invented child's file is opened. */
export interface DemoPeople {
  readonly officer: () => Promise<Principal>
  readonly by: (role: Principal['roles'][number], address?: string) => Promise<Principal>
  /** A child's file that the shelter keeps, where the demonstration has it. */
  readonly shelterChild: string
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
      /** When needs were assessed and a plan was agreed, in days before today; null where that has not happened. */
      readonly assessedDaysAgo?: number | null
      readonly planDaysAgo?: number | null
    },
  ) => Promise<string>
}

function demoChild(number: number): Parameters<DemoPeople['openChild']>[1] {
  const { given, family, citizenship, language, sex } = INVENTED_CHILDREN[number]!
  const opened = openedDaysAgo(number)
  return {
    number,
    daysAgo: opened,
    // Of one in ten nobody has come to it yet, and it is late.
    assessedDaysAgo: opened < 14 || number % 10 === 5 ? null : opened - 12,
    planDaysAgo: opened < 28 || number % 10 === 5 ? null : Math.min(opened - 24, 20 - (number % 5)),
    given: given.native,
    family: family.native,
    citizenship,
    language,
    sex,
    sure: number % 5 !== 0,
  }
}

/** How many children at a time: most of what each takes is waiting for the database. */
const LANES = 4

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
  const officer = await people.officer()
  const there = await readInScope(context.db, systemScope(context.country), async (trx) => ({
    guardian: await rowById(trx, guardians, demoGuardianId(say.GUARDIANS.length - 1)),
    carers: await rowById(trx, carers, REGISTRY_CARER(officer.agencyId)),
    children: new Set(
      (await requestTables(trx, 'children').selectFrom('request').select('id').execute()).map(({ id }) => id),
    ),
  }))
  if (!there.guardian) await loadGuardians(context, authority, guardian.userId, today)
  if (!there.carers) await loadCarers(context, officer)
  if (there.children.has(demoRecordId(CHILDREN - 1, 0))) {
    if (!there.children.has(DEMO_LINK)) await linkSiblings(context, officer, people)
    if (!there.children.has(DEMO_KIN)) await askKin(context, of, officer, people)
    if (!there.children.has(DEMO_CONFIRMED)) await confirmKin(context, of, officer, people)
    return
  }
  progress('Loading invented children')
  const who: Readonly<Record<By, Principal>> = {
    officer,
    second: await people.by('child_protection_officer', 'second-child-protection-officer'),
    lead: await people.by('supervisor', 'children-supervisor'),
    authority,
    guardian,
    panel: await people.by('panel_member'),
    panel2: await people.by('panel_member', 'second-panel-member'),
    panel3: await people.by('panel_member', 'third-panel-member'),
  }
  const load = async (number: number): Promise<void> => {
    const fileId = await people.openChild(who.officer, demoChild(number))
    if (there.children.has(demoRecordId(number, 0))) return
    unwrap(
      await inScope<undefined, Failure>(context.db, systemFor(who.officer), async (trx) => {
        await tell(trx, context, of, who, number, fileId, today)
        return ok(undefined)
      }),
    )
  }
  await inLanes(
    Array.from({ length: CHILDREN - 1 }, (_, number) => number),
    LANES,
    load,
  )
  // By the last it is known that all are there: an interrupted start has not come to it.
  await load(CHILDREN - 1)
  await linkSiblings(context, who.officer, people)
  await askKin(context, of, who.officer, people)
  await confirmKin(context, of, who.officer, people)
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

const DEMO_CONFIRMED = idOf(45, 2)

/** A brother with the shelter, which has confirmed it: each side sees the other's number and no more. */
async function confirmKin(
  context: ChildrenContext,
  of: RequestsByKind,
  officer: Principal,
  { openChild, by, shelterChild }: DemoPeople,
): Promise<void> {
  const [mine, keeper] = [await openChild(officer, demoChild(HALF_BROTHERS[1])), await by('caseworker')]
  const theirs = await readInScope(context.db, systemScope(context.country), (trx) =>
    context.files.onPath(trx, shelterChild),
  )
  if (theirs?.agencyId !== keeper.agencyId) return
  const asked = await openRecord(context, of, officer, mine, {
    id: DEMO_CONFIRMED,
    stepId: idOf(42, CHILDREN * 100 + 2),
    kind: 'kin',
    step: 'ask',
    happenedAt: context.clock.now(),
    agencyId: keeper.agencyId,
    answers: {
      number: { value: theirs.number },
      relation: { value: 'sibling' },
      shown_by: { value: 'both_say' },
      agreed: { value: 'child' },
    },
  })
  // Where people have closed one of the two files, they stay unlinked.
  if (!asked.ok) return
  await inScope<unknown, Failure>(context.db, systemFor(keeper), (trx) =>
    takeStep(trx, of.kin, servedTo(context, 'kin').actorOf(keeper), DEMO_CONFIRMED, {
      id: idOf(42, CHILDREN * 100 + 3),
      step: 'confirm',
      happenedAt: context.clock.now(),
      payload: { answers: { shown_by: { value: 'both_say' }, agreed: { value: 'child' } } },
    }),
  )
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
    const at = asInstant(`${addDays(today, -daysAgo)}T09:00:00.000Z`)
    // What is long over met its gates on its day.
    const using = isLongAgo(kind, daysAgo)
      ? childrenRequests({ ...context, clock: { ...context.clock, today: () => addDays(today, -daysAgo) } })
      : of
    const sent = {
      id: idOf(42, number * 100 + place),
      step,
      happenedAt: daysAgo === 0 ? context.clock.now() : at,
      payload: { answers },
    }
    if (!OPENINGS[kind].includes(step)) {
      unwrap(await takeStep(trx, using[kind], actor, demoRecordId(number, begun.lastIndexOf(kind)), sent))
      continue
    }
    begun.push(kind)
    const asked = kind === 'guardianship' ? who.authority : kind === 'determination' ? who.panel : undefined
    const [, party] = KINDS[kind].parties as readonly string[]
    unwrap(
      await openRequest(trx, using[kind], actor, {
        ...sent,
        requestId: demoRecordId(number, begun.lastIndexOf(kind)),
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
      lived_elsewhere: 'no',
      other_registers: 'yes',
      reference_count: 2,
      declared_on: addDays(today, -100),
      trained_on: addDays(today, -400),
      trained_trafficking_on: addDays(today, -300),
      ...(number === 0 && { account }),
      ...given,
    }
    unlessThere(
      await saveRow(guardians, guardianRegister(context), authority, {
        id: demoGuardianId(number),
        version: undefined,
        answers: Object.fromEntries(Object.entries(answers).map(([field, said]) => [field, { value: said }])),
      }),
    )
  }
}
