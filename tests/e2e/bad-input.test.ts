import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isThorough, oneOf } from '@gloact/kernel/testing'
import type { Locator, Page } from 'playwright-core'
import country from '../../countries/demoland/country.json' with { type: 'json' }
import { LONGEST_PAUSE } from '../../packages/ui/providers/leaving.ts'
import { callerOf } from '../support/server-process.ts'
import { pressTwice } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { edit, signedIn, signIn, typeDate, visit, type Visit } from './steps.ts'

let turn = 0
/**
 * What people do wrong, and what the app makes of it: every second in `npm test`. What a form refuses is proved without a browser, by the
 * tests of its rules and of the forms.
 */
const tried = (name: string, work: () => Promise<void>): void => {
  if (isThorough || oneOf([true, false], turn++)) void test(name, work)
}

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

/** Files of the demonstration, by the number of their story; a caseworker works on the third. */
const file = (story: number) => `/files/00000000-0000-7000-8001-${String(story).padStart(6, '0')}000000`
const FILE = file(3)

/** A caseworker who is about to write a note. */
async function writingNote(): Promise<{ readonly visitor: Visit; readonly text: Locator }> {
  const visitor = await signedIn(product, 'caseworker', { at: `${FILE}/notes` })
  await visitor.press('protection.note.add')
  return { visitor, text: visitor.field(/^Note/) }
}

const saved = ({ sees }: Visit) => sees(/Saved \d/)
const keptHere = ({ sees }: Visit) => sees(/Saved on this device only/)

tried('a form that lacks something says what, beside it, and records nothing', async () => {
  const { visitor, text } = await writingNote()
  const { page, press, sees, say, look } = visitor
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await text.fill('   ')
  await press('protection.note.submit')
  await sees(say('protection.panel.missing'))
  await page.locator('[aria-invalid=true]:focus').waitFor()
  assert.deepEqual(
    sent.filter((url) => url.includes('/actions')),
    [],
  )
  await look('bad-empty')
  await visitor.leave()
})

tried('a day that does not exist, or has not come yet, is refused in words', async () => {
  const { visitor, text } = await writingNote()
  const { page, press, sees, say, look, field } = visitor
  await text.fill('Talked about the language course.')
  await field('Date').fill('31 February 2026')
  await text.click()
  await sees(/Enter a date that exists/)
  await press('protection.note.submit')
  await page.locator('input[aria-invalid=true]:focus').waitFor()
  await sees(/Enter a date that exists/)
  await look('bad-date')
  assert.equal(await text.inputValue(), 'Talked about the language course.')
  await field('Date').fill('1 February 2999')
  await sees(say('protection.panel.day.future'))
  await visitor.leave()
})

tried('an appointment at a time that is none is not made; at "2pm" it is made at 14:00', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, open, press, sees, say, look } = visitor
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/actions')) sent.push(request.postData() ?? '')
  })
  await open(`${FILE}/appointments`)
  await press('protection.appointment.add')
  await page
    .getByRole('combobox', { name: new RegExp(`^${say('protection.appointment.kind')}`) })
    .selectOption({ index: 1 })
  const day = new Date(Date.now() + 5 * 86_400_000)
  await typeDate(page, new RegExp(`^${say('protection.appointment.on')}`), day.toISOString().slice(0, 10))
  const time = page.getByRole('textbox', { name: say('protection.appointment.time'), exact: true })
  for (const wrong of ['25:00', 'noonish']) {
    await time.fill(wrong)
    await press('protection.appointment.submit')
    await sees(say('ui.time.invalid'))
    await page.locator('[aria-invalid=true]:focus').waitFor()
    assert.equal(await time.inputValue(), wrong, 'what was typed stays')
  }
  await look('bad-time')
  assert.deepEqual(sent, [])

  await time.fill('2pm')
  await press('protection.appointment.submit')
  await sees(say('protection.appointment.made'))
  assert.equal(sent.length, 1)
  const { actions } = JSON.parse(sent[0]!) as { actions: readonly { payload: { when: { at?: string } } }[] }
  const { at } = actions[0]!.payload.when
  assert.ok(at, 'not an appointment of the whole day')
  // The country's clock, not the device's.
  const shown = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: country.timeZone })
  assert.equal(shown.format(new Date(at)), '14:00')
  await visitor.leave()
})

