import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { labelOf, language } from '@gloact/codes'
import { addDays, asPlainDate, newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { INVENTED_CHILDREN } from '../../modules/children/server/demo/invented-children.ts'
import { requestCode } from '../../modules/children/domain/tracing/request-code.ts'
import { until } from '../support/until.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, settle, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'
import { typeDate, words } from './steps.ts'

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

/** A picture of one grey, 400 by 500. */
const grey = async (page: Page): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate<string>(`(() => {
      const canvas = document.createElement('canvas')
      canvas.width = 400
      canvas.height = 500
      const pen = canvas.getContext('2d')
      pen.fillStyle = 'rgb(90 90 90)'
      pen.fillRect(0, 0, 400, 500)
      return canvas.toDataURL('image/png').split(',')[1]
    })()`),
    'base64',
  )

/** Whether there is something in that picture that is lighter than its grey. */
const MARKED = `(() => {
  const canvas = document.querySelector('canvas[role="img"]')
  if (canvas === null || canvas.width !== 400) return false
  const pixels = canvas.getContext('2d').getImageData(0, 0, 400, 500).data
  return pixels.some((part, place) => place % 4 !== 3 && part > 160)
})()`

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
/** Nobody has asked this one about the family yet. */
const NOT_ASKED = '00000000-0000-7000-8001-000551000000'
const ASKED = '00000000-0000-7000-8001-000500000000'

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
    mother_tongue: CHILD.language,
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
  await officer
    .getByRole('row', { name: 'Mother tongue' })
    .getByText(labelOf(language, CHILD.language, 'en'), { exact: true })
    .first()
    .waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-tracing-match')
  // Nothing can be said of it yet: it comes back by itself on a day, and can be taken up before.
  await press(officer, say('children.tracing_match.step.park'))
  await typeDate(officer, 'Look again on', addDays(asPlainDate(now().slice(0, 10)), 14))
  await officer.getByRole('textbox', { name: 'Why' }).fill('The register of the home town answers next week.')
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-tracing-park')
  await record(officer, 'park')
  await officer.getByText(say('children.tracing_match.state.parked')).first().waitFor()
  await press(officer, say('children.tracing_match.step.take_up'))
  await pick(officer, 'Were both sides read?', say('forms.yes'))
  await officer.getByRole('textbox', { name: 'Why' }).fill('Both parents and the place agree.')
  await record(officer, 'take_up')

  // The one photograph that a judge may see, with who sees it written across it.
  const { facts } = (await (
    await officer.context().request.get(`${url}/api/v1/children/tracing/matches/${match}`)
  ).json()) as {
    facts: { subject_id: string }
  }
  const path = `children/${facts.subject_id}/photographs/${newId()}?contentType=image/png`
  const added = await officer.context().request.put(`${url}/api/v1/children/tracing/${path}`, {
    headers: { 'x-gloact-request': '1', 'content-type': 'application/octet-stream' },
    data: await grey(officer),
  })
  assert.ok(added.ok(), await added.text())
  await officer.goto(url + at)
  await settle(officer)
  await press(officer, say('children.tracing.photograph_open'))
  await officer.getByRole('img', { name: say('children.tracing.photograph') }).waitFor()
  await until('the mark is written across it', () => officer.evaluate<boolean>(MARKED))
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-tracing-photograph')

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

  // It turns out to be wrong: the link that was confirmed is ended, with the reason.
  await officer.goto(url + at)
  await settle(officer)
  await officer.getByRole('link', { name: say('children.tracing.to_link') }).click()
  await officer.getByText(say('children.tracing.link_about')).waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-tracing-link')
  await press(officer, say('children.family_link.step.end'))
  await officer.getByRole('textbox', { name: 'Why' }).fill('The mother herself came forward.')
  await press(officer, say('records.record'))
  await officer.getByText(say('children.family_link.state.ended')).first().waitFor()
})

