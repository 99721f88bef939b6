import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, asPlainDate, newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { COMPLETE_REQUEST } from '../../modules/cooperation/domain/testing/complete-request.ts'
import { referPerson, reportIntelligence, SAID_OF_PERSONS } from './cooperation-persons.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, takeScreenshot } from './browser.ts'
import { pageAs } from './product.ts'
import { typeDate, words } from './steps.ts'
import {
  appears,
  arrives,
  asAnswers,
  expectNothingReadable,
  read,
  say,
  sent,
  startTwoCountries,
  type Side,
  type TwoCountries,
} from './two-countries.ts'

/*
 * Both countries, each with its own server, database, keys and people, and TLS between them: a request goes from the one to the other and
 * its result back, by the hands of two officers on either side.
 */

let countries: TwoCountries
let demoland: Side
let norland: Side

before(async () => {
  countries = await startTwoCountries()
  ;({ demoland, norland } = countries)
})
after(() => countries?.stop())

const stepOf = (step: string): string => say(`cooperation.request.step.${step}`)
const takenOf = (step: string): string => say(`cooperation.request.taken.${step}`)

/** Opens a step, fills what it asks and records it. */
async function take(page: Page, step: string, fill: (page: Page) => Promise<void> = async () => undefined) {
  await page
    .getByRole('button', { name: stepOf(step), exact: true })
    .first()
    .click()
  await fill(page)
  await page.getByRole('button', { name: say('records.record'), exact: true }).click()
  await page
    .getByRole('list', { name: say('records.history') })
    .getByText(takenOf(step), { exact: true })
    .first()
    .waitFor()
}

const ANSWERS = { ...COMPLETE_REQUEST, codes: ['h2'] }

interface Sent {
  readonly type: string
  readonly hash: string
  readonly receipts: readonly { readonly kind: string }[]
}
async function messagesOf(page: Page, { server }: Side, requestId: string): Promise<readonly Sent[]> {
  const answer = await page.context().request.get(`${server.url}/api/v1/cooperation/requests/${requestId}/messages`)
  assert.equal(answer.status(), 200, await answer.text())
  return ((await answer.json()) as { items: Sent[] }).items
}

/** The checksums of what crossed the border, in the order in which a page shows them. */
async function hashesOn(page: Page): Promise<readonly string[]> {
  const list = page.getByRole('list', { name: say('cooperation.crossings.title') })
  await list
    .getByText(/^SHA-256/)
    .nth(7)
    .waitFor()
  return list.getByText(/^SHA-256/).allInnerTexts()
}

