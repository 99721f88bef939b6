import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { words } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})
after(() => product?.stop())

const say = (id: string, language: 'ar' | 'en' = 'en'): string => words(language, id)
/** An invented child of whom nothing is recorded yet. */
const FILE = '00000000-0000-7000-8001-000500000000'
const answersOf = (given: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(given).map(([field, value]) => [field, { value }]))
const rowOf = (group: string, given: Readonly<Record<string, string>>) => {
  const id = newId()
  return {
    [`${group}/${id}`]: { value: true },
    ...Object.fromEntries(Object.entries(given).map(([field, value]) => [`${group}/${id}/${field}`, { value }])),
  }
}

/** What is shown elsewhere already is sent as the page would send it. */
async function send(page: Page, path: string, body: object): Promise<{ id: string }> {
  const answer = await page.context().request.post(`${product.server.url}/api/v1/children/${path}`, {
    headers: { 'x-gloact-request': '1' },
    data: { happenedAt: new Date().toISOString(), ...body },
  })
  assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}
const begin = async (page: Page, kind: string, step: string, answers: object, agencyId: string | null = null) =>
  (await send(page, `files/${FILE}/records`, { id: newId(), stepId: newId(), kind, step, answers, agencyId })).id
const take = (page: Page, kind: string, id: string, step: string, answers: object = {}) =>
  send(page, `${kind}/${id}/steps`, { id: newId(), step, answers })

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const pick = (page: Page, question: string, name: string) =>
  page.getByRole('group', { name: question }).getByRole('radio', { name, exact: true }).check()
const record = (page: Page) => press(page, say('records.record'))
const recorded = (page: Page, sentence: string) =>
  page
    .getByRole('list', { name: say('records.history') })
    .getByText(sentence)
    .first()
    .waitFor()

