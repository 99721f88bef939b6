import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { callerOf } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { startProduct, type Product } from './product.ts'
import { edit, signedIn, type Visit } from './steps.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

/** A file of the demonstration on which a caseworker and their supervisor work. */
const FILE = '/files/00000000-0000-7000-8001-000003000000'

const saved = ({ sees }: Visit) => sees(/Saved \d/)
const details = ({ field }: Visit) => field('Where the person disagrees')

/** As if nobody had told this page anything: its signs do not arrive. */
const deaf = (page: Page) => page.route('**/presence', (route) => route.abort())
const hears = (page: Page) => page.unroute('**/presence')
/** Comes back to the page, as from another tab: it gives a sign at once. */
const comesBack = (page: Page) => page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)

/** Waits until a field reads so: what another page typed arrives by itself. */
const reads = (field: Locator, text: string) =>
  until(`the field reads “${text}”`, async () => (await field.inputValue()) === text)

const two = async (): Promise<readonly [Visit, Visit]> => [
  await signedIn(product, 'caseworker'),
  await signedIn(product, 'supervisor'),
]

test('two people see that the other is there, and what the other changes appears without a reload', async () => {
  const [one, other] = await two()
  await one.open(`${FILE}/plan`)
  await edit(one)
  await details(one).waitFor()
  await other.open(`${FILE}/notes`)
  await other.sees(/Also open with .+\(.+\)/)
  await details(one).fill('She wants to stay near her sister.')
  await saved(one)
  await comesBack(other.page)
  await other.page
    .getByRole('navigation')
    .getByRole('link', { name: /Updated by someone else/ })
    .first()
    .waitFor()
  await other.look('section-changed')
  await other.page
    .getByRole('link', { name: /Updated by someone else/ })
    .first()
    .click()
  await other.sees(/updated this section/)
  await other.sees('She wants to stay near her sister.')
  await Promise.all([one.leave(), other.leave()])
})

test('what is being typed stays when somebody else answers the same question, and one of both is chosen', async () => {
  const [one, other] = await two()
  for (const visitor of [one, other]) {
    await visitor.open(`${FILE}/plan`)
    await edit(visitor)
    await details(visitor).waitFor()
  }
  // The other's connection loses what they send: what they type waits on their device.
  await other.page.route('**/actions', (route) => route.abort())
  await details(other).fill('She would rather study.')
  await other.sees(/Saved on this device only/)
  await details(one).fill('She would rather work.')
  await saved(one)
  await comesBack(other.page)
  await other.sees(/while you were typing/)
  await other.sees(/Current value: She would rather work\./)
  await other.look('overtaken')
  assert.equal(await details(other).inputValue(), 'She would rather study.', 'nothing typed is lost')
  // Chosen before anything can leave by itself, which would not have seen the other answer.
  await other.press('protection.together.keep_mine')
  await other.page.unroute('**/actions')
  await comesBack(other.page)
  await saved(other)
  await other.page.getByText(/while you were typing/).waitFor({ state: 'detached' })
  await other.page.reload()
  await edit(other)
  await details(other).waitFor()
  assert.equal(await details(other).inputValue(), 'She would rather study.')
  assert.equal(
    await other.page.getByText(/two answers/i).count(),
    0,
    'anyone who has seen both has chosen: no conflict',
  )
  await Promise.all([one.leave(), other.leave()])
})

test('two values that met unseen are a task, and a third answer may settle them', async () => {
  const [one, other] = await two()
  for (const visitor of [one, other]) {
    await deaf(visitor.page)
    await visitor.open(`${FILE}/plan`)
    await edit(visitor)
    await details(visitor).waitFor()
  }
  await details(one).fill('She would rather train as a nurse.')
  await saved(one)
  await details(other).fill('She would rather train as a cook.')
  await saved(other)
  // The file is the caseworker's: to choose is their task.
  await hears(one.page)
  await one.open('/')
  // The demonstration has such a task too, of another file.
  await one.page
    .locator(`main a[href^="${FILE}/"]`)
    .filter({ hasText: /^Choose/ })
    .click()
  await one.sees(/two answers/i)
  await one.sees('She would rather train as a nurse.')
  await one.sees('She would rather train as a cook.')
  await one.page.getByText(one.say('protection.file.conflict.third')).click()
  await one.look('third-answer')
  await details(one).fill('She would rather wait with training.')
  await one.press('protection.file.conflict.third_record')
  await one.page
    .getByRole('button', { name: /She would rather train/ })
    .first()
    .waitFor({ state: 'detached' })
  await other.page.reload()
  await edit(other)
  await details(other).waitFor()
  assert.equal(await details(other).inputValue(), 'She would rather wait with training.')
  await Promise.all([one.leave(), other.leave()])
})

