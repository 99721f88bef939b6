import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { until } from '../support/until.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { pickChips, words } from './steps.ts'

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
    .getByRole('group', { name: /^(Related|Lives|Works|Carried|Employed|Guardian of|Has sought|Does the child)/ })
    .all())
    await question.getByRole('radio', { name: say('forms.no'), exact: true }).check()
  await pick(authority, 'Related to anyone suspected?', say('forms.yes'))
  await type(authority, 'What the child says of this person', 'She is kind.')
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
  const placement = { ...HEARD, type: 'small_residential', carer: 'House', agency: 'Office', child_view: 'agrees' }
  await begin('care', 'place', answersOf({ ...placement, carer_assessment: 'licensed', siblings: 'none_known' }))

  const plan = { option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris' }
  const solution = await begin('solution', 'plan', answersOf({ ...plan, relative: 'yes' }))
  await lead(supervisor, url, `/children/files/${file}/solution/${solution}`)
  await supervisor.getByText(say('children.gap.determination_missing')).waitFor()
  await supervisor.getByText(say('children.gap.risk_missing')).waitFor()
  await expectNoAxeViolations(supervisor)
  await takeScreenshot(supervisor, 'children-gate')

  const request = { purpose: 'family_reunification', priority: 'high', short_form: 'no', history: 'h', situation: 's' }
  const determination = await begin('determination', 'prepare', answersOf(request), (await get('')).panels[0]!.id)
  const weighed = ['safety', 'view', 'family', 'development', 'health', 'education', 'lasting']
  const weights = { ...Object.fromEntries(weighed.map((row) => [row, 'for'])), evidence: 'Seen.' }
  await take(officer, 'determination', determination, 'present', {
    ...rowOf('options', { ...plan, ...weights }),
    ...rowOf('options', { option: 'remain', ...weights }),
    ...answersOf({ child_view: 'To my aunt.', guardian_view: 'For it.' }),
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
  const decision = answersOf({ ...plan, ...HEARD, reasons: 'All three.', review_on: '2199-01-01' })
  await take(panel, 'determination', determination, 'approve', decision)

  const risk = { level: 'low', agreed: 'yes', able: 'yes', confirmed: 'yes', household_checked: 'yes', open_case: 'no' }
  await take(officer, 'solution', solution, 'assess_risk', answersOf({ ...risk, words: 'w' }))
  await take(second, 'solution', solution, 'approve_risk')
  await take(second, 'solution', solution, 'verify', answersOf({ finding: 'reunification', words: 'Apart.' }))
  const heard = { child_view: 'agrees', child_words: 'Yes.', guardian_informed: 'yes', guardian_heard: 'yes' }
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
  await press(officer, say('children.complain.send'))
  await officer.getByText(say('children.complain.sent')).first().waitFor()
  await authority.reload()
  // Every reader of the record sees the name.
  await authority.getByText('Yara Mansour').first().waitFor()
  await authority.getByText('I am afraid').first().waitFor()
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
  await guardian.getByRole('tab', { name: '16–17' }).click()
  await guardian.clock.fastForward('01:55')
  await guardian.getByRole('tab', { name: '12–15' }).click()
  await guardian.clock.fastForward('01:55')
  await pictures.first().waitFor()
  await guardian.clock.fastForward('00:06')
  await guardian.getByText(say('children.explain.closed', 'ar')).waitFor({ state: 'attached' })
  await guardian.getByText(say('identity.unlock.title', 'ar')).first().waitFor()
  assert.equal(await pictures.count(), 0)
  await takeScreenshot(guardian, 'children-explain-closed')
})