test('a request is written, approved by a second officer, sent, answered and closed; both countries show the same hashes', async () => {
  const officer = await pageAs(demoland, 'cooperation_officer', { language: 'en' })
  await lead(officer, demoland.server.url, '/cooperation/new')
  await officer.getByRole('radio', { name: /Central Authority of Norland/ }).check()
  await officer.getByRole('button', { name: say('cooperation.new.begin'), exact: true }).click()
  await officer.getByText(/points are missing/).waitFor()
  await expectNoAxeViolations(officer)
  const requestId = /requests\/([0-9a-f-]{36})/.exec(officer.url())?.[1] ?? assert.fail(officer.url())
  const amended = await officer
    .context()
    .request.post(`${demoland.server.url}/api/v1/cooperation/requests/${requestId}/steps`, {
      headers: { 'x-gloact-request': '1' },
      data: {
        id: newId(),
        step: 'amend',
        happenedAt: new Date().toISOString(),
        answers: Object.fromEntries(Object.entries(ANSWERS).map(([path, value]) => [path, { value }])),
      },
    })
  assert.equal(amended.status(), 201, await amended.text())
  await officer.reload()
  await officer.getByText(say('cooperation.check.complete')).waitFor()
  await takeScreenshot(officer, 'cooperation-write')
  // A file goes along: its name and checksum are the same on the other side.
  await lead(officer, demoland.server.url, `/cooperation/requests/${requestId}`)
  await officer
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'statement.txt', mimeType: 'text/plain', buffer: Buffer.from('1200 paid in on 3 July.') })
  await officer.getByText(say('cooperation.files.waiting'), { exact: true }).waitFor()
  await lead(officer, demoland.server.url, `/cooperation/requests/${requestId}/write`)
  await officer.getByText(say('cooperation.check.complete')).waitFor()
  await officer.getByRole('button', { name: say('cooperation.write.submit'), exact: true }).click()
  await officer.getByText(say('cooperation.request.state.in_review')).first().waitFor()

  // The second officer reads in Arabic, on a phone.
  const approver = await pageAs(demoland, 'central_authority_approver', { language: 'ar', screen: 'phone' })
  await lead(approver, demoland.server.url, `/cooperation/requests/${requestId}`)
  const approve = approver.getByRole('button', { name: words('ar', 'cooperation.approve.send'), exact: true })
  await approve.first().click()
  await approver.getByText(words('ar', 'cooperation.approve.about')).waitFor()
  await expectNoSidewaysScroll(approver)
  await expectNoAxeViolations(approver)
  await takeScreenshot(approver, 'cooperation-approve-arabic')
  await approve.last().click()
  await approver.getByText(words('ar', 'cooperation.request.taken.approve')).first().waitFor()
  await arrives(officer, takenOf('deliver'))

  await officer.getByText(say('cooperation.files.sent'), { exact: true }).waitFor()
  const { number } = (
    (await (
      await officer.context().request.get(`${demoland.server.url}/api/v1/cooperation/requests/${requestId}`)
    ).json()) as { facts: { number: string } }
  ).facts
  const there = await pageAs(norland, 'cooperation_officer', { language: 'en' })
  await lead(there, norland.server.url, '/cooperation')
  await there.getByRole('link', { name: new RegExp(number, 'i') }).click()
  await there.getByText(ANSWERS.assistance).first().waitFor()
  // What may not be kept as a copy has no button for it.
  await there.getByRole('button', { name: `${say('cooperation.files.view')}: statement.txt` }).click()
  await there.getByRole('dialog').getByTitle('statement.txt').waitFor()
  await there
    .getByRole('button', { name: say('cooperation.files.close'), exact: true })
    .last()
    .click()
  assert.equal(await there.getByRole('button', { name: new RegExp(`^${say('cooperation.files.save')}`) }).count(), 0)
  const checksum = async (page: Page) =>
    page
      .getByText(/kB · SHA-256/)
      .first()
      .innerText()
  assert.equal(await checksum(there), await checksum(officer))
  const theirId = /requests\/([0-9a-f-]{36})/.exec(there.url())?.[1] ?? assert.fail(there.url())
  await take(there, 'acknowledge')
  await take(there, 'ask_more', async (page) => {
    await page.getByRole('textbox', { name: /What is needed to execute/ }).fill('Which months?')
  })
  await arrives(officer, takenOf('ask_more'))
  await officer.getByText('Which months?').first().waitFor()
  await take(officer, 'give_more', async (page) => {
    await page.getByRole('textbox', { name: /^Answer/ }).fill('January to June.')
  })
  await arrives(there, takenOf('give_more'))
  await take(there, 'accept')
  // A part first: it is sent like a result, and the request stays open.
  await take(there, 'prepare_result', async (page) => {
    await page.getByRole('radio', { name: 'A part; more follows', exact: true }).check()
    await page.getByRole('textbox', { name: /What was done and obtained/ }).fill('The account exists.')
  })
  await takeScreenshot(there, 'cooperation-received')

  // Norland's second officer reads in Arabic too, on a desk.
  const second = await pageAs(norland, 'central_authority_approver', { language: 'ar' })
  await lead(second, norland.server.url, `/cooperation/requests/${theirId}`)
  const send = second.getByRole('button', { name: words('ar', 'cooperation.result.send'), exact: true })
  await second
    .getByRole('button', { name: words('ar', 'cooperation.request.step.send_part'), exact: true })
    .first()
    .click()
  await second.getByText(words('ar', 'cooperation.result.about')).waitFor()
  await expectNoAxeViolations(second)
  await takeScreenshot(second, 'cooperation-part-arabic')
  await send.last().click()
  await second.getByText(words('ar', 'cooperation.request.taken.send_part')).first().waitFor()
  await arrives(officer, takenOf('send_part'))
  await officer.getByText('The account exists.').first().waitFor()
  await officer.getByText(say('cooperation.request.state.partly_executed'), { exact: true }).first().waitFor()
  await takeScreenshot(officer, 'cooperation-partly-executed')

  await there.reload()
  await take(there, 'prepare_rest', async (page) => {
    await page.getByRole('radio', { name: 'All of it', exact: true }).check()
    await page.getByRole('textbox', { name: /What was done and obtained/ }).fill('Statements of six months.')
  })
  await second.reload()
  await send.first().click()
  await second.getByText(words('ar', 'cooperation.result.about')).waitFor()
  await send.last().click()
  await second.getByText(words('ar', 'cooperation.request.taken.send_result')).first().waitFor()

  await arrives(officer, takenOf('send_result'))
  await officer.getByText('Statements of six months.').first().waitFor()
  await take(officer, 'close', async (page) => {
    await page.getByRole('radio', { name: 'Used', exact: true }).check()
  })
  await arrives(there, takenOf('close'))
  await takeScreenshot(officer, 'cooperation-closed')

  // The same events by the same hashes, as each of the pages shows them.
  await officer.reload()
  await there.reload()
  const shown = [await hashesOn(officer), await hashesOn(there)]
  assert.equal(shown[0]?.length, 8)
  assert.deepEqual(shown[0], shown[1])
  const [ours, theirs] = [await messagesOf(officer, demoland, requestId), await messagesOf(there, norland, theirId)]
  const said = (messages: readonly Sent[]) => messages.map(({ type, hash }) => `${type} ${hash}`).toSorted()
  assert.deepEqual(said(ours), said(theirs))
  assert.equal(ours.length, 8)
  const request = ours.find(({ type }) => type === 'cooperation.mla_request')
  assert.ok(request)
  assert.ok(request.receipts.some(({ kind }) => kind === 'stored'))
  assert.ok(
    request.receipts.some(({ kind }) => kind === 'opened'),
    'that it was opened there',
  )
})