test('what a child says of the family is taken down from the child’s page', async () => {
  const officer = await pageAs(product, 'child_protection_officer', { language: 'en', screen: 'phone' })
  const follow = async (fileId: string, link: string) => {
    await lead(officer, product.server.url, `/children/files/${fileId}`)
    await officer.locator('summary', { hasText: say('children.tracing.title') }).click()
    await officer.getByRole('link', { name: say(link) }).click()
    await officer.getByRole('heading', { level: 1, name: say('children.tracing_subject.title') }).waitFor()
  }
  await follow(NOT_ASKED, 'children.tracing.side_begin')
  await officer.getByRole('button', { name: say('children.tracing.register') }).waitFor()
  // What the child has said by then stays.
  const field = (name: string) => officer.getByRole('textbox', { name })
  await field('Nickname').fill('Zuzu')
  await press(officer, say('children.tracing.fill'))
  await officer.getByText(say('children.tracing.filled')).waitFor()
  assert.notEqual(await field('Given name').inputValue(), '')
  assert.equal(await field('Nickname').inputValue(), 'Zuzu')
  await expectNoSidewaysScroll(officer)
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'children-tracing-filled')
  await follow(ASKED, 'children.tracing.side_open')
  await officer.getByText(say('children.tracing_subject.taken.register')).first().waitFor()
})

test('nobody looks for the family of a child too young to say until a supervisor agrees, whose work names the child by number alone', async () => {
  const { url } = product.server
  const officer = await pageAs(product, 'child_protection_officer', { language: 'en' })
  const id = newId<string>()
  const side = {
    wish: 'too_young',
    basis: 'Found alone after the flood.',
    safety: 'safe',
    guardian: 'agrees',
    given_name: 'Zulfiya',
  }
  await send(officer, 'children', { id, stepId: newId(), fileId: null, answers: answersOf(side) })
  const supervisor = await pageAs(product, 'children-supervisor@demo.example', { language: 'ar', screen: 'phone' })
  await lead(supervisor, url, '/')
  // Due in two working days, behind what is due before.
  const more = supervisor.getByRole('button', { name: say('work.show_all', 'ar').split(' (')[0]! })
  await more.first().waitFor()
  for (const each of (await more.all()).toReversed()) await each.click()
  const task = supervisor.getByRole('listitem').filter({ hasText: requestCode(id) })
  await task.getByText(say('children.tracing.task.agree_for_child', 'ar')).first().waitFor()
  assert.equal(await task.getByText('Zulfiya').count(), 0)
  await task.getByRole('link').click()
  await supervisor.getByRole('button', { name: say('children.tracing_subject.step.agree_for_child', 'ar') }).click()
  await supervisor.getByRole('textbox', { name: 'السبب' }).fill('الأسرة أفضل حماية لها.')
  await expectNoSidewaysScroll(supervisor)
  await expectNoAxeViolations(supervisor)
  await takeScreenshot(supervisor, 'children-tracing-agree')
  await press(supervisor, say('records.record', 'ar'))
  await supervisor
    .getByRole('list', { name: say('records.history', 'ar') })
    .getByText(say('children.tracing_subject.taken.agree_for_child', 'ar'))
    .waitFor()
})

test('a tracing request of CPIMS+ is shown before it is imported, and then waits', async () => {
  const { url } = product.server
  const page = await pageAs(product, 'child-protection-officer@demo.example', { language: 'en' })
  await lead(page, url, '/children/tracing')
  await page.getByRole('link', { name: say('children.import.title') }).click()
  const inquiry = {
    tracing_request_id: 'from-there-1',
    relation_name: 'Hala Najjar',
    disclosure_other_orgs: true,
    question_of_theirs: 'blue',
    tracing_request_subform_section: [
      { unique_id: 'one', name: 'Sami Najjar', relation: 'mother', age: 9, matched_case_id: 'there' },
      { unique_id: 'two', name: 'Lina Najjar', relation: 'mother' },
    ],
  }
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'requests.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ data: [inquiry] })),
    })
  await page.getByText(say('children.import.outcome.ready')).waitFor()
  for (const said of ['question_of_theirs', say('children.import.matched_case')]) await page.getByText(said).waitFor()
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
  await takeScreenshot(page, 'children-import-requests')
  await press(page, say('children.import.send').replace('{count}', '1'))
  await page.getByText(say('children.import.outcome.imported'), { exact: true }).waitFor()
  await page.getByRole('link', { name: say('children.import.request').replace('{number}', '1') }).click()
  await page.getByText(say('children.tracing.taken_over_about')).waitFor()
  await expectNoAxeViolations(page)
  await takeScreenshot(page, 'children-tracing-taken-over')
  // What has a question here stands in the correction already, and what only the inquirer can say does not.
  await press(page, say('children.tracing_request.step.amend'))
  assert.equal(await page.getByRole('textbox', { name: 'Given name' }).inputValue(), 'Sami')
})
