import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, asPlainDate, newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { until } from '../support/until.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { pickChips, typeDate, words } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})
after(() => product?.stop())

const say = (id: string, language: 'ar' | 'en' = 'en'): string => words(language, id)
const now = () => new Date().toISOString()
const TODAY = now().slice(0, 10)

/** Whether guardian and child were informed and heard: asked in every decision. */
const HEARD = { guardian_informed: 'yes', guardian_heard: 'heard', child_informed: 'yes', child_heard: 'heard' }

/** The house by the mill, of the invented carers: a small home for boys from twelve. */
const HOUSE = '00000000-0000-7000-8046-000000000005'

type Answers = Readonly<Record<string, unknown>>
const answersOf = (given: Answers) =>
  Object.fromEntries(Object.entries(given).map(([field, value]) => [field, { value }]))
const rowOf = (group: string, given: Answers) => {
  const id = newId()
  return {
    [`${group}/${id}`]: { value: true },
    ...Object.fromEntries(Object.entries(given).map(([field, value]) => [`${group}/${id}/${field}`, { value }])),
  }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const pick = (page: Page, question: string, name: string) =>
  page.getByRole('group', { name: question }).getByRole('radio', { name, exact: true }).check()
const type = (page: Page, name: string, text: string) => page.getByRole('textbox', { name }).fill(text)

/** Records the step whose form stands open, and waits until the log says so. */
async function record(page: Page, kind: string, step: string): Promise<void> {
  await press(page, say('records.record'))
  await page
    .getByRole('list', { name: say('records.history') })
    .getByText(say(`children.${kind}.taken.${step}`))
    .first()
    .waitFor()
}

/** What has a screen of the same kind in this test already is sent as that screen sends it. */
async function send(page: Page, path: string, body: object): Promise<{ id: string }> {
  const answer = await page.context().request.post(`${product.server.url}/api/v1/${path}`, {
    headers: { 'x-gloact-request': '1' },
    data: body,
  })
  assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}
const take = (page: Page, kind: string, id: string, step: string, answers: object = {}) =>
  send(page, `children/${kind}/${id}/steps`, { id: newId(), step, happenedAt: now(), answers })

/** An unaccompanied child met at the border today, as the first contact records it. */
async function meet(officer: Page, userId: string): Promise<string> {
  const fileId = newId<string>()
  const payload = { age: 'not_sure', contactOn: TODAY, channel: 'police', teamId: null, assignedTo: userId }
  const opened = { id: newId(), type: 'file_opened', payload, happenedAt: now() }
  await send(officer, 'protection/files', {
    fileId,
    personId: newId(),
    actions: [{ ...opened, replaces: [], deviceTime: null }],
  })
  return fileId
}

test('from the border to the family: presumption of age and a guardian at once, assessment, panel, the gate that lists what is missing, hand-over', async () => {
  const { url } = product.server
  const officer = await pageAs(product, 'child_protection_officer', { language: 'en' })
  const session = await officer.context().request.get(`${url}/api/v1/identity/session`)
  const { principal } = (await session.json()) as { principal: { userId: string } }
  const file = await meet(officer, principal.userId)
  const get = async (path: string) =>
    (await (await officer.context().request.get(`${url}/api/v1/children/files/${file}${path}`)).json()) as {
      records: { id: string; kind: string }[]
      panels: { id: string }[]
    }
  const begin = async (kind: string, step: string, answers: object, agencyId: string | null = null) => {
    const body = { id: newId(), stepId: newId(), kind, step, happenedAt: now(), answers, agencyId }
    return (await send(officer, `children/files/${file}/records`, body)).id
  }

  // Nobody asked: it is there when the officer first looks.
  const guardianship = await until(
    'a guardian is asked for at first contact',
    async () => (await get('')).records.find(({ kind }) => kind === 'guardianship')?.id,
  )
  await lead(officer, url, `/children/files/${file}`)
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-child')
  await lead(officer, url, `/children/files/${file}/guardianship/${guardianship}`)
  await officer.getByText(say('children.guardianship.taken.ask_met')).first().waitFor()
  await press(officer, say('children.guardianship.step.explain'))
  await pick(officer, 'Why', 'Nobody with them')
  await pick(officer, 'Has asylum been asked for?', say('forms.no'))
  await record(officer, 'guardianship', 'explain')

  const authority = await pageAs(product, 'guardianship_authority', { language: 'en' })
  await lead(authority, url, `/children/records/guardianship/${guardianship}`)
  await press(authority, say('children.guardianship.step.appoint'))
  await authority.getByRole('combobox', { name: 'Guardian' }).fill('Yara')
  await authority.getByRole('option', { name: 'Yara Mansour' }).click()
  await type(authority, 'Number and date of the decision', 'No. 7')
  await pickChips(authority.locator('main'), 'For what', ['Everything'])
  for (const question of await authority
    .getByRole('group', {
      name: /^(Related|Lives|Works|Carried|Employed|Guardian of|Has sought|Does the child|Any other)/,
    })
    .all())
    await question.getByRole('radio', { name: say('forms.no'), exact: true }).check()
  await pick(authority, 'Related to anyone suspected?', say('forms.yes'))
  await type(authority, 'What the child says about this person', 'She is kind.')
  await pick(authority, 'Was it explained how to complain?', say('forms.yes'))
  await press(authority, say('records.record'))
  await authority.getByText(say('children.gap.guardian_conflict')).waitFor()
  await takeScreenshot(authority, 'children-conflict')
  await pick(authority, 'Related to anyone suspected?', say('forms.no'))
  await record(authority, 'guardianship', 'appoint')

  const guardian = await pageAs(product, 'guardian', { language: 'ar', screen: 'phone' })
  await lead(guardian, url, '/children/mine')
  await guardian
    .getByRole('button', { name: new RegExp(`^${say('children.mine.record', 'ar')}`) })
    .first()
    .waitFor()
  assert.equal(await guardian.evaluate(`document.documentElement.dir`), 'rtl')
  await expectNoSidewaysScroll(guardian)
  await expectNoAxeViolations(guardian)
  await takeScreenshot(guardian, 'children-guardian-phone')
  // What a child is told before anything is asked: each picture says what it shows, and nothing leaves the device where it has no voice.
  await lead(guardian, url, '/children/explain')
  // Five for a child of seven: who asks, what about, that a no is a no, who reads it, and when help is fetched.
  const pictures = guardian.getByRole('img', { name: /\p{Script=Arabic}{2}/u })
  await pictures.nth(4).waitFor()
  await guardian.getByRole('tab', { name: '16–17' }).click()
  await guardian.getByText('يوم تبلغ 18 عامًا').waitFor()
  await expectNoSidewaysScroll(guardian)
  await expectNoAxeViolations(guardian)
  await takeScreenshot(guardian, 'children-explain-phone')
  await send(guardian, `children/mine/${guardianship}/visits`, {
    id: newId(),
    happenedAt: now(),
    answers: answersOf({ place: 'home', alone: 'yes', going: 'Calm.' }),
  })
  assert.equal((await guardian.context().request.get(`${url}/api/v1/protection/files/${file}`)).status(), 404)

  // Two who came together: linked from the page of one, by the number of the other's file.
  const [sister, brother] = [await meet(officer, principal.userId), await meet(officer, principal.userId)]
  const ofBrother = await officer.context().request.get(`${url}/api/v1/children/files/${brother}`)
  const { number: theirs } = (await ofBrother.json()) as { number: string }
  await lead(officer, url, `/children/files/${sister}`)
  await press(officer, say('children.file_link.step.link'))
  await type(officer, 'Number of their file', theirs)
  await pick(officer, 'They are', 'Brothers or sisters')
  await pick(officer, 'How this is known', 'Both say so')
  await press(officer, say('records.record'))
  await officer.getByRole('link', { name: theirs }).waitFor()
  await officer.getByText(say('children.siblings.together.not_known')).waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-siblings')

  // Living apart is no solution, and stands under a title of its own.
  const apart = officer.getByRole('region', { name: say('children.separation.title') })
  await apart.getByRole('button', { name: say('children.separation.plan') }).click()
  await apart.getByRole('textbox', { name: 'Place, as the panel named it' }).fill('House Linden')
  await apart.getByRole('textbox', { name: 'Adult who takes responsibility' }).fill('House Linden')
  await pick(officer, 'Is the adult a relative?', say('forms.no'))
  await record(officer, 'solution', 'plan')
  await officer.getByRole('heading', { level: 1, name: say('children.separation.title') }).waitFor()
  await expectNoAxeViolations(officer)

  // School is due from first contact on: why there is none yet is recorded, and looked at again.
  const schooling = await until(
    'a school place is due at first contact',
    async () => (await get('')).records.find(({ kind }) => kind === 'schooling')?.id,
  )
  await lead(officer, url, `/children/files/${file}/schooling/${schooling}`)
  await press(officer, say('children.schooling.step.enrol'))
  await pick(officer, 'Kind of school', 'Preparatory class')
  await type(officer, 'School', 'Harbour School')
  await typeDate(officer, 'From', TODAY)
  await pick(officer, 'Is there help with the language?', say('forms.yes'))
  await record(officer, 'schooling', 'enrol')
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-school')

  const supervisor = await pageAs(product, 'children-supervisor@demo.example', { language: 'en' })
  const second = await pageAs(product, 'second-child-protection-officer@demo.example', { language: 'en' })
  const assessment = await begin('assessment', 'begin', answersOf({ why: 'placement', band: 'days_7' }))
  const parts = ['safety', 'family', 'care', 'health', 'education', 'status', 'place', 'vulnerability']
  await take(officer, 'assessment', assessment, 'submit', {
    ...answersOf({
      ...Object.fromEntries(parts.map((part) => [part, 'neutral'])),
      seen_on: TODAY,
      alone: 'yes',
      method: 'play',
      age_group: 'from_7',
      assent: 'yes',
      child_views: 'I miss my aunt.',
      tracing_wish: 'yes_as_soon_as_possible',
      ...HEARD,
      recommended: 'A small home.',
      next_review: TODAY,
    }),
    ...rowOf('options', { option: 'No change', weighed: 'No school.' }),
    ...rowOf('options', { option: 'Small home', weighed: 'School near.' }),
  })
  await lead(supervisor, url, `/children/records/assessment/${assessment}`)
  await press(supervisor, say('children.assessment.step.approve'))
  await record(supervisor, 'assessment', 'approve')
  // In a home of the register: what its approval does not cover stands below it as soon as it is chosen.
  await lead(officer, url, `/children/files/${file}`)
  await press(officer, say('children.care.step.place'))
  await officer.getByRole('combobox', { name: 'Kind of care' }).selectOption('small_residential')
  await officer.getByRole('combobox', { name: 'Carer of the register' }).fill('SH')
  await officer.getByRole('option', { name: /^SH-01/ }).click()
  const warned = officer.getByRole('alert').filter({ hasText: say('children.carer.outside') })
  await warned.getByText(say('children.gap.care_carer_age')).waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-carer-outside')
  await type(officer, 'Reason, if this is outside', 'Nobody knows the age yet; the house is near the school.')
  await type(officer, 'Carer or house', 'House by the mill')
  await type(officer, 'Responsible agency', 'Office')
  await pick(officer, 'What the child says', 'Agrees')
  await pick(officer, 'Assessment of the carer', 'Licensed house')
  for (const who of ['guardian', 'child']) {
    await pick(officer, `Was the ${who} informed?`, say('forms.yes'))
    await pick(officer, `Was the ${who} heard?`, 'Heard')
  }
  await pick(officer, 'Siblings', 'None known')
  await record(officer, 'care', 'place')
  // Somebody lives there now: the home stays in the register, and the page says why.
  await lead(officer, url, `/children/carers/${HOUSE}`)
  await press(officer, say('registers.row.more'))
  await officer.getByRole('menuitem', { name: say('registers.archive.confirm') }).click()
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: say('registers.archive.confirm') })
    .click()
  await officer
    .getByRole('alert')
    .getByText(/^1 child lives with this carer/)
    .waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-carer-kept')
  // What imports alone fill is no question of a new one.
  await lead(officer, url, '/children/carers/new')
  await officer.getByRole('textbox', { name: 'Number, without a name' }).waitFor()
  assert.equal(await officer.getByText('As recorded in another system').count(), 0)

  const plan = { option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris' }
  const solution = await begin('solution', 'plan', answersOf({ ...plan, relative: 'yes' }))
  await lead(supervisor, url, `/children/files/${file}/solution/${solution}`)
  await supervisor.getByText(say('children.gap.determination_missing')).waitFor()
  await supervisor.getByText(say('children.gap.risk_missing')).waitFor()
  await expectNoAxeViolations(supervisor)
  await takeScreenshot(supervisor, 'children-gate')

  const request = {
    purpose: 'family_reunification',
    priority: 'high',
    priority_reasons: 'p',
    separation_status: 'unaccompanied',
    short_form: 'no',
    history: 'h',
    situation: 's',
  }
  const determination = await begin('determination', 'prepare', answersOf(request), (await get('')).panels[0]!.id)
  const weighed = ['safety', 'view', 'family', 'development', 'health', 'education', 'lasting', 'follow_up']
  const weights = { ...Object.fromEntries(weighed.map((row) => [row, 'for'])), evidence: 'Seen.' }
  await take(officer, 'determination', determination, 'present', {
    ...rowOf('options', { ...plan, ...weights }),
    ...rowOf('options', { option: 'remain', ...weights }),
    ...answersOf({
      child_view: 'To my aunt.',
      parents_asked: 'not_found',
      carer_asked: 'declined',
      siblings_asked: 'nobody',
      guardian_asked: 'given',
      guardian_view: 'For it.',
      tracing_result: 'not_begun',
    }),
  })
  const panel = await pageAs(product, 'panel_member', { language: 'en' })
  await lead(panel, url, `/children/records/determination/${determination}`)
  await panel
    .getByRole('region', { name: say('children.options.title') })
    .getByText('Hanan Idris')
    .waitFor()
  await press(panel, say('children.determination.step.vote'))
  await pick(panel, 'My profession', 'Child protection')
  await pick(panel, 'I sit for', 'Child protection authority')
  await pick(panel, 'Do I have any interest of my own in this?', say('forms.no'))
  await pick(panel, 'I am for', 'Approving')
  await panel.getByRole('combobox', { name: 'Option I find best' }).selectOption('reunification_here')
  await type(panel, 'Reasons', 'The aunt is able.')
  await expectNoAxeViolations(panel)
  await takeScreenshot(panel, 'children-panel')
  await record(panel, 'determination', 'vote')
  for (const [address, profession, sits] of [
    ['second-panel-member', 'law', 'justice'],
    ['third-panel-member', 'psychology', 'ngo'],
  ] as const) {
    const member = await pageAs(product, `${address}@demo.example`)
    const vote = {
      profession,
      sits_for: sits,
      conflict: 'no',
      outcome: 'approve',
      option: plan.option,
      reasons: 'Yes.',
    }
    await take(member, 'determination', determination, 'vote', answersOf(vote))
  }
  const decision = answersOf({ ...plan, ...HEARD, reasons: 'All three.', review_on: addDays(asPlainDate(TODAY), 180) })
  await take(panel, 'determination', determination, 'approve', decision)

  const risk = { level: 'low', agreed: 'yes', able: 'yes', confirmed: 'yes', household_checked: 'yes', open_case: 'no' }
  await take(officer, 'solution', solution, 'assess_risk', answersOf({ ...risk, words: 'w' }))
  await take(second, 'solution', solution, 'approve_risk')
  await take(second, 'solution', solution, 'verify', answersOf({ finding: 'reunification', words: 'Apart.' }))
  const heard = { ...HEARD, child_view: 'agrees', child_words: 'Yes.' }
  await take(officer, 'solution', solution, 'hear', answersOf(heard))
  // Others recorded it on screens of their own; this one has stood open since.
  await supervisor.reload()
  await supervisor.getByText(say('children.gate.nothing')).waitFor()
  await press(supervisor, say('children.solution.step.decide'))
  await type(supervisor, 'Reasons', 'As the panel determined.')
  await record(supervisor, 'solution', 'decide')

  await lead(officer, url, `/children/files/${file}/solution/${solution}`)
  await press(officer, say('children.solution.step.hand_over'))
  await type(officer, 'Place', 'Port Isa')
  await type(officer, 'Who handed the child over', 'Samuel Banda')
  for (const question of [
    'Was the adult’s identity seen that day?',
    'Was the child asked again that day, and says yes?',
    'Were papers and medicines given?',
  ])
    await pick(officer, question, say('forms.yes'))
  await record(officer, 'solution', 'hand_over')
  await officer.getByText(say('children.solution.clock.month_3')).first().waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-handed-over')

  // A brother with another agency, who is there since the first start, was confirmed by that agency.
  const kin = '00000000-0000-7000-8001-000536000000/kin/00000000-0000-7000-8045-000000000002'
  await lead(officer, url, `/children/files/${kin}`)
  await officer.getByText(say('children.kin.state.confirmed')).first().waitFor()

  // A child who cannot write complains by pointing; the authority reads it, and a screen left alone closes.
  await lead(officer, url, `/children/files/${file}/guardianship/${guardianship}`)
  await officer.getByRole('link', { name: say('children.complain.title') }).click()
  await officer.getByRole('checkbox', { name: 'I am afraid' }).check()
  await expectNoSidewaysScroll(officer)
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-complain')
  await press(officer, say('children.complain.record'))
  // Something has to have been said before the child is done.
  await officer
    .getByRole('timer')
    .filter({ hasNotText: /^0:00$/ })
    .waitFor()
  await press(officer, say('children.complain.stop'))
  await officer.getByLabel(say('children.complain.said')).waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-complain-by-voice')
  await press(officer, say('children.complain.next'))
  // Who it is about is a question of its own; not wanting to say is an answer.
  await officer.getByRole('radio', { name: 'I don’t want to say' }).check()
  await officer.getByRole('radio', { name: 'Another child' }).check()
  await expectNoSidewaysScroll(officer)
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-complain-whom')
  await press(officer, say('children.complain.send'))
  await officer.getByText(say('children.complain.sent')).first().waitFor()
  await authority.reload()
  // The authority alone plays what the child said.
  await authority.getByRole('heading', { name: say('children.voice.title') }).waitFor()
  await authority.getByRole('button', { name: /^Listen/ }).click()
  await authority.getByLabel(/^Listen/).waitFor()
  await takeScreenshot(authority, 'children-voice')
  // Every reader of the record sees the name.
  await authority.getByText('Yara Mansour').first().waitFor()
  await authority.getByText('I am afraid').first().waitFor()
  await authority.getByText('Another child').first().waitFor()
  await officer.clock.install()
  await lead(officer, url, '/children')
  await lead(officer, url, `/children/complain/${guardianship}`)
  await officer.getByRole('checkbox', { name: 'I am afraid' }).check()
  await officer.clock.fastForward('02:01')
  await officer.getByText(say('children.explain.closed')).waitFor({ state: 'attached' })
  await officer.getByText(say('identity.unlock.title')).first().waitFor()
  assert.equal(await officer.getByRole('checkbox', { name: 'I am afraid' }).count(), 0)

  await lead(guardian, url, '/')
  await lead(guardian, url, '/children/mine')
  await guardian
    .getByText(new RegExp(say('children.mine.heard', 'ar')))
    .first()
    .waitFor()
  await expectNoSidewaysScroll(guardian)

  // The page that a child is shown closes where nobody touches it, and the session behind it is locked.
  await guardian.clock.install()
  await lead(guardian, url, '/children/explain')
  // From here on the two minutes pass as the test says, and not while a slow machine does something else.
  await guardian.clock.pauseAt(Date.now() + 30_000)
  await guardian.getByRole('tab', { name: '16–17' }).click()
  await guardian.clock.fastForward('01:55')
  await guardian.getByRole('tab', { name: '12–15' }).click()
  await guardian.clock.fastForward('01:55')
  await pictures.first().waitFor()
  await guardian.clock.fastForward('00:06')
  await guardian.clock.resume()
  await guardian.getByText(say('children.explain.closed', 'ar')).waitFor({ state: 'attached' })
  await guardian.getByText(say('identity.unlock.title', 'ar')).first().waitFor()
  assert.equal(await pictures.count(), 0)
  await takeScreenshot(guardian, 'children-explain-closed')
})

