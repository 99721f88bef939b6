import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, addMonths, asPlainDate, newId } from '@gloact/kernel'
import {
  ask,
  day,
  done,
  follow,
  HEARD,
  HOW_SOON,
  NEED,
  newChild,
  open,
  said,
  step,
  TODAY,
  VIEWS,
  WHO,
} from './testing/children-stage.ts'

const interview = (heldOn: string, topics: readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
  said({
    held_on: heldOn,
    topics,
    purpose: 'criminal',
    agency: 'Police, investigator',
    minutes: 30,
    present: ['guardian', 'interpreter'],
    suspects_kin: 'no',
    recording: 'video',
    ...more,
  })
const missing = async (answer: Promise<{ body: { params?: { missing?: string } } }>) =>
  (await answer).body.params?.missing

test('a third interview on the same within twelve months is warned of, and needs a reason and a second person', async () => {
  const fileId = await newChild()
  const record = (heldOn: string, topics: readonly string[], more = {}) =>
    open('officer', fileId, 'interview', 'record', interview(heldOn, topics, more))
  const enough = async () =>
    ((await done(ask('officer', 'GET', `/children/files/${fileId}`))) as unknown as { askedEnough: string[] })
      .askedEnough

  assert.equal((await record(day(-400), ['journey'])).status, 201)
  assert.equal((await record(day(-100), ['journey', 'suspects'])).status, 201)
  assert.deepEqual(await enough(), [], 'one of the two was more than a year ago')
  // What a court ordered passes no gate, and counts.
  const ordered = { held_on: day(-50), topics: ['journey'], purpose: 'criminal', agency: 'Court', by_order: 'court' }
  assert.equal((await open('officer', fileId, 'interview', 'record_elsewhere', said(ordered))).status, 201)
  assert.deepEqual(await enough(), ['journey'], 'the page says it before anybody asks again')

  assert.equal(await missing(record(TODAY, ['journey', 'wishes'])), 'interview_third')
  assert.equal((await record(TODAY, ['wishes'])).status, 201, 'something else may be asked')

  const again = said({ topics: ['journey'], reasons: 'A new suspect was named by another child.' })
  const { id } = await open('officer', fileId, 'interview', 'ask', again)
  const allowed = said({ reasons: 'The video does not show him.', ...HEARD })
  assert.equal((await step('officer', 'interview', id, 'allow', allowed)).body.code, 'records.second_person')
  assert.equal(
    (await step('officer', 'interview', id, 'hold', interview(TODAY, ['journey']))).body.code,
    'records.not_open',
  )
  assert.equal(
    (await step('lead', 'interview', id, 'allow', said({ reasons: 'r' }))).body.code,
    'records.invalid_answers',
    'nobody is asked a third time without a word on whether child and guardian were heard',
  )
  await done(step('lead', 'interview', id, 'allow', allowed))
  assert.equal(
    await missing(step('officer', 'interview', id, 'hold', interview(TODAY, ['journey'], { present: ['nobody'] }))),
    'interview_nobody_there',
  )
  await done(step('officer', 'interview', id, 'hold', interview(TODAY, ['journey'])))
  const { body } = await open('officer', fileId, 'interview', 'ask', again)
  const refused = await done(step('lead', 'interview', body.id, 'refuse', said({ reasons: 'The video is there.' })))
  assert.equal(refused.state, 'not_held')
})

test('nobody who is kin to a suspect sits in; not known counts as yes', async () => {
  const fileId = await newChild()
  for (const kin of [{ value: 'yes' }, { absent: 'not_known' }]) {
    const given = { ...interview(TODAY, ['family']), suspects_kin: kin }
    assert.equal(await missing(open('officer', fileId, 'interview', 'record', given)), 'interview_suspects_kin')
  }
})

test('of two who record the third interview at once, neither passes the other by', async () => {
  const fileId = await newChild()
  await open('officer', fileId, 'interview', 'record', interview(day(-3), ['recruitment']))
  const both = await Promise.all(
    (['officer', 'second'] as const).map((who) =>
      open(who, fileId, 'interview', 'record', interview(day(-1), ['recruitment'])),
    ),
  )
  assert.deepEqual(both.map(({ status }) => String(status)).toSorted(), ['201', '409'])
})

const PLAN = {
  stay: 'Until the end of school.',
  home: 'A shared flat.',
  money: 'A grant.',
  school_or_work: 'School.',
  health: 'Insured.',
  papers: 'Passport asked for.',
  person_of_trust: 'The coach',
  ...HEARD,
  child_view: 'I want to stay in the town.',
}

test('turning 18 is prepared from the earliest day on which it may be, a month before the plan has to stand, once', async () => {
  const of = async (bornFrom: string) => {
    const fileId = await newChild()
    const born = {
      basis: 'declared',
      born_from: bornFrom,
      born_to: addDays(asPlainDate(bornFrom), 300),
      evidence: ['statement'],
    }
    await open('officer', fileId, 'age', 'presume', said(born))
    return fileId
  }
  const today = asPlainDate(TODAY)
  const [due, later] = [await of(addMonths(today, 7 - 216)), await of(addDays(addMonths(today, 7 - 216), 1))]
  await follow('children.prepare_for_18')
  await follow('children.prepare_for_18')
  const plansOf = async (fileId: string) =>
    (
      (await done(ask('officer', 'GET', `/children/files/${fileId}`))) as unknown as {
        records: { id: string; kind: string; nextDueAt: string }[]
      }
    ).records.filter(({ kind }) => kind === 'transition')
  const [plan, ...more] = await plansOf(due)
  assert.deepEqual([more, await plansOf(later)], [[], []])
  assert.equal(plan!.nextDueAt.slice(0, 10), '2026-12-24', 'six months before the earliest 18th birthday')

  const unheard = step('officer', 'transition', plan!.id, 'agree', said({ ...PLAN, guardian_heard: 'absent' }))
  assert.equal(await missing(unheard), 'plan_guardian_not_heard')
  await done(step('officer', 'transition', plan!.id, 'agree', said(PLAN)))
  assert.equal(await missing(step('officer', 'transition', plan!.id, 'close')), 'consents_not_asked')
  const asked = said({ asked: 'yes', agencies: 'The shelter, for a year.' })
  await done(step('officer', 'transition', plan!.id, 'ask_anew', asked))
  assert.equal((await done(step('officer', 'transition', plan!.id, 'close'))).state, 'closed')
  await follow('children.prepare_for_18')
  assert.equal((await plansOf(due)).length, 1, 'closed, it is not begun again')
})

/** A panel looks at assessments that differ, and finds an adult. */
async function panelOnAge(fileId: string): Promise<void> {
  const request = {
    purpose: 'age',
    ...HOW_SOON,
    short_form: 'no',
    history: 'Assessed twice.',
    situation: 'Here.',
  }
  const { id } = await open('officer', fileId, 'determination', 'prepare', said(request), WHO.panel.agencyId)
  const weights = ['safety', 'view', 'family', 'development', 'health', 'education', 'lasting', 'follow_up']
  const row = (option: string) => {
    const at = newId()
    return {
      [`options/${at}`]: { value: true },
      [`options/${at}/option`]: { value: option },
      [`options/${at}/evidence`]: { value: 'Both assessments.' },
      ...Object.fromEntries(weights.map((weight) => [`options/${at}/${weight}`, { value: 'for' }])),
    }
  }
  const papers = {
    ...row('remain'),
    ...row('age_adult'),
    ...said({ child_view: 'I am 19.', ...VIEWS }),
  }
  await done(step('officer', 'determination', id, 'present', papers))
  for (const [who, profession, sitsFor] of [
    ['panel', 'child_protection', 'child_protection'],
    ['panel2', 'law', 'justice'],
    ['panel3', 'psychology', 'ngo'],
  ] as const) {
    const vote = {
      profession,
      sits_for: sitsFor,
      conflict: 'no',
      outcome: 'approve',
      option: 'age_adult',
      reasons: 'r',
    }
    await done(step(who, 'determination', id, 'vote', said(vote)))
  }
  const decision = { ...HEARD, option: 'age_adult', reasons: 'The later one has documents.' }
  const late = step('panel', 'determination', id, 'approve', said({ ...decision, review_on: day(400) }))
  assert.equal(await missing(late), 'panel_review_late')
  await done(step('panel', 'determination', id, 'approve', said({ ...decision, review_on: day(100) })))
  const { clocks } = await done(ask('officer', 'GET', `/children/determination/${id}`))
  const review = clocks.find(({ clock, stoppedAt }) => clock === 'review' && stoppedAt === null)
  assert.equal(review?.dueAt?.slice(0, 10), day(100), 'on the day that the panel set')
}

const AGREED = {
  asked_by: 'The reception officer',
  ordered_by: 'Child Protection Office',
  agreed: 'yes',
  language: 'Tigrinya',
  interpreter: 'present',
  explained: 'With drawings.',
  guardian_present: 'yes',
}

test('an age that was assessed twice with different results leaves a child, until a panel has looked', async () => {
  const fileId = await newChild()
  const guardianship = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  assert.equal(guardianship.status, 201)
  const born = { basis: 'declared', born_from: '2008-01-01', born_to: '2011-12-31', evidence: ['statement'] }
  const { id } = await open('officer', fileId, 'age', 'presume', said(born))
  const assess = async (conclusion: string, lowest: number, of = id) => {
    const take = (name: string, answers: object, who: 'officer' | 'second' = 'officer') =>
      done(step(who, 'age', of, name, answers))
    await take(
      'doubt',
      said({
        raised_by: 'border',
        raised_agency: 'Border Police',
        raised_function: 'asylum',
        reason: 'claims_child_other_signs',
        child_told: 'yes',
        guardian_told: 'yes',
      }),
    )
    await take('begin', said(AGREED))
    for (const part of ['documents', 'interview'])
      await take(
        'examine',
        said({ step: part, professions: 2, people: 2, from_months: lowest, to_months: 260, margin_months: 2 }),
      )
    await take(
      'conclude',
      said({ conclusion, lowest_months: lowest, professions: 2, signatures: 2, reasons: 'As seen.' }),
    )
    await take('tell', said({ told_by: 'Samuel Banda', words: 'Slowly, twice.', ...HEARD }))
    await take('settle', said({ appeal: 'waived', guardian_agreed: 'yes' }), 'second')
  }
  const leave = async () => (await done(ask('officer', 'GET', `/children/files/${fileId}`))).gates.leave
  await assess('minor', 190)
  assert.deepEqual(await leave(), ['age_still_child'])
  await assess('adult', 230)
  assert.deepEqual(await leave(), ['age_still_child'], 'the lower one stands')
  await panelOnAge(fileId)
  assert.deepEqual(await leave(), [], 'the panel has looked')

  const other = await newChild()
  const { id: alone } = await open('officer', other, 'age', 'presume', said(born))
  await assess('adult', 230, alone)
  assert.deepEqual(
    (await done(ask('officer', 'GET', `/children/files/${other}`))).gates.leave,
    [],
    'one settled alone is one',
  )
})