tried('an Esc that closes a menu or a dialog counts for nothing; with nothing open, Esc twice leaves', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, open, press, say } = visitor
  await page.clock.install()
  await open('/files')
  const dialog = page.getByRole('dialog', { name: say('protection.files.columns') })
  for (let again = 0; again < 2; again += 1) {
    await press('protection.files.columns')
    await dialog.waitFor()
    await pressTwice(page, 'Escape')
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { level: 1, name: say('protection.files.title') }).waitFor()
    // A third one soon after would be the second that closed nothing.
    await page.clock.runFor(LONGEST_PAUSE + 1)
  }
  await pressTwice(page, 'Escape')
  await page.getByRole('heading', { name: say('ui.leave.title') }).waitFor()
  await visitor.leave()
})

tried('a text that is too long is told so, and nothing of it is cut off', async () => {
  const { visitor, text } = await writingNote()
  const { page, press, sees, say, look } = visitor
  const long = 'word '.repeat(4_001)
  await text.focus()
  await page.keyboard.insertText(long)
  await sees(/5 characters too many/)
  await press('protection.note.submit')
  await sees(say('protection.panel.not_recorded'))
  assert.equal(await text.inputValue(), long)
  await look('bad-long')
  await visitor.leave()
})

tried('a session that ends in the middle of a form costs a sign-in and no word', async () => {
  const { visitor, text } = await writingNote()
  const { page, press, look } = visitor
  await text.fill('She asked for a lawyer.')
  await keptHere(visitor)
  await page.context().clearCookies()
  await press('protection.note.submit')
  await page.waitForURL('**/sign-in')
  await look('signed-out')
  await signIn(product, visitor, 'caseworker')
  await page.waitForURL(`**${FILE}/notes`)
  // It was to be sent already: it goes by itself now, and the form that asked for it is done with.
  const note = page.getByText('She asked for a lawyer.')
  await note.and(page.locator(':not(textarea)')).waitFor()
  await text.waitFor({ state: 'hidden' })
  assert.equal(await note.count(), 1)
  await visitor.leave()
})

tried('what is typed into a form that saves by itself is recorded after signing in again', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${FILE}/situation` })
  const { page, press, field } = visitor
  await edit(visitor)
  await press('protection.file.open_all')
  const promised = field('What was promised')
  await promised.fill('A job in a hotel')
  await saved(visitor)
  await page.context().clearCookies()
  await promised.fill('A job in a hotel, and papers')
  await page.waitForURL('**/sign-in')
  await signIn(product, visitor, 'caseworker')
  await page.waitForURL(`**${FILE}/situation`)
  await edit(visitor)
  await press('protection.file.open_all')
  await promised.waitFor()
  assert.equal(await promised.inputValue(), 'A job in a hotel, and papers')
  await saved(visitor)
  await visitor.leave()
})

tried('a page that is left alone is covered, and gives back what was typed', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${FILE}/notes` })
  const { page, press, sees, say, field, look } = visitor
  await press('protection.note.add')
  await field(/^Note/).fill('Half a sentence about')
  // As a machine that slept: the last sign of life is an hour old when the page is seen again.
  await page.evaluate(`localStorage.setItem('gloact.active', String(Date.now() - 3_600_000))`)
  await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
  await sees(say('identity.unlock.title'))
  await look('locked')
  await page.locator('dialog:modal').waitFor()
  // What the page asked for behind the lock has been answered: the lock stands.
  await page.waitForLoadState('networkidle')
  await page.locator('input[type=password]').fill(product.account('caseworker').password)
  await press('identity.unlock.button')
  await field(/^Note/).waitFor()
  assert.equal(await field(/^Note/).inputValue(), 'Half a sentence about')
  await visitor.leave()
})

tried('two people who fill in one field both keep their answer, and somebody chooses', async () => {
  const [one, other] = [await signedIn(product, 'caseworker'), await signedIn(product, 'supervisor')]
  const details = ({ field }: Visit) => field('Where the person disagrees')
  for (const visitor of [one, other]) {
    // As without a connection: neither page is told what the other does.
    await visitor.page.route('**/presence', (route) => route.abort())
    await visitor.open(`${FILE}/plan`)
    await edit(visitor)
    await details(visitor).waitFor()
  }
  await details(one).fill('She would rather work than study.')
  await saved(one)
  await details(other).fill('She would rather study.')
  await saved(other)
  await other.sees(/two answers/i)
  await other.look('conflict')
  const choose = other.page.getByRole('button', { name: /She would rather work than study/ })
  await choose.click()
  await choose.waitFor({ state: 'detached' })
  assert.equal(await details(other).inputValue(), 'She would rather work than study.')
  await one.page.reload()
  await edit(one)
  await details(one).waitFor()
  assert.equal(await details(one).inputValue(), 'She would rather work than study.')
  assert.equal(await one.page.getByRole('button', { name: /She would rather/ }).count(), 0)
  await Promise.all([one.leave(), other.leave()])
})

