import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import protectionAr from '../../modules/protection/locales/ar.json' with { type: 'json' }
import { callerOf, signInAs } from '../support/server-process.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { storyFile } from './screens.ts'
import { signedIn, type Visit } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

const sound = async ({ page }: Visit) => {
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
}

/** The bytes that a press saves, and what the browser calls them. */
async function saved({ page }: Visit, press: () => Promise<void>): Promise<{ bytes: Buffer; name: string }> {
  const download = page.waitForEvent('download')
  await press()
  const file = await download
  return { bytes: readFileSync(await file.path()), name: file.suggestedFilename() }
}

test('the columns of a list are chosen and ordered with the keyboard, and are there again the next time', async () => {
  const visitor = await signedIn(product, 'supervisor', { at: '/files' })
  const { page, say, press, look } = visitor
  const heads = () => page.getByRole('columnheader').allInnerTexts()
  await page.getByRole('columnheader', { name: say('protection.files.column.who') }).waitFor()
  await press('protection.files.columns')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: say('protection.files.column.risk') }).focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('checkbox', { name: say('protection.files.column.changed') }).uncheck()
  const earlier = dialog.getByRole('button', { name: 'Risk: move forward' })
  await earlier.focus()
  for (let moved = 0; moved < 4; moved += 1) await page.keyboard.press('Enter')
  await look('lists-columns')
  await sound(visitor)
  const remembered = page.waitForResponse((answer) => {
    const asked = answer.request()
    return asked.method() === 'PUT' && asked.postData()?.startsWith('{"columns":["risk"') === true
  })
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: say('protection.files.done') }).click()
  assert.ok((await remembered).ok())
  await page.reload()
  await page.getByRole('columnheader', { name: say('protection.files.column.risk') }).waitFor()
  assert.deepEqual(
    (await heads()).map((head) => head.split('\n')[0]),
    (['risk', 'number', 'person', 'stage', 'deadline', 'who'] as const).map((column) =>
      say(`protection.files.column.${column}`),
    ),
  )
  await press('protection.files.columns')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('protection.files.columns_usual') })
    .click()
  await page.getByRole('columnheader', { name: say('protection.files.column.risk') }).waitFor({ state: 'detached' })
  await visitor.leave()
})

test('a list is taken out with names only where it is said what for, which stands on the file and with the officer', async () => {
  const visitor = await signedIn(product, 'supervisor', { screen: 'phone', at: '/files?status=open' })
  const { page, say, press, look, choose, sees } = visitor
  await press('protection.export.title')
  const dialog = page.getByRole('dialog')
  const take = () => dialog.getByRole('button', { name: say('protection.export.press') }).click()
  await choose('protection.export.format.csv')
  await choose('protection.export.identifying.name')
  await take()
  await sees(say('protection.export.purpose_missing'))
  await look('lists-export')
  await sound(visitor)
  await dialog
    .getByRole('combobox', { name: say('protection.export.purpose') })
    .selectOption({ label: say('protection.export.purpose.supervise') })
  const named = await saved(visitor, take)
  assert.equal(named.name, 'files.csv')
  await sees(say('protection.export.made'))
  const lines = named.bytes.toString('utf8').replace('\uFEFF', '').split('\r\n')
  const cover = lines.filter((line) => line.startsWith('"#') || line.startsWith('#')).join('\n')
  assert.match(cover, /Kofi Osei/)
  assert.match(cover, /Supervision/)
  const [head] = lines.slice(cover.split('\n').length)
  assert.match(head ?? '', /Names/)

  await press('protection.export.title')
  assert.equal(
    await dialog.getByRole('checkbox', { name: say('protection.export.identifying.name') }).isChecked(),
    false,
  )
  await choose('protection.export.format.xlsx')
  const unnamed = await saved(visitor, take)
  assert.equal(unnamed.name, 'files.xlsx')
  assert.deepEqual(unnamed.bytes.subarray(0, 2).toString(), 'PK')
  await visitor.leave()

  const officer = await signedIn(product, 'data_protection_officer', { at: '/oversight/exports' })
  await officer.page.getByRole('row', { name: /Kofi Osei.*Supervision.*Names/ }).waitFor()
  await officer.look('lists-exports-made')
  await officer.leave()
})

