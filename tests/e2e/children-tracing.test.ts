import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { INVENTED_CHILDREN } from '../../modules/children/server/demo/invented-children.ts'
import { until } from '../support/until.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { words } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})
after(() => product?.stop())

const say = (id: string, language: 'ar' | 'en' = 'en'): string => words(language, id)
const now = () => new Date().toISOString()
type Said = Readonly<Record<string, unknown>>
const answersOf = (given: Said) => Object.fromEntries(Object.entries(given).map(([field, value]) => [field, { value }]))

async function send(page: Page, path: string, body: object): Promise<void> {
  const answer = await page.context().request.post(`${product.server.url}/api/v1/children/tracing/${path}`, {
    headers: { 'x-gloact-request': '1' },
    data: { happenedAt: now(), ...body },
  })
  assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const pick = (page: Page, question: string, name: string) =>
  page.getByRole('group', { name: question }).getByRole('radio', { name, exact: true }).check()
async function record(page: Page, step: string): Promise<void> {
  await press(page, say('records.record'))
  await page
    .getByRole('list', { name: say('records.history') })
    .getByText(say(`children.tracing_match.taken.${step}`))
    .first()
    .waitFor()
}

/** Three things that only the family knows, asked of both alike. */
const questions = (): Said =>
  Object.fromEntries(
    ['What is the grandmother called?', 'Which animal was at home?', 'What is sung in the evening?'].flatMap(
      (question): [string, unknown][] => {
        const row = `questions/${newId()}`
        return [
          [row, true],
          [`${row}/question`, question],
          [`${row}/answer`, 'As the other says'],
          [`${row}/alike`, 'agrees'],
        ]
      },
    ),
  )

/** A child who has said of whom they are, and whom nobody seeks yet. */
const CHILD = INVENTED_CHILDREN[47]!

test('a mother’s request in her own script is suggested, both are heard apart, a third confirms, and only then the desk hears of it', async () => {
  const { url } = product.server
  const desk = await pageAs(product, 'caseworker', { language: 'ar', screen: 'phone' })
  const id = newId<string>()
  const request = {
    relative_name: CHILD.mother.native,
    relation: 'mother',
    identity_seen: 'passport',
    paper_number: 'P-4711',
    telephone: CHILD.telephone,
    agrees: 'yes',
    given_name: CHILD.given.native,
    family_name: CHILD.family.native,
    sex: CHILD.sex,
    age: CHILD.age,
    citizenship: CHILD.citizenship,
    father_name: CHILD.father.native,
    mother_name: CHILD.mother.native,
    siblings: CHILD.siblings.map(({ native }) => native).join('، '),
    origin: CHILD.origin,
    separation_place: CHILD.separationPlace,
  }
  await send(desk, 'requests', { id, stepId: newId(), answers: answersOf(request) })
  await lead(desk, url, `/children/tracing/requests/${id}`)
  await desk.getByText(say('children.tracing_request.state.received', 'ar')).first().waitFor()
  await expectNoSidewaysScroll(desk)
  await expectNoAxeViolations(desk)
  await takeScreenshot(desk, 'children-tracing-desk')

  const officer = await pageAs(product, 'child_protection_officer', { language: 'en' })
  const match = await until('the background suggests the child', async () => {
    const found = await officer
      .context()
      .request.get(`${url}/api/v1/children/tracing/matches?list=open&requestId=${id}`)
    return ((await found.json()) as { items: { id: string }[] }).items[0]?.id
  })
  const at = `/children/tracing/matches/${match}`
  await lead(officer, url, at)
  await officer.getByText(say('children.tracing.only_a_suggestion')).waitFor()
  await officer.getByText(CHILD.mother.native).first().waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-tracing-match')
  await press(officer, say('children.tracing_match.step.take_up'))
  await pick(officer, 'Were both sides read?', say('forms.yes'))
  await officer.getByRole('textbox', { name: 'Why' }).fill('Both parents and the place agree.')
  await record(officer, 'take_up')

  const [second, third] = await Promise.all(
    ['second-child-protection-officer@demo.example', 'children-supervisor@demo.example'].map((who) =>
      pageAs(product, who, { language: 'en' }),
    ),
  )
  const step = (page: Page, name: string, answers: Said) =>
    send(page, `matches/${match}/steps`, { id: newId(), step: name, answers: answersOf(answers) })
  await step(officer, 'hear_child', { asked_by: 'Ines', alone: 'yes', afraid: 'no', wants: 'yes_now', ...questions() })
  await lead(second!, url, at)
  await second!.getByText(say('children.tracing_match.state.child_heard')).first().waitFor()
  assert.equal(await second!.getByText('As the other says').count(), 0, 'who hears the adult does not read the child')
  await step(second!, 'hear_adult_then', { asked_by: 'Paul', apart: 'yes', identity_seen: 'passport', ...questions() })

  await lead(third!, url, at)
  await third!.getByText('As the other says').first().waitFor()
  await expectNoAxeViolations(third!)
  await takeScreenshot(third!, 'children-tracing-heard')
  await step(third!, 'confirm', { finding: 'reunification', shown_by: 'both_say', why: 'Both told the same, apart.' })
  await lead(desk, url, '/children/tracing')
  await lead(desk, url, `/children/tracing/requests/${id}`)
  await desk.getByText(say('children.tracing_request.state.received', 'ar')).first().waitFor()
  await step(third!, 'allow_contact', {
    child_says_yes: 'yes',
    safety: 'safe',
    guardian: 'agrees',
    why: 'Asked today.',
  })
  await until('the desk may tell the mother', async () => {
    const shown = await desk.context().request.get(`${url}/api/v1/children/tracing/requests/${id}`)
    return ((await shown.json()) as { state: string }).state === 'to_tell'
  })
  await lead(desk, url, '/children/tracing')
  await lead(desk, url, `/children/tracing/requests/${id}`)
  await desk.getByText(say('children.tracing_request.state.to_tell', 'ar')).first().waitFor()
  await expectNoSidewaysScroll(desk)
})