/** Of the demonstration: a child with a plan that a gate keeps, and what another says of the family, most of it never asked. */
const PLANNED_FOR = '00000000-0000-7000-8001-000516000000'
const SIDE = 'd3387ba3-d8d1-8b8e-9718-ca921b7b019e'

test('on a phone the list is short and a child’s page is folded, with what is due on top; what nobody was asked is one line of the history', async () => {
  const { url } = product.server
  const officer = await pageAs(product, 'child_protection_officer', { language: 'en', screen: 'phone' })
  // A child is three lines of the list, and who has nobody beyond the time stands first.
  await lead(officer, url, '/children')
  const rows = officer.getByRole('table', { name: say('children.list.due') }).getByRole('row')
  await rows.nth(1).getByText(say('children.guardianship.clock.provisional'), { exact: false }).waitFor()
  const tallest = Number(
    await officer.evaluate(
      `Math.max(...[...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().height))`,
    ),
  )
  assert.ok(tallest < 160, `a row of ${tallest} px`)
  await expectNoSidewaysScroll(officer)
  await lead(officer, url, `/children/files/${PLANNED_FOR}`)
  const due = officer.getByRole('list', { name: say('children.next.title') }).getByRole('listitem')
  await due
    .filter({ hasText: say('children.care.clock.visit') })
    .first()
    .waitFor()
  const begin = officer.getByRole('button', { name: say('children.care.step.place') })
  assert.equal(await begin.count(), 0)
  const height = Number(await officer.evaluate('document.documentElement.scrollHeight'))
  assert.ok(height < 2400, `${height} px long`)
  await officer.getByRole('heading', { name: say('children.care.title'), exact: true }).click()
  await begin.waitFor()
  await expectNoSidewaysScroll(officer)
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-child-phone')

  await lead(officer, url, `/children/tracing/sides/${SIDE}`)
  const history = officer.getByRole('list', { name: say('records.history') })
  const notAsked = say('forms.absence.not_asked')
  const line = history.getByText(new RegExp(`^${notAsked}: \\d+ questions$`)).last()
  await line.waitFor()
  const shown = () => history.getByText(notAsked, { exact: true }).filter({ visible: true }).count()
  const before = await shown()
  await line.click()
  const [questions] = /\d+/.exec((await line.textContent()) ?? '') ?? []
  assert.equal((await shown()) - before, Number(questions), 'each stands there once it is opened')
  await expectNoSidewaysScroll(officer)
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-not-asked')
})
