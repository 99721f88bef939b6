import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import type { Browser, Locator, Page } from 'playwright-core'
import { dumpOf } from '../support/dump.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  freePort,
  ownerUrl,
  startServerProcess,
  temporaryDataDir,
  type ServerProcess,
} from '../support/server-process.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, launchBrowser, lead, takeScreenshot } from './browser.ts'
import { buildApp, type Built } from './build.ts'
import { accountOf, pageAs } from './product.ts'
import { words } from './steps.ts'

/*
 * Both countries, each with its own server, database, keys and people, and TLS between them: a request goes from the one to the other and
 * its result back, by the hands of two officers on either side.
 */

interface Side {
  readonly server: ServerProcess
  readonly browser: Browser
  readonly account: ReturnType<typeof accountOf>
}

let built: Built
let browser: Browser
let demoland: Side
let norland: Side
const peers = mkdtempSync(join(tmpdir(), 'gloact-peers-'))
const folders = [loadedDataDir(), temporaryDataDir()]

async function side(country: string, dataDir: string): Promise<Side> {
  const port = await freePort()
  const server = await startServerProcess({
    dataDir,
    env: {
      GLOACT_WEB_DIR: built.folder,
      GLOACT_COUNTRY_DIR: join('countries', country),
      GLOACT_EXCHANGE_HOST: '127.0.0.1',
      GLOACT_EXCHANGE_PORT: String(port),
      GLOACT_EXCHANGE_URL: `https://127.0.0.1:${port}`,
      GLOACT_INVENTED_PEERS: peers,
    },
  })
  return { server, browser, account: accountOf(server.signIns) }
}

before(async () => {
  chmodSync(peers, 0o711)
  ;[built, browser] = await Promise.all([buildApp(), launchBrowser()])
  ;[demoland, norland] = await Promise.all([
    side('demoland', folders[0]!.dataDir),
    side('norland', folders[1]!.dataDir),
  ])
})
after(async () => {
  await browser?.close()
  await Promise.all([demoland, norland].map((each) => each?.server.stop()))
  for (const folder of folders) folder.remove()
  built?.remove()
  rmSync(peers, { recursive: true, force: true })
})

const say = (id: string): string => words('en', id)
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

/** What the other country did arrives by itself; the person who waits looks again. */
async function arrives(page: Page, text: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    await page.reload()
    const shown = page
      .getByRole('list', { name: say('records.history') })
      .getByText(text, { exact: true })
      .first()
    const there = await shown.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    )
    if (there) return
    assert.ok(tries < 12, `${text} has not arrived`)
  }
}

const ANSWERS = {
  requesting_authority: 'Central Authority of Demoland',
  legal_basis: 'untoc',
  proceedings: 'investigation',
  offences: ['trafficking'],
  conducting_authority: 'Prosecutor General',
  conducting_functions: 'Leads investigations.',
  facts: 'Six workers were held at a quarry by a recruiter.',
  names_victim: 'no',
  type: 'records',
  assistance: 'The account statements of one company.',
  purpose: 'Evidence in case 12/2026.',
  tlp: 'amber',
  codes: ['h2'],
  urgency: 'routine',
  language: 'en',
}

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
    .nth(6)
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
  await take(there, 'prepare_result', async (page) => {
    await page.getByRole('textbox', { name: /What was done and obtained/ }).fill('Statements of six months.')
  })
  await takeScreenshot(there, 'cooperation-received')

  // Norland's second officer reads in Arabic too, on a desk.
  const second = await pageAs(norland, 'central_authority_approver', { language: 'ar' })
  await lead(second, norland.server.url, `/cooperation/requests/${theirId}`)
  const send = second.getByRole('button', { name: words('ar', 'cooperation.result.send'), exact: true })
  await send.first().click()
  await second.getByText(words('ar', 'cooperation.result.about')).waitFor()
  await expectNoAxeViolations(second)
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
  assert.equal(shown[0]?.length, 7)
  assert.deepEqual(shown[0], shown[1])
  const [ours, theirs] = [await messagesOf(officer, demoland, requestId), await messagesOf(there, norland, theirId)]
  const said = (messages: readonly Sent[]) => messages.map(({ type, hash }) => `${type} ${hash}`).toSorted()
  assert.deepEqual(said(ours), said(theirs))
  assert.equal(ours.length, 7)
  const request = ours.find(({ type }) => type === 'cooperation.mla_request')
  assert.ok(request)
  assert.ok(request.receipts.some(({ kind }) => kind === 'stored'))
  assert.ok(
    request.receipts.some(({ kind }) => kind === 'opened'),
    'that it was opened there',
  )
})