tried('without a connection it is said what is safe, and it is recorded when there is one', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: `${FILE}/journey` })
  const { page, press, field, sees, look } = visitor
  await edit(visitor)
  await press('protection.file.open_all')
  const first = page.getByRole('textbox').first()
  await first.waitFor()
  await page.context().setOffline(true)
  await sees(/No connection. What you type is kept on this device/)
  const notes = field(/./).locator('xpath=self::textarea').first()
  await notes.fill('Came over the mountains at night')
  await keptHere(visitor)
  await look('offline')
  await page.context().setOffline(false)
  await saved(visitor)
  await page.reload()
  await edit(visitor)
  await press('protection.file.open_all')
  await notes.waitFor()
  assert.equal(await notes.inputValue(), 'Came over the mountains at night')
  await visitor.leave()
})

tried('Esc twice clears the screen; what was typed waits behind a new sign-in', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, open, say, press, field, look } = visitor
  const text = field(/^Note/)
  await page.clock.install()
  await open(`${FILE}/notes`)
  await press('protection.note.add')
  await text.fill('Not for other eyes')
  await keptHere(visitor)
  await pressTwice(page, 'Escape')
  await page.getByRole('heading', { name: say('ui.leave.title') }).waitFor()
  assert.doesNotMatch(await page.content(), /other eyes|DL-|GloACT/)
  assert.equal(new URL(page.url()).pathname, '/')
  await look('left')
  await page.reload()
  await press('ui.leave.continue')
  await signIn(product, visitor, 'caseworker')
  await open(`${FILE}/notes`)
  await text.waitFor()
  assert.equal(await text.inputValue(), 'Not for other eyes')
  await visitor.leave()
})

tried('another agency’s file looks like one that does not exist', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, open, sees, say, look } = visitor
  const seen: string[] = []
  for (const path of [await foreignFile(), '/files/00000000-0000-7000-8001-000999000000']) {
    await open(path)
    await sees(say('protection.not_found'))
    seen.push(await page.locator('main').innerText())
  }
  await look('not-yours')
  assert.equal(seen[0], seen[1])
  await visitor.leave()
})

/** A file that a child protection officer has and a caseworker of another agency has not. */
async function foreignFile(): Promise<string> {
  const idsOf = async (role: string): Promise<string[]> => {
    const { email, password } = product.account(role)
    const caller = callerOf(product.server.url)
    await caller.post('/identity/sign-in', { email, password })
    const { body } = await caller.get('/protection/files?limit=200')
    return (body as { items: { id: string }[] }).items.map(({ id }) => id)
  }
  const mine = await idsOf('caseworker')
  const foreign = (await idsOf('child_protection_officer')).find((id) => !mine.includes(id))
  assert.ok(foreign)
  return `/files/${foreign}`
}

tried('somebody without a mouse signs in, meets a person and opens a file', async () => {
  const visitor = await visit(product)
  const { page, say, title, sees, button, isAt, look } = visitor
  const { email, password } = product.account('frontline_worker')
  const { keyboard } = page
  await reach(page, page.getByRole('textbox', { name: say('identity.field.email') }))
  await keyboard.type(email)
  await reach(page, page.locator('input[type=password]'))
  await keyboard.type(password)
  await keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await keyboard.press('Control+k')
  await keyboard.type(say('protection.nav.first_contact'))
  await page.getByRole('option').first().waitFor()
  await keyboard.press('Enter')
  await title('protection.contact.page.safe')

  /** Chooses the first answer, or one so many below it, and goes on. */
  const answer = async (below?: number) => {
    if (below !== undefined) {
      await reach(page, page.getByRole('radio').first())
      await keyboard.press('Space')
      for (let pressed = 0; pressed < below; pressed += 1) await keyboard.press('ArrowDown')
    }
    const before = await page.getByRole('progressbar').getAttribute('value')
    await reach(page, button('ui.wizard.next'))
    await keyboard.press('Enter')
    await page.locator(`progress:not([value="${before}"])`).waitFor()
  }
  await answer(0)
  await answer(2)
  await answer(0)
  await answer()
  await answer(0)
  while (!(await isAt('protection.contact.page.search'))) await answer()
  await answer(0)
  await title('protection.contact.page.when')
  await answer(1)
  while (!(await isAt('protection.contact.page.send'))) await answer()
  await sees(say('protection.contact.send.path.child'))
  await reach(page, button('protection.contact.send.send'))
  await look('keyboard')
  await keyboard.press('Enter')
  await page.waitForURL(/\/files\/[0-9a-f-]{36}/)
  await visitor.leave()
})

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  assert.fail('it cannot be reached by keys')
}