test('what is typed survives a closed tab, shows in a second one, and is listed until it is sent', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${FILE}/notes` })
  const { page, press, field, sees, say } = visitor
  await press('protection.note.add')
  await field(/^Note/).fill('Half a note about the doctor')
  await sees(/Saved on this device only/)
  const second = await page.context().newPage()
  await second.goto(`${product.server.url}${FILE}/notes`)
  const there = second.getByRole('textbox', { name: /^Note/ })
  await there.waitFor()
  assert.equal(await there.inputValue(), 'Half a note about the doctor')
  await there.fill('Half a note about the doctor, and more')
  await reads(field(/^Note/), 'Half a note about the doctor, and more')
  await page.close()
  await second.getByRole('link', { name: /1 unsent draft/ }).click()
  await second.getByRole('heading', { level: 1, name: say('protection.unsent.title') }).waitFor()
  await second.getByText('Half a note about the doctor, and more').waitFor()
  await second.getByRole('button', { name: say('protection.unsent.discard') }).click()
  await second
    .getByRole('dialog')
    .getByRole('button', { name: say('protection.unsent.discard') })
    .click()
  await second.getByText(say('protection.unsent.none')).waitFor()
  await second.context().close()
})

test('an answer that is too long is kept on the device, and said so again', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${FILE}/plan` })
  const { page, sees } = visitor
  await edit(visitor)
  await details(visitor).waitFor()
  const long = 'word '.repeat(4_100)
  await details(visitor).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(long)
  await sees(/too many/)
  await page.getByRole('link', { name: /1 unsent draft/ }).waitFor()
  await page.reload()
  await details(visitor).waitFor()
  assert.equal(await details(visitor).inputValue(), long)
  await sees(/too many|too long/)
  await details(visitor).fill('She wants to wait.')
  await saved(visitor)
  await page.getByRole('link', { name: /unsent draft/ }).waitFor({ state: 'detached' })
  await visitor.leave()
})

test('what the server refused waits with the reason, and can be thrown away', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${FILE}/plan` })
  const { page, sees, say, press, look } = visitor
  await edit(visitor)
  await details(visitor).waitFor()
  const refusal = { type: 'about:blank', title: '', status: 409, code: 'protection.file_closed' }
  await page.route('**/actions', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify(refusal) })
      : route.continue(),
  )
  await details(visitor).fill('Written after it was closed.')
  await sees(/Not saved/)
  await page
    .getByRole('link', { name: /unsent draft/ })
    .first()
    .click()
  await sees('Written after it was closed.')
  await sees(say('protection.unsent.refused'))
  await look('unsent-refused')
  await page.unroute('**/actions')
  await press('protection.unsent.send')
  await sees(say('protection.unsent.none'))
  await visitor.leave()
})

const hasFocus = async (field: Locator) => (await field.and(field.page().locator(':focus')).count()) === 1

/** The box on top. What is typed before it has the focus goes nowhere, and before the frame stands nobody hears the key. */
async function openPalette(page: Page): Promise<void> {
  const box = page.getByRole('banner').getByRole('searchbox')
  await until('the box on top has the focus', async () => {
    await page.keyboard.press('Control+k')
    return hasFocus(box)
  })
}

/** Drops and restores the connection while the next page renders, so that React discards and repeats the render before showing it. */
async function unsettled(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.evaluate(`{
    let changes = 0
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => changes % 2 === 0 })
    const timer = setInterval(() => {
      changes += 1
      dispatchEvent(new Event(navigator.onLine ? 'online' : 'offline'))
      if (changes === 100) clearInterval(timer)
    }, 1)
  }`)
}

test('the box on top opens a file by its number as it is spoken, and a person’s name stands in no address', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, open, sees } = visitor
  const caller = callerOf(product.server.url)
  const { email, password } = product.account('caseworker')
  await caller.post('/identity/sign-in', { email, password })
  const { body } = await caller.get(`/protection${FILE}`)
  const { number } = body as { readonly number: string }
  // Pressed before the box has arrived, the key is remembered.
  let deliver = () => {}
  const pressed = new Promise<void>((resolve) => (deliver = resolve))
  await page.route('**/assets/commands-*.js', async (route) => {
    await pressed
    await route.continue()
  })
  await open('/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  deliver()
  const box = page.getByRole('banner').getByRole('searchbox')
  await until('the box has the focus for which it was asked', () => hasFocus(box))
  await page.keyboard.type(number.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('option').first().waitFor()
  await unsettled(page)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${FILE}/summary`)
  await openPalette(page)
  await page.keyboard.type('notes')
  await page.getByRole('option', { name: /Notes/ }).first().waitFor()
  await visitor.look('palette')
  await page.getByRole('option', { name: /Notes/ }).first().click()
  await page.waitForURL(`**${FILE}/notes`)
  await openPalette(page)
  await page.keyboard.type('Nurgul Asanova')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search')
  assert.equal(await page.getByRole('main').getByRole('searchbox').inputValue(), 'Nurgul Asanova')
  assert.doesNotMatch(page.url(), /Nurgul/)
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('?')
  await page.waitForURL('**/keyboard')
  await sees('Ctrl K')
  await visitor.leave()
})