const ROW = 'persons/0193a000-0000-7000-8000-000000000001'
const named = (role: string) => ({ [ROW]: true, [`${ROW}/role`]: role, [`${ROW}/name`]: 'Ilir Dova' })
/** What each of the other types asks besides, as an officer writes it. */
const OTHERS: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  extradition: { warrant: '12/2026, Regional Court', penalty: 'Twelve years', ...named('accused') },
  spontaneous: { information: 'A recruiter moves to your country.' },
  joint_team: { team_members: 'Two prosecutors', team_period: 'A year', team_rules: 'Law of the place' },
  detained_transfer: { detained_consent: 'In writing', detained_terms: 'Two days', ...named('witness') },
  transfer_of_proceedings: { transfer_case: '77/2026', transfer_reason: 'Evidence is there', ...named('accused') },
  police_enquiry: { police_unit: 'Smuggling unit, duty line' },
  boarding: {
    vessel: 'Blue hull, 12 m',
    vessel_flag: 'XN',
    vessel_position: '34N 20E, 09:10',
    measures: 'Board and search',
  },
  nationality: { documents_held: 'None', seeks_no_protection: 'yes', ...named('returnee') },
  return: { documents_held: 'A birth certificate', seeks_no_protection: 'yes', ...named('returnee') },
}

test('every other type of request goes, arrives and is read in Arabic: extradition, teams, transfers, police, vessels, return', async () => {
  const officer = await pageAs(demoland, 'cooperation_officer', { language: 'en' })
  const approver = await pageAs(demoland, 'central_authority_approver', { language: 'en' })
  const there = await pageAs(norland, 'cooperation_officer', { language: 'ar' })
  const found = await sent<{ items: { id: string; answers: { country?: { value?: string } } }[] }>(
    officer,
    demoland,
    'authorities/list',
    { filters: { matters: { any: ['police'] } }, limit: 50 },
  )
  const authorityId =
    found.items.find(({ answers }) => answers.country?.value === 'XN')?.id ?? assert.fail('no authority of Norland')
  const step = () => ({ stepId: newId(), happenedAt: new Date().toISOString() })
  const numbers = new Map<string, string>()
  for (const [type, own] of Object.entries(OTHERS)) {
    const { id, facts } = await sent<{ id: string; facts: { number: string } }>(officer, demoland, 'requests', {
      id: newId(),
      authorityId,
      ...step(),
      answers: asAnswers({ ...ANSWERS, type, ...own }),
    })
    await sent(officer, demoland, `requests/${id}/submit`, step())
    const { digest } = await read<{ digest: string }>(approver, demoland, `requests/${id}/content`)
    await sent(approver, demoland, `requests/${id}/approve`, { ...step(), digest })
    numbers.set(type, facts.number)
  }
  await lead(there, norland.server.url, '/cooperation')
  for (const number of numbers.values()) {
    await appears(there, () => there.getByRole('link', { name: new RegExp(number, 'i') }))
  }
  await expectNoAxeViolations(there)
  await takeScreenshot(there, 'cooperation-types-arabic')
  await there.getByRole('link', { name: new RegExp(numbers.get('boarding') ?? '', 'i') }).click()
  await there.getByText('Blue hull, 12 m').first().waitFor()
  await expectNoAxeViolations(there)
  await takeScreenshot(there, 'cooperation-boarding-arabic')
})