test('an opening in an emergency is judged by somebody else, and the file closes where it was not right', async () => {
  const worker = await signInAs(product.server, 'frontline_worker')
  const supervisor = await signInAs(product.server, 'supervisor')
  const story = (await supervisor.get(`/protection${storyFile(3)}`)).body as { number: string }
  const id = newId()
  const opened = await worker.post('/protection/openings', {
    id,
    number: story.number,
    reason: 'person_present',
    words: 'She stood at the door and nobody answered.',
  })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))

  const visitor = await signedIn(product, 'supervisor', { screen: 'phone', language: 'ar', at: '/openings' })
  const { page, say, press, look, sees, field } = visitor
  await sees('She stood at the door and nobody answered.')
  await page.getByRole('button', { name: new RegExp(`^${say('protection.openings.review')}`) }).click()
  await press('protection.openings.press')
  await sees(say('protection.emergency.missing'))
  await page.getByRole('radio', { name: new RegExp(`^${say('protection.openings.verdict.not_justified')}`) }).check()
  await field(say('protection.openings.review_words')).fill('كانت زميلتها هناك')
  await look('lists-verdict')
  await sound(visitor)
  await press('protection.openings.press')
  await sees(say('protection.openings.reviewed'))
  await sees(say('protection.openings.none'))
  await page.getByRole('switch', { name: say('protection.openings.all') }).click()
  await sees('كانت زميلتها هناك')
  await sound(visitor)
  await look('lists-judged')
  assert.equal((await worker.get(`/protection${storyFile(3)}`)).status, 404)
  await visitor.leave()
})

test('a note recorded in error stays, struck through, and the file is shown as it was on a day', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${storyFile(3)}/notes` })
  const { page, say, press, open, look, sees, field } = visitor
  await press('protection.note.add')
  await field(say('protection.note.text')).fill('This belongs to another file.')
  await press('protection.note.submit')
  await sees(say('protection.note.added'))
  await page
    .getByRole('listitem')
    .filter({ hasText: 'This belongs to another file.' })
    .getByRole('button', { name: say('protection.correction.menu') })
    .click()
  await page.getByRole('menuitem', { name: say('protection.correction.strike') }).click()
  const dialog = page.getByRole('dialog')
  const strike = dialog.getByRole('button', { name: say('protection.correction.strike_submit') })
  await strike.click()
  await sees(say('protection.correction.reason_missing'))
  await dialog.getByRole('textbox', { name: say('protection.correction.reason') }).fill('Another person’s file.')
  await look('lists-strike')
  await sound(visitor)
  await strike.click()
  await page.locator('s', { hasText: 'This belongs to another file.' }).waitFor()
  await sees(/recorded in error. Reason: Another person’s file\./)
  await look('lists-struck')
  await sound(visitor)

  await open(`${storyFile(3)}/history`)
  await page.locator('summary', { hasText: say('protection.past.ask') }).click()
  const fill = (date: Date) =>
    page.getByRole('textbox', { name: say('protection.past.day') }).fill(date.toISOString().slice(0, 10))
  await fill(new Date('2001-02-03'))
  await sees(say('protection.past.day_outside'))
  assert.equal(await visitor.button('protection.past.show').isDisabled(), true)
  await fill(new Date())
  await visitor.choose('protection.past.by_happened')
  await look('lists-past-day')
  await sound(visitor)
  await press('protection.past.show')
  await sees(/^Not the current file: what had happened by the end of /)
  await look('lists-past')
  await sound(visitor)
  await visitor.leave()
})

test('a file is printed in another language than the screen’s', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${storyFile(3)}/print` })
  const { page, say, press, look, choose } = visitor
  await page.getByRole('radio', { name: 'العربية' }).check()
  await choose('protection.file.purpose.work_on_file')
  await look('lists-before-print')
  await press('protection.file.document.make')
  await page
    .locator('[lang=ar][dir=rtl]')
    .getByText(protectionAr['protection.file.document.confidential'], { exact: true })
    .first()
    .waitFor()
  assert.equal(await page.locator('html').getAttribute('dir'), 'ltr')
  await visitor.button('protection.file.document.print').waitFor()
  await look('lists-print-arabic')
  await sound(visitor)
  await press('protection.file.document.change')
  await page.getByRole('radio', { name: 'français' }).check()
  await choose('protection.file.purpose.work_on_file')
  // If its words cannot be fetched, the page says so; trying again reloads it.
  await page.route('**/assets/fr-*.js', (route) => route.abort())
  await press('protection.file.document.make')
  const again = page.getByRole('alert').getByRole('button')
  await again.waitFor()
  await page.unroute('**/assets/fr-*.js')
  await again.click()
  await page.getByRole('radio', { name: 'français' }).check()
  await choose('protection.file.purpose.work_on_file')
  await press('protection.file.document.make')
  await page.locator('[lang=fr]').getByText('Confidentiel', { exact: true }).first().waitFor()
  assert.equal(await page.getByText(say('protection.file.document.confidential'), { exact: true }).count(), 0)
  await visitor.leave()
})

