import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { signedIn, typeDate, type Look, type Visit } from './steps.ts'

let product: Product

const DAY = 86_400_000
const clockFile = join(mkdtempSync(join(tmpdir(), 'gloact-clock-')), 'offset')
/** Moves the clock of the server: its data stay, and people who were signed in sign in again. */
const moveClock = (days: number): void => writeFileSync(clockFile, String(days * DAY))

before(async () => {
  moveClock(0)
  const clock = join(import.meta.dirname, '..', 'support', 'moved-clock.ts')
  product = await startProduct({
    env: () => ({
      GLOACT_TEST_CLOCK: clockFile,
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${pathToFileURL(clock).href}`,
    }),
  })
})
after(() => product?.stop())

const ACTION = 'Night line in the two ports'
const ASSESSMENT = '/strategy/assessments/00000000-0000-7000-8029-c00000000000'
const PLAN = '/strategy/plans/00000000-0000-7000-8020-100000000000'
const TWO_DAYS_AGO = new Date(Date.now() - 2 * DAY)

/** A choice of a form, however many there are of it: side by side, as a list, or found by typing. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  const group = page.getByRole('group', { name: new RegExp(`^${label}`) })
  const shown = group.getByLabel(option, { exact: true })
  const list = page.getByRole('combobox', { name: new RegExp(`^${label}`) })
  await shown.or(list).first().waitFor()
  if ((await shown.count()) > 0) return shown.first().check()
  if ((await list.and(page.locator('select')).count()) > 0) {
    await list.selectOption({ label: option })
    return
  }
  await list.fill(option)
  await page.getByRole('option', { name: option }).first().click()
}

/** The figures of the whole plan, as the overview says them. */
async function figures({ open, page, say }: Visit): Promise<Readonly<Record<string, number>>> {
  await open('/strategy')
  await page.getByRole('heading', { name: say('strategy.overview.actions') }).waitFor()
  const number = async (name: string, of: string): Promise<number> => {
    const ending = `: ${say(`strategy.figure.${name}`)}, ${say(`strategy.overview.${of}`)}`
    const said = await page.locator(`[aria-label$="${ending}"]`).first().getAttribute('aria-label')
    return Number.parseInt(said ?? '', 10)
  }
  const names = ['verified', 'claimed', 'late', 'unfunded'] as const
  const of = await Promise.all(names.map((name) => number(name, 'whole_plan')))
  return {
    ...Object.fromEntries(names.map((name, at) => [name, of[at]!])),
    without: await number('recommendations_without_action', 'all_bodies'),
  }
}

const changes = (before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.keys(before).flatMap((name) => (now[name] === before[name] ? [] : [[name, now[name]! - before[name]!]])),
  )

const recorded = ({ page, say }: Visit, taken: string): Promise<void> =>
  page
    .getByRole('list', { name: say('records.history') })
    .getByText(say(taken), { exact: true })
    .waitFor()

test('an action is written with its cost, reported done with a document, verified by the office and tied to a recommendation', async () => {
  const officer = await signedIn(product, 'strategy_officer')
  const { page, say } = officer
  const at = await figures(officer)
  await expectNoAxeViolations(page)

  await officer.open('/strategy/actions/new')
  const titled: Locator = page.getByRole('group', { name: /^Title/ })
  await titled.getByRole('textbox').first().fill(ACTION)
  await officer.field(/^Number/).fill('N.1')
  await choose(page, 'Plan', 'National plan')
  await choose(page, 'Goal', 'Victims are identified early and referred safely')
  await choose(page, 'Pillar', 'Protection')
  await choose(page, 'Lead agency', 'Shelter North')
  await typeDate(officer.page, 'Due on', TWO_DAYS_AGO.toISOString().slice(0, 10))
  await choose(page, 'Status', 'In progress')
  const cost = page.getByRole('group', { name: 'Estimated cost' })
  await cost.getByRole('textbox').first().fill('40000')
  await cost.getByRole('combobox').last().fill('USD')
  await page.getByRole('option', { name: /^USD/ }).click()
  await choose(page, 'Source of funds', 'State budget')
  await officer.press('registers.row.save')
  await page.getByRole('heading', { level: 1, name: ACTION }).waitFor()
  const action = new URL(page.url()).pathname
  assert.deepEqual(changes(at, await figures(officer)), { late: 1, unfunded: 1 }, 'late, and without money')

  const focal = await signedIn(product, 'focal_point', { screen: 'phone' })
  await focal.open(action)
  await focal.press('strategy.claims.report')
  await typeDate(focal.page, 'Done on', TWO_DAYS_AGO.toISOString().slice(0, 10))
  await focal.field(/^Result/).fill('Two people answer from eight in the evening to six in the morning.')
  await focal.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'roster.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('The roster of the first month.'),
    })
  await focal.sees('roster.txt')
  await focal.press('strategy.claims.send')
  await focal.sees(say('strategy.claim.state.claimed'))
  await expectNoSidewaysScroll(focal.page)
  await focal.leave()
  assert.deepEqual(changes(at, await figures(officer)), { claimed: 1, unfunded: 1 }, 'claimed is not verified')

  const coordinator = await signedIn(product, 'national_coordinator')
  await coordinator.open(action)
  await coordinator.page.getByRole('link', { name: say('strategy.claims.view') }).click()
  await coordinator.press('strategy.claim.step.verify')
  await coordinator.field(/^How it was verified/).fill('Called at two in the night; the line was answered.')
  await coordinator.press('records.record')
  await recorded(coordinator, 'strategy.claim.taken.verify')
  await coordinator.leave()
  assert.deepEqual(changes(at, await figures(officer)), { verified: 1 })

  // The number opens the list that it counts; the first of it is answered by the action.
  const ending = `: ${say('strategy.figure.recommendations_without_action')}, ${say('strategy.overview.all_bodies')}`
  await page.locator(`[aria-label$="${ending}"]`).click()
  const rows = page.locator('main a[href^="/strategy/recommendations/0"]')
  await rows.first().click()
  await officer.press('registers.row.edit')
  await choose(page, 'Actions that answer it', ACTION)
  await officer.press('registers.row.save')
  await page.getByText(ACTION).first().waitFor()
  assert.deepEqual(changes(at, await figures(officer)), { verified: 1, without: -1 })

  // The plan as adopted is a document of the plan's row: sent, saved with it, opened again as it was.
  await officer.open(PLAN)
  await officer.press('registers.row.edit')
  await officer.press('ui.file.remove')
  const adopted = 'The plan as the government adopted it.'
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from(adopted) })
  await page.getByRole('button', { name: say('ui.file.remove') }).waitFor()
  await expectNoAxeViolations(page)
  await officer.press('registers.row.save')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Open: The plan as adopted' }).click()
  assert.equal(await readFile(await (await download).path(), 'utf8'), adopted)
  await officer.look('plan-with-document')
  await officer.leave()
})

test('a service’s self-assessment is reviewed by the office and its gaps become actions; the plan is frozen, costed and printed', async () => {
  const officer = await signedIn(product, 'strategy_officer')
  const { page, say } = officer
  // Two of six items are not met in the invented self-assessment of the shelter.
  await officer.open(ASSESSMENT)
  // What the standard requires stands beside what was answered.
  await officer.sees('Two of the staff are on duty at night.')
  await officer.press('strategy.assessment.step.review')
  await officer.field(/^What was seen/).fill('Visited at night; one person was on duty.')
  await officer.press('records.record')
  await recorded(officer, 'strategy.assessment.taken.review')
  await officer.press('strategy.assessment.step.take_up')
  await officer.press('records.record')
  await recorded(officer, 'strategy.assessment.taken.take_up')
  await officer.open(`${PLAN}/versions`)
  await page
    .getByRole('button', { name: say('strategy.versions.compare') })
    .first()
    .click()
  await page.getByRole('heading', { name: /^Differences from/ }).waitFor()
  await page.getByText('Two of the staff are on duty at night.').waitFor()
  await expectNoAxeViolations(page)
  await officer.open(`${PLAN}/costing`)
  await page.getByRole('heading', { name: say('strategy.costing.cut.pillar') }).waitFor()
  await officer.open(`${PLAN}/quality`)
  await page.getByText(say('strategy.quality.point.lesson')).waitFor()
  await officer.open('/strategy')
  await page.getByRole('heading', { name: say('strategy.upcoming.title') }).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), officer.press('strategy.overview.print')])
  assert.equal(download.suggestedFilename(), 'plan-overview.pdf')

  // What the overview announces goes into a calendar program by a secret address, until that is revoked.
  await page.getByRole('link', { name: say('strategy.feed.title') }).click()
  await officer.press('ui.feed.make')
  const address = (await page.locator('bdi', { hasText: '/strategy/calendar/' }).textContent()) ?? ''
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
  await officer.look('plan-calendar-address')
  const subscribed = await fetch(address)
  assert.equal(subscribed.status, 200)
  assert.match(await subscribed.text(), /^SUMMARY:Action due: /m)
  await officer.press('ui.feed.revoke')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('ui.feed.revoke') })
    .click()
  await officer.sees(say('ui.feed.none'))
  assert.equal((await fetch(address)).status, 404)

  await officer.open('/strategy/programmes/00000000-0000-7000-8029-300000000000')
  await page.getByRole('heading', { name: say('strategy.programme.gaps') }).waitFor()
  await page
    .getByRole('link', { name: 'Are there places for men, children and people with disabilities?' })
    .last()
    .waitFor()
  await expectNoAxeViolations(page)
  await officer.look('programme-gaps')
  await officer.leave()
})

/** Somebody signed in after the clock was moved, whose own device says the same day. */
async function later(who: string, days: number, look: Look = {}): Promise<Visit> {
  const person = await signedIn(product, who, look)
  await person.page.clock.setSystemTime(Date.now() + days * DAY)
  return person
}

test('a year on, what nobody did is late; it is reported with a record as evidence, verified, and read by ministries in Arabic', async () => {
  const days = 365
  const before = await signedIn(product, 'strategy_officer')
  const at = await figures(before)
  await before.leave()
  moveClock(days)

  const officer = await later('strategy_officer', days)
  const yearOn = await figures(officer)
  assert.ok(yearOn['late']! > at['late']!, 'a day that has passed makes an action late')
  await officer.open('/strategy/gaps')
  await officer.page.getByRole('heading', { name: officer.say('strategy.gaps.title') }).waitFor()
  await expectNoAxeViolations(officer.page)

  const focal = await later('focal_point', days, { screen: 'phone' })
  await focal.open('/')
  await focal.page.locator('a[href^="/strategy/actions/"]').first().click()
  await focal.press('strategy.claims.report')
  await typeDate(focal.page, 'Done on', new Date(Date.now() + (days - 2) * DAY).toISOString().slice(0, 10))
  await focal.field(/^Result/).fill('Forty officers were trained in the two ports.')
  await focal.field(/address of a record/).fill(`${product.server.url}${PLAN.replace('plans', 'frameworks')}`)
  await focal.press('strategy.claims.send')
  await focal.sees(focal.say('strategy.claim.state.claimed'))
  await focal.page.getByRole('link', { name: focal.say('strategy.record.framework') }).waitFor()
  const action = new URL(focal.page.url()).pathname
  await focal.leave()
  assert.deepEqual(changes(yearOn, await figures(officer)), { claimed: 1, late: -1 })

  const coordinator = await later('national_coordinator', days)
  await coordinator.open(action)
  await coordinator.page.getByRole('link', { name: coordinator.say('strategy.claims.view') }).click()
  await coordinator.press('strategy.claim.step.verify')
  await coordinator.field(/^How it was verified/).fill('The list of participants was seen.')
  await coordinator.press('records.record')
  await recorded(coordinator, 'strategy.claim.taken.verify')
  await coordinator.leave()
  const done = changes(yearOn, await figures(officer))
  assert.deepEqual([done['verified'], done['late'], done['claimed']], [1, -1, undefined])
  await officer.leave()

  const ministry = await later('analyst', days, { language: 'ar' })
  await ministry.open('/strategy')
  await ministry.page.getByRole('heading', { name: ministry.say('training.response.trained') }).waitFor()
  await ministry.page.getByRole('heading', { name: ministry.say('legislation.response.obligations') }).waitFor()
  await ministry.page.getByRole('heading', { name: ministry.say('strategy.missing.title') }).waitFor()
  await expectNoAxeViolations(ministry.page)
  await expectNoSidewaysScroll(ministry.page)
  await ministry.look('strategy-overview-ar')
  await ministry.leave()
})