const PREPARED = {
  agreed_to_ask: 'yes',
  home_state: 'no',
  seeks_protection: 'no',
  fears_return: 'no',
  checked_on: '2026-11-20',
  age_band: '25_59',
  sex: 'female',
  needs: ['shelter'],
  language: 'fr',
  urgency: 'urgent',
  needed_from: '2026-12-01',
  risks: ['debt'],
  needs_words: 'A quiet place, and a lawyer who works in French.',
  expected_on: '2031-12-01',
  travel: 'By air; met at the gate.',
}

test('a person is referred to a service of another country: room, offer, consent, hand-over by a colleague, arrival', async () => {
  const worker = await pageAs(demoland, 'caseworker', { language: 'en' })
  const api = `${demoland.server.url}/api/v1/cooperation/victims`
  const { items } = (await (await worker.context().request.get(`${api}?list=open`)).json()) as {
    items: { id: string; you: string[] }[]
  }
  const ours = items.find(({ you }) => you.includes('sending')) ?? assert.fail('nobody is referred abroad')
  const { fileId } = (await (await worker.context().request.get(`${api}/${ours.id}/preview`)).json()) as {
    fileId: string
  }
  await lead(worker, demoland.server.url, `/files/${fileId}/plan`)
  await worker.getByRole('link', { name: say('protection.service.refer_abroad'), exact: true }).click()
  await worker.getByRole('radio', { name: /Office for Victims of Norland/ }).check()
  await expectNoAxeViolations(worker)
  await worker.getByRole('button', { name: say('cooperation.victims.begin'), exact: true }).click()
  await worker.getByText(say('cooperation.victims.prepare'), { exact: true }).waitFor()
  const id = /victims\/([0-9a-f-]{36})/.exec(worker.url())?.[1] ?? assert.fail(worker.url())
  const amended = await worker.context().request.post(`${api}/${id}/steps`, {
    headers: { 'x-gloact-request': '1' },
    data: {
      id: newId(),
      step: 'amend',
      happenedAt: new Date().toISOString(),
      answers: Object.fromEntries(Object.entries(PREPARED).map(([path, value]) => [path, { value }])),
    },
  })
  assert.equal(amended.status(), 201, await amended.text())
  await worker.reload()
  await sendVictim(worker, 'ask')
  await expectNoAxeViolations(worker)

  const { number } = (
    (await (await worker.context().request.get(`${api}/${id}`)).json()) as { facts: { number: string } }
  ).facts
  const there = await pageAs(norland, 'caseworker', { language: 'en' })
  await lead(there, norland.server.url, '/cooperation/victims')
  await appears(there, () => there.getByRole('link', { name: new RegExp(number, 'i') }))
  await there.getByRole('link', { name: new RegExp(number, 'i') }).click()
  await takeVictim(there, 'say_room', async (page) => {
    await page.getByRole('textbox', { name: /Held until/ }).fill('31 December 2031')
  })
  await arrives(worker, victimTaken('say_room'))
  await sendVictim(worker, 'offer')
  await arrives(there, victimTaken('offer'))
  await there.getByText(PREPARED.needs_words).first().waitFor()
  await takeVictim(there, 'accept', async (page) => {
    await page.getByRole('textbox', { name: /Service that receives them/ }).fill('House of the river')
  })
  await arrives(worker, victimTaken('accept'))

  // Without consent for this recipient nothing goes.
  await worker.getByRole('heading', { name: say('cooperation.victims.consent') }).waitFor()
  for (const group of [/^Name, age/, /^Contact and whereabouts/])
    await worker.getByRole('checkbox', { name: group }).check()
  for (const yes of await worker.getByRole('radio', { name: say('cooperation.said.yes'), exact: true }).all())
    if (await yes.isEditable()) await yes.check()
  await worker.getByRole('textbox', { name: say('cooperation.victims.consent_explained') }).fill('Amal Haddad')
  await worker.getByRole('textbox', { name: say('protection.consent.interpreter') }).fill('Line of the interpreters')
  await expectNoAxeViolations(worker)
  await takeScreenshot(worker, 'cooperation-victim-consent')
  await worker.getByRole('button', { name: say('cooperation.victims.consent_record'), exact: true }).click()
  await worker.getByRole('heading', { name: say('cooperation.victims.consent') }).waitFor({ state: 'detached' })

  // A colleague hands over, in Arabic and on a phone: exactly what stands there.
  const ar = (key: string): string => words('ar', key)
  const lead2 = await pageAs(demoland, 'supervisor', { language: 'ar', screen: 'phone' })
  await lead(lead2, demoland.server.url, `/cooperation/victims/${id}`)
  await lead2
    .getByRole('button', { name: ar('cooperation.victim_referral.step.hand_over'), exact: true })
    .first()
    .click()
  await lead2.getByText('Mariam Diarra').first().waitFor()
  await expectNoSidewaysScroll(lead2)
  await expectNoAxeViolations(lead2)
  await takeScreenshot(lead2, 'cooperation-victim-hand-over-arabic')
  await lead2
    .getByRole('button', { name: ar('cooperation.victims.send.hand_over'), exact: true })
    .last()
    .click()
  await lead2.getByText(ar('cooperation.victim_referral.taken.hand_over')).first().waitFor()

  await arrives(there, victimTaken('hand_over'))
  assert.equal(await there.getByText('Mariam Diarra').count(), 0)
  await there.getByRole('button', { name: say('cooperation.victims.person_open'), exact: true }).click()
  await there.getByText('Mariam Diarra').waitFor()
  await expectNoAxeViolations(there)
  await takeScreenshot(there, 'cooperation-victim-received')
  // The same on a phone and in Arabic, for those who meet them.
  const meets = await pageAs(norland, 'caseworker', { language: 'ar', screen: 'phone' })
  await lead(meets, norland.server.url, new URL(there.url()).pathname)
  await meets.getByRole('button', { name: ar('cooperation.victims.person_open'), exact: true }).click()
  await meets.getByText('Mariam Diarra').waitFor()
  await expectNoSidewaysScroll(meets)
  await expectNoAxeViolations(meets)
  await takeScreenshot(meets, 'cooperation-victim-received-arabic')
  await takeVictim(there, 'confirm_arrival', async (page) => {
    await page.getByRole('textbox', { name: /Arrived on/ }).fill('27 November 2026')
    await page.getByRole('radio', { name: 'Well', exact: true }).check()
  })
  await takeVictim(there, 'conclude', async (page) => {
    await page.getByRole('radio', { name: 'Settled, no further help needed', exact: true }).check()
  })
  await arrives(worker, victimTaken('conclude'))
  // The service abroad stands in the person's file, with its result.
  const kept = (await (
    await worker.context().request.get(`${demoland.server.url}/api/v1/protection/files/${fileId}`)
  ).json()) as { services: { payload: { provider: string | null } }[] }
  assert.ok(kept.services.some(({ payload }) => payload.provider?.startsWith('Office for Victims of Norland')))
})