test('a calendar address is made, names nobody, and ends', async () => {
  const visitor = await signedIn(product, 'caseworker', { screen: 'phone', at: '/account/calendar-feed' })
  const { page, say, press, look, sees } = visitor
  await press('ui.feed.make')
  const address = await page.locator('bdi', { hasText: '/api/v1/' }).innerText()
  assert.ok(address.startsWith(product.server.url))
  await look('lists-feed')
  await sound(visitor)
  const stranger = callerOf(product.server.url)
  const path = new URL(address).pathname.replace('/api/v1', '')
  const read = await stranger.get(path)
  assert.equal(read.status, 200)
  const text = Buffer.from(read.body as Uint8Array).toString('utf8')
  assert.match(text, /BEGIN:VCALENDAR[\s\S]*SUMMARY:Appointment/)
  assert.doesNotMatch(text, /LOCATION|Haddad/)
  await page.reload()
  await sees(/^You have had a calendar address since/)
  await press('ui.feed.revoke')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('ui.feed.revoke') })
    .click()
  await sees(say('ui.feed.none'))
  assert.equal((await stranger.get(path)).status, 404)
  await visitor.leave()
})

test('consent is taken back: who was told is named before, and the reason the person gave stays readable', async () => {
  const visitor = await signedIn(product, 'caseworker', { screen: 'phone', at: `${storyFile(3)}/consent` })
  const { page, say, press, look, sees, field } = visitor
  await press('protection.panel.consent.withdraw')
  await press('protection.panel.consent.withdraw_submit')
  await sees(say('protection.panel.missing_choice'))
  const form = page.getByRole('group', { name: say('protection.panel.consent.withdraw_which') })
  const [first] = await form.getByRole('checkbox').all()
  assert.ok(first)
  const agreement = await form.locator('label').first().innerText()
  await first.check()
  await sees(say('protection.panel.consent.told_title'))
  await field(say('protection.panel.consent.withdraw_reason')).fill('She wishes to speak for herself.')
  await look('lists-withdraw')
  await sound(visitor)
  await press('protection.panel.consent.withdraw_submit')
  await sees(say('protection.panel.consent.withdrawn'))
  await page.reload()
  await page.getByText(/no longer in force$/).click()
  await sees(agreement.trim())
  await sees('Reason given: She wishes to speak for herself.')
  await look('lists-withdrawn')
  await visitor.leave()
})