test('a person is referred to a service of another country: room, offer, consent, hand-over by a colleague, arrival', () =>
  referPerson(countries))

test('intelligence is graded, approved by another officer, and assessed by the other country’s police on a phone, in Arabic', () =>
  reportIntelligence(countries))

test('two officers enter a country with words that they heard, and one of them stops it with everything since', async () => {
  const officer = await pageAs(demoland, 'cooperation_officer', { language: 'en' })
  const there = await pageAs(norland, 'cooperation_officer', { language: 'en' })
  // What Norland's officers hand over, and what they read out.
  const { own } = (await (
    await there.context().request.get(`${norland.server.url}/api/v1/cooperation/peers`)
  ).json()) as { own: { file: string; words: readonly string[] } }
  await lead(officer, demoland.server.url, '/cooperation/peers')
  await officer.getByText(say('cooperation.peers.own'), { exact: true }).first().waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'cooperation-peers')
  await officer.getByRole('link', { name: say('cooperation.peers.enter'), exact: true }).click()
  await officer.getByLabel(say('cooperation.peers.file')).last().fill(own.file)
  await officer.getByLabel(say('cooperation.peers.heard')).fill(own.words.join(' '))
  await officer.getByLabel(say('cooperation.peers.basis')).fill('A treaty of 2019, article 4')
  const today = asPlainDate(new Date().toISOString().slice(0, 10))
  await typeDate(officer, say('cooperation.peers.ends_on'), addDays(today, 365))
  await expectNoAxeViolations(officer)
  await officer.getByRole('button', { name: say('cooperation.peers.propose'), exact: true }).click()
  await officer.getByText(say('cooperation.peers.yours')).waitFor()
  const change = new URL(officer.url()).pathname

  // The second officer hears the words in Arabic surroundings, on a phone.
  const ar = (id: string): string => words('ar', id)
  const approver = await pageAs(demoland, 'central_authority_approver', { language: 'ar', screen: 'phone' })
  await lead(approver, demoland.server.url, change)
  await approver.getByLabel(ar('cooperation.peers.heard')).fill(own.words.toReversed().join(' '))
  await approver.getByRole('button', { name: ar('cooperation.peers.confirm'), exact: true }).click()
  await approver.getByRole('alert').waitFor()
  await expectNoSidewaysScroll(approver)
  await expectNoAxeViolations(approver)
  await takeScreenshot(approver, 'cooperation-peer-change-arabic')
  await approver.getByLabel(ar('cooperation.peers.heard')).fill(own.words.join(' '))
  await approver.getByRole('button', { name: ar('cooperation.peers.confirm'), exact: true }).click()
  await approver.getByText(ar('cooperation.peers.words_theirs')).waitFor()
  await expectNoSidewaysScroll(approver)

  await lead(officer, demoland.server.url, '/cooperation/peers/XN')
  await officer.getByText('A treaty of 2019, article 4').waitFor()
  await officer.getByRole('textbox', { name: say('cooperation.peers.suspected') }).fill('1 January 2026')
  const stop = officer.getByRole('button', { name: say('cooperation.peers.stop'), exact: true })
  await stop.click()
  await officer
    .getByRole('dialog')
    .getByRole('button', { name: say('cooperation.peers.stop'), exact: true })
    .click()
  await officer.getByText(say('cooperation.peers.not_in_force.revoked')).waitFor()
  // The request of before, each message of it.
  await officer
    .getByRole('list', { name: say('cooperation.crossings.title') })
    .getByText(/^SHA-256/)
    .nth(6)
    .waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'cooperation-peer-stopped')
  await lead(officer, demoland.server.url, '/cooperation/alarms')
  const alert = officer
    .getByRole('button', { name: new RegExp(`^${say('cooperation.alarms.see')}: .*Norland`) })
    .first()
  await alert.click()
  await officer
    .getByText(/^Handled by|· Handled by/)
    .first()
    .waitFor()
  await expectNoAxeViolations(officer)
})

test('nothing of what was said lies readable in a database, on the disk or in the log of either country', async () => {
  await expectNothingReadable(
    countries,
    [
      ANSWERS.assistance,
      ANSWERS.facts,
      'January to June.',
      'The account exists.',
      'Statements of six months.',
      '1200 paid in on 3 July.',
      'Ilir Dova',
      OTHERS['boarding']?.['vessel'],
      OTHERS['spontaneous']?.['information'],
      ...SAID_OF_PERSONS,
    ].map(String),
  )
})
