import assert from 'node:assert/strict'
import { newId } from '@gloact/kernel'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll, lead, takeScreenshot } from './browser.ts'
import { pageAs } from './product.ts'
import { words } from './steps.ts'
import { appears, arrives, asAnswers, read, say, sent, type TwoCountries } from './two-countries.ts'

/*
 * What is said about people between two countries, apart from requests for evidence: a victim is referred to a service abroad, and
 * intelligence about suspects goes from police to police.
 */

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

/** So many days from today, however long ago this was written. */
const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)

const PREPARED = {
  agreed_to_ask: 'yes',
  home_state: 'no',
  seeks_protection: 'no',
  fears_return: 'no',
  checked_on: day(-13),
  age_band: '25_59',
  sex: 'female',
  needs: ['shelter'],
  language: 'fr',
  urgency: 'urgent',
  needed_from: day(-2),
  risks: ['debt'],
  needs_words: 'A quiet place, and a lawyer who works in French.',
  expected_on: day(60),
  travel: 'By air; met at the gate.',
}

/** A person is referred to a service of another country: room, offer, consent, hand-over by a colleague, arrival. */
export async function referPerson({ demoland, norland }: TwoCountries): Promise<void> {
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
    await page.getByRole('textbox', { name: /Held until/ }).fill(day(90))
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
}

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

/** Intelligence is graded, approved by another officer, and assessed by the other country’s police on a phone, in Arabic. */
export async function reportIntelligence({ demoland, norland }: TwoCountries): Promise<void> {
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
}

/** What of it may stand readable nowhere. */
export const SAID_OF_PERSONS: readonly string[] = [
  PREPARED.needs_words,
  'Mariam Diarra',
  'House of the river',
  REPORT.summary,
  'Goran Tesk of Mill Lane',
]