test('from a border to the family: a guardian, an assessment, a panel, a gate that lists what is missing, the hand-over', async () => {
  const { url } = product.server
  const officer = await pageAs(product, 'child_protection_officer', { language: 'en' })
  await lead(officer, url, `/children/files/${FILE}`)
  await press(officer, say('children.guardianship.step.ask'))
  await pick(officer, 'Why', 'Nobody with them')
  await pick(officer, 'Has asylum been asked for?', say('forms.no'))
  await expectNoAxeViolations(officer)
  await record(officer)
  await recorded(officer, say('children.guardianship.taken.ask'))
  const guardianship = new URL(officer.url()).pathname.split('/').at(-1)!

  const authority = await pageAs(product, 'guardianship_authority', { language: 'en' })
  await lead(authority, url, `/children/records/guardianship/${guardianship}`)
  await press(authority, say('children.guardianship.step.appoint'))
  await authority.getByRole('combobox', { name: 'Guardian' }).fill('Yara')
  await authority.getByRole('option', { name: 'Yara Mansour' }).click()
  await authority.getByRole('textbox', { name: 'Number and date of the decision' }).fill('No. 7')
  await authority.getByRole('checkbox', { name: 'Everything', exact: true }).check()
  for (const question of await authority
    .getByRole('group', { name: /^(Related|Lives|Works|Carried|Employed|Guardian of|Has sought|Does the child)/ })
    .all())
    await question.getByRole('radio', { name: say('forms.no'), exact: true }).check()
  await pick(authority, 'Related to anyone suspected?', say('forms.yes'))
  await authority.getByRole('textbox', { name: 'What the child says of this person' }).fill('She is kind.')
  await pick(authority, 'Was it explained how to complain?', say('forms.yes'))
  await record(authority)
  await authority.getByText(say('children.gap.guardian_conflict')).waitFor()
  await pick(authority, 'Related to anyone suspected?', say('forms.no'))
  await record(authority)
  await recorded(authority, say('children.guardianship.taken.appoint'))

  const guardian = await pageAs(product, 'guardian', { language: 'ar', screen: 'phone' })
  await lead(guardian, url, '/children/mine')
  const mine = guardian.getByRole('button', { name: new RegExp(`^${say('children.mine.record', 'ar')}`) })
  await mine.first().waitFor()
  await expectNoSidewaysScroll(guardian)
  await expectNoAxeViolations(guardian)
  await send(guardian, `mine/${guardianship}/visits`, {
    id: newId(),
    answers: answersOf({ place: 'home', alone: 'yes', going: 'Calm.' }),
  })
  assert.equal((await guardian.context().request.get(`${url}/api/v1/protection/files/${FILE}`)).ok(), false)

  const supervisor = await pageAs(product, 'children-supervisor@demo.example', { language: 'en' })
  const second = await pageAs(product, 'second-child-protection-officer@demo.example', { language: 'en' })
  const day = new Date().toISOString().slice(0, 10)
  const assessment = await begin(officer, 'assessment', 'begin', answersOf({ why: 'placement', band: 'days_7' }))
  const levels = ['safety', 'family', 'care', 'health', 'education', 'status', 'place', 'vulnerability']
  await take(officer, 'assessment', assessment, 'submit', {
    ...answersOf({
      ...Object.fromEntries(levels.map((part) => [part, 'neutral'])),
      seen_on: day,
      alone: 'yes',
      method: 'play',
      age_group: 'from_7',
      assent: 'yes',
      child_views: 'I miss my aunt.',
      tracing_wish: 'yes_as_soon_as_possible',
      recommended: 'A small home.',
      next_review: day,
    }),
    ...rowOf('options', { option: 'No change', weighed: 'No school.' }),
    ...rowOf('options', { option: 'Small home', weighed: 'School near.' }),
  })
  await lead(supervisor, url, `/children/records/assessment/${assessment}`)
  await press(supervisor, say('children.assessment.step.approve'))
  await record(supervisor)
  await recorded(supervisor, say('children.assessment.taken.approve'))
  await begin(
    officer,
    'care',
    'place',
    answersOf({
      type: 'small_residential',
      carer: 'House',
      agency: 'Office',
      child_view: 'agrees',
      carer_assessment: 'licensed',
      siblings: 'none_known',
    }),
  )

  const plan = { option: 'reunification_here', place: 'Port Isa', adult: 'Hanan Idris' }
  const solution = await begin(officer, 'solution', 'plan', answersOf({ ...plan, relative: 'yes' }))
  await lead(supervisor, url, `/children/files/${FILE}/solution/${solution}`)
  await supervisor.getByText(say('children.gap.determination_missing')).waitFor()
  await supervisor.getByText(say('children.gap.risk_missing')).waitFor()
  await expectNoAxeViolations(supervisor)

  const panels = (await (await officer.context().request.get(`${url}/api/v1/children/files/${FILE}`)).json()) as {
    panels: { id: string }[]
  }
  const request = answersOf({
    purpose: 'family_reunification',
    priority: 'high',
    short_form: 'no',
    history: 'h',
    situation: 's',
  })
  const determination = await begin(officer, 'determination', 'prepare', request, panels.panels[0]!.id)
  const weights = {
    safety: 'for',
    view: 'for',
    family: 'for',
    development: 'for',
    health: 'for',
    education: 'for',
    lasting: 'for',
    evidence: 'Seen.',
  }
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
  await panel.getByRole('textbox', { name: 'Reasons' }).fill('The aunt is able.')
  await expectNoAxeViolations(panel)
  await record(panel)
  await recorded(panel, say('children.determination.taken.vote'))
  for (const [address, profession, sits] of [
    ['second-panel-member', 'law', 'justice'],
    ['third-panel-member', 'psychology', 'ngo'],
  ] as const) {
    const member = await pageAs(product, `${address}@demo.example`, { language: 'en' })
    await take(
      member,
      'determination',
      determination,
      'vote',
      answersOf({
        profession,
        sits_for: sits,
        conflict: 'no',
        outcome: 'approve',
        option: 'reunification_here',
        reasons: 'Yes.',
      }),
    )
  }
  await take(
    panel,
    'determination',
    determination,
    'approve',
    answersOf({ ...plan, reasons: 'All three.', review_on: '2199-01-01' }),
  )

  await take(
    officer,
    'solution',
    solution,
    'assess_risk',
    answersOf({
      level: 'low',
      agreed: 'yes',
      able: 'yes',
      confirmed: 'yes',
      household_checked: 'yes',
      open_case: 'no',
      words: 'w',
    }),
  )
  const third = await pageAs(product, 'children-supervisor@demo.example', { language: 'en' })
  await take(second, 'solution', solution, 'approve_risk')
  await take(second, 'solution', solution, 'verify', answersOf({ finding: 'reunification', words: 'Apart.' }))
  await take(
    officer,
    'solution',
    solution,
    'hear',
    answersOf({ child_view: 'agrees', child_words: 'Yes.', guardian_informed: 'yes', guardian_heard: 'yes' }),
  )
  await lead(third, url, `/children/files/${FILE}/solution/${solution}`)
  await third.getByText(say('children.gate.nothing')).waitFor()
  await press(third, say('children.solution.step.decide'))
  await third.getByRole('textbox', { name: 'Reasons' }).fill('As the panel determined.')
  await record(third)
  await recorded(third, say('children.solution.taken.decide'))

  await lead(officer, url, `/children/files/${FILE}/solution/${solution}`)
  await press(officer, say('children.solution.step.hand_over'))
  await officer.getByRole('textbox', { name: 'Place' }).fill('Port Isa')
  await officer.getByRole('textbox', { name: 'Who handed the child over' }).fill('Samuel Banda')
  for (const question of [
    'Was the adult’s identity seen that day?',
    'Was the child asked again that day, and says yes?',
    'Were papers and medicines given?',
  ])
    await pick(officer, question, say('forms.yes'))
  await record(officer)
  await recorded(officer, say('children.solution.taken.hand_over'))
  await officer.getByText(say('children.solution.clock.month_3')).first().waitFor()
  await expectNoAxeViolations(officer)

  await lead(guardian, url, '/children/mine')
  await guardian.getByText(say('children.mine.heard', 'ar')).first().waitFor()
  await expectNoSidewaysScroll(guardian)
})