const victimTaken = (step: string): string => say(`cooperation.victim_referral.taken.${step}`)

/** Opens what a step would send and sends it. */
async function sendVictim(page: Page, step: 'ask' | 'offer'): Promise<void> {
  await page
    .getByRole('button', { name: say(`cooperation.victim_referral.step.${step}`), exact: true })
    .first()
    .click()
  await page.getByText(say(`cooperation.victims.sends.${step}`)).waitFor()
  await page
    .getByRole('button', { name: say(`cooperation.victims.send.${step}`), exact: true })
    .last()
    .click()
  await page.getByText(victimTaken(step), { exact: true }).first().waitFor()
}

async function takeVictim(page: Page, step: string, fill: (page: Page) => Promise<void>): Promise<void> {
  await page
    .getByRole('button', { name: say(`cooperation.victim_referral.step.${step}`), exact: true })
    .first()
    .click()
  await fill(page)
  await page.getByRole('button', { name: say('records.record'), exact: true }).click()
  await page
    .getByRole('list', { name: say('records.history') })
    .getByText(victimTaken(step), { exact: true })
    .first()
    .waitFor()
}

/** What comes from abroad stands there once it has arrived; the person who waits looks again. */
async function appears(page: Page, what: () => Locator): Promise<void> {
  for (let tries = 0; ; tries++) {
    const there = await what()
      .waitFor({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      )
    if (there) return
    assert.ok(tries < 12, 'it has not arrived')
    await page.reload()
  }
}

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
const asAnswers = (said: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(said).map(([path, value]) => [path, { value }]))

/** An API call as the person of a page makes it. */
async function sent<Body>(page: Page, { server }: Side, path: string, data: object): Promise<Body> {
  const answer = await page.context().request.post(`${server.url}/api/v1/cooperation/${path}`, {
    headers: { 'x-gloact-request': '1' },
    data,
  })
  assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
  return (await answer.json()) as Body
}
const read = async <Body>(page: Page, { server }: Side, path: string): Promise<Body> =>
  (await (await page.context().request.get(`${server.url}/api/v1/cooperation/${path}`)).json()) as Body

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

const REPORT = {
  offences: ['trafficking'],
  summary: 'A recruiter rents three flats under the name of a company.',
  names_victim: 'no',
  source: 'b',
  information: '2',
  'subjects/0193a000-0000-7000-8000-000000000002': true,
  'subjects/0193a000-0000-7000-8000-000000000002/role': 'suspect',
  'subjects/0193a000-0000-7000-8000-000000000002/name': 'Goran Tesk of Mill Lane',
  purpose: 'To prevent recruitment there.',
  tlp: 'amber',
  codes: ['h1', 'h2'],
}

test('intelligence is graded, approved by another officer, and assessed by the other country’s police on a phone, in Arabic', async () => {
  const officer = await pageAs(demoland, 'intelligence_officer', { language: 'en' })
  await lead(officer, demoland.server.url, '/cooperation/intelligence/new')
  await officer.getByRole('radio', { name: /Police Intelligence Unit of Norland/ }).check()
  await officer.getByRole('button', { name: say('cooperation.new.begin'), exact: true }).click()
  await officer.getByText(say('cooperation.report_missing.no_source_grade'), { exact: true }).waitFor()
  await expectNoAxeViolations(officer)
  await takeScreenshot(officer, 'cooperation-report-write')
  const id = /intelligence\/([0-9a-f-]{36})/.exec(officer.url())?.[1] ?? assert.fail(officer.url())
  await sent(officer, demoland, `intelligence/${id}/steps`, {
    id: newId(),
    step: 'amend',
    happenedAt: new Date().toISOString(),
    answers: asAnswers(REPORT),
  })
  await officer.reload()
  await officer.getByText(REPORT.summary).first().waitFor()
  await officer.getByRole('button', { name: say('cooperation.write.submit'), exact: true }).click()
  await officer.getByText(say('cooperation.intelligence.state.in_review')).first().waitFor()

  const approver = await pageAs(demoland, 'intelligence_approver', { language: 'en' })
  await lead(approver, demoland.server.url, `/cooperation/intelligence/${id}`)
  const approve = approver.getByRole('button', { name: say('cooperation.approve.send'), exact: true })
  await approve.first().click()
  await approver.getByText(say('cooperation.approve.about')).waitFor()
  await expectNoAxeViolations(approver)
  await takeScreenshot(approver, 'cooperation-report-approve')
  await approve.last().click()
  await approver.getByText(say('cooperation.intelligence.taken.approve')).first().waitFor()

  const { facts } = await read<{ facts: { number: string } }>(officer, demoland, `intelligence/${id}`)
  const ar = (key: string): string => words('ar', key)
  const there = await pageAs(norland, 'intelligence_officer', { language: 'ar', screen: 'phone' })
  await lead(there, norland.server.url, '/cooperation/intelligence')
  await appears(there, () => there.getByRole('link', { name: new RegExp(facts.number, 'i') }))
  await there.getByRole('link', { name: new RegExp(facts.number, 'i') }).click()
  await there.getByText('Goran Tesk of Mill Lane').first().waitFor()
  await expectNoSidewaysScroll(there)
  await expectNoAxeViolations(there)
  await takeScreenshot(there, 'cooperation-report-received-arabic')
  await there
    .getByRole('button', { name: ar('cooperation.intelligence.step.assess'), exact: true })
    .first()
    .click()
  await there.getByRole('radio', { name: 'جديد ومفيد', exact: true }).check()
  await there.getByRole('button', { name: ar('records.record'), exact: true }).click()
  await there.getByText(ar('cooperation.intelligence.taken.assess')).first().waitFor()
  await arrives(officer, say('cooperation.intelligence.taken.assess'))
})

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
  await officer.getByRole('textbox', { name: say('cooperation.peers.ends_on') }).fill('31 December 2031')
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
  const secrets = [
    ANSWERS.assistance,
    ANSWERS.facts,
    'January to June.',
    'Statements of six months.',
    '1200 paid in on 3 July.',
    'Ilir Dova',
    OTHERS['boarding']?.['vessel'],
    OTHERS['spontaneous']?.['information'],
    PREPARED.needs_words,
    'Mariam Diarra',
    'House of the river',
    REPORT.summary,
    'Goran Tesk of Mill Lane',
  ].map(String)
  for (const [at, { server }] of [demoland, norland].entries()) {
    const { dataDir } = folders[at]!
    const db = openDatabase(ownerUrl(dataDir))
    let dump: string
    try {
      // What is still in memory goes to the disk, where it is looked for.
      await sql`checkpoint`.execute(db)
      dump = await dumpOf(db)
    } finally {
      await db.destroy()
    }
    assert.ok(dump.includes('exchange.message') && dump.length > 100_000)
    const paths = readdirSync(dataDir)
      .filter((name) => name !== 'keys')
      .map((name) => join(dataDir, name))
    const { leaks, files } = findLeaks({ secrets, paths, texts: { dump, messages: server.messages() } })
    assert.ok(files > 500, `looked at ${files} files`)
    assert.deepEqual(leaks, [])
  }
})