/** What the field is called that has the focus, without the mark of one that is needed; empty where it is no field. */
const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate(`document.activeElement?.labels?.[0]?.innerText.replace(/\\s*\\(required\\)\\s*$/, '') ?? ''`)

/** Presses Tab until a field of that name has the focus: none that keys reach is behind another that keeps them. */
async function focusOn(page: Page, label: string | RegExp): Promise<void> {
  const isThere = (found: string) => (typeof label === 'string' ? found === label : label.test(found))
  const passed: string[] = []
  // A field appears with the answer before it, or with the page.
  await page.locator('main :is(input, select):focus').waitFor()
  for (;;) {
    const found = await focusedLabel(page)
    if (isThere(found)) return
    passed.push(found)
    assert.ok(passed.length < 40, `${String(label)} is reached by no key: ${passed.join(', ')}`)
    await page.keyboard.press('Tab')
  }
}

/** The date that comes next, on the number pad alone: eight digits, and Enter leads on. */
async function typeDigits(page: Page, label: string, digits: string): Promise<void> {
  assert.equal(await focusedLabel(page), label)
  await page.keyboard.type(digits)
  await page.keyboard.press('Enter')
}

test('a paper file is entered without a mouse, and the next begins with what they have in common', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: '/backlog' })
  const { page, open, title, sees, look } = visitor
  const { keyboard } = page
  await title('protection.backlog.title')
  // From here to the next paper nothing is clicked, and nothing filled in but by keys.
  // The page itself puts the hands on the first field.
  await until('the first field has the focus', () =>
    page.evaluate<boolean>(`document.activeElement === document.querySelector('main input')`),
  )
  await typeDigits(page, visitor.say('protection.backlog.contact_on'), '05032024')
  for (const label of [visitor.say('protection.contact.channel.label'), visitor.say('protection.backlog.age')]) {
    await focusOn(page, label)
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
  }
  await page.getByText('Consent on paper').waitFor()
  await focusOn(page, visitor.say('protection.backlog.agreed'))
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await typeDigits(page, visitor.say('protection.backlog.consent_on'), '06032024')
  await focusOn(page, visitor.say('protection.backlog.explained_by'))
  await keyboard.type('K. Osei')
  await keyboard.press('Enter')
  await keyboard.type('English')
  await page.getByRole('option', { name: 'English', exact: true }).waitFor()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await focusOn(page, 'Given name')
  await keyboard.type('Ainura')
  await look('backlog')
  await keyboard.press('Control+Enter')
  const recorded = page.getByText('Recorded', { exact: true })
  await recorded
    .or(page.getByText(/similar name/))
    .first()
    .waitFor()
  // Somebody of a like name is shown once; pressed again, it is another person.
  if ((await recorded.count()) === 0) await keyboard.press('Control+Enter')
  await recorded.waitFor()
  await sees(/1 file today/)
  const contactOn = visitor.say('protection.backlog.contact_on')
  const firstContact = visitor.field(new RegExp(`^${contactOn}`))
  assert.equal(await firstContact.inputValue(), '5 March 2024', 'what they have in common is kept')
  assert.equal(await focusedLabel(page), contactOn, 'the hands stay on the keys')
  await keyboard.type('07032024')
  assert.equal(await firstContact.inputValue(), '07032024', 'what is typed takes the place of the last')
  assert.equal(await visitor.field('Given name').inputValue(), '')
  await look('backlog-after')

  // The signed paper goes beside the consent that it is of; one that is added elsewhere asks for it.
  const scan = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
  await page.getByRole('link', { name: /^Attach the signed consent to / }).click()
  await page.getByText(visitor.say('protection.panel.consent.asked_title')).waitFor()
  const consent = new URL(page.url()).pathname
  await page.locator('input[type=file]').first().setInputFiles(scan('signed.txt'))
  await visitor.press('protection.attachment.add_it')
  const papers = page.getByRole('button', { name: /^Open: / })
  await papers.first().waitFor()
  await look('backlog-consent')
  await open(consent.replace(/consent$/, 'attachments'))
  await papers.first().waitFor()
  await page.locator('input[type=file]').first().setInputFiles(scan('second page.txt'))
  await page.getByLabel(visitor.say('protection.attachment.kind')).selectOption('consent_form')
  const question = visitor.say('protection.attachment.of_consent')
  const which = page.getByRole('radiogroup', { name: question }).or(page.getByRole('group', { name: question }))
  assert.equal(await which.first().getByRole('radio').first().isChecked(), true, 'the only consent is offered')
  await look('backlog-which-consent')
  await visitor.press('protection.attachment.add_it')
  await page.getByText(visitor.say('protection.attachment.added')).first().waitFor()
  await open(consent)
  await papers.nth(1).waitFor()
  await visitor.leave()
})
