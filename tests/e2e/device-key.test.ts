import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'
import identity from '../../modules/identity/locales/en.json' with { type: 'json' }
import protection from '../../modules/protection/locales/en.json' with { type: 'json' }
import work from '../../modules/work/locales/en.json' with { type: 'json' }
import { ownerUrl, signInAs } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { launchProfile } from './browser.ts'
import { keptDrafts, type KeptDraft } from './kept-drafts.ts'
import { pageAs, startProduct, type Product } from './product.ts'

/** Thirty words that stand nowhere but in what is typed here. */
const WORDS = Array.from({ length: 30 }, (_, index) => `zq${['amber', 'birch', 'cedar'][index % 3]}${index}wyx`)
const TEXT = WORDS.join(' ')

let product: Product
const profile = mkdtempSync(join(tmpdir(), 'gloact-profile-'))
let context: BrowserContext | undefined
/** Every key that the server handed over, as it was handed over. */
const keys = new Set<string>()

before(async () => {
  product = await startProduct()
})
after(async () => {
  await context?.close()
  await product?.stop()
  rmSync(profile, { recursive: true, force: true })
})

/** The browser opened as its owner opens it, with what it kept. */
async function openBrowser(): Promise<Page> {
  // One that a test left open by failing would hold the profile, and this process, for ever.
  await closeBrowser()
  context = await launchProfile(profile)
  context.setDefaultTimeout(60_000)
  const page = context.pages()[0] ?? (await context.newPage())
  page.on('response', (response) => {
    if (!response.url().endsWith('/identity/account/devices') || response.request().method() !== 'POST') return
    void response
      .json()
      .then(({ key }: { key?: string }) => key !== undefined && keys.add(key))
      // A page that is left meanwhile takes the answer with it; the test fails by itself where no key was seen.
      .catch(() => undefined)
  })
  return page
}

const closeBrowser = async (): Promise<void> => {
  await context?.close()
  context = undefined
}

async function signIn(page: Page): Promise<void> {
  const { email, password } = product.account('caseworker')
  const answer = await page.context().request.post(`${product.server.url}/api/v1/identity/sign-in`, {
    headers: { 'x-gloact-request': '1' },
    data: { email, password },
  })
  assert.ok(answer.ok(), await answer.text())
}

/** Where any of these stand in the files of the profile, in the forms in which a program would leave them. */
function foundInProfile(needles: Readonly<Record<string, Buffer>>): readonly string[] {
  const found: string[] = []
  for (const entry of readdirSync(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const content = readFileSync(join(entry.parentPath, entry.name))
    for (const [name, bytes] of Object.entries(needles)) {
      if (content.includes(bytes)) found.push(`${name} in ${entry.parentPath.slice(profile.length)}/${entry.name}`)
    }
  }
  return found
}

const textForms = (name: string, text: string): Readonly<Record<string, Buffer>> => ({
  [`${name} (UTF-8)`]: Buffer.from(text, 'utf8'),
  [`${name} (UTF-16)`]: Buffer.from(text, 'utf16le'),
})

/** What must lie nowhere: the words, and the key as bytes and as text. */
function secrets(): Readonly<Record<string, Buffer>> {
  assert.ok(keys.size > 0, 'the server handed a key over')
  const ofKeys = [...keys].map((key) => {
    const bytes = Buffer.from(key, 'base64')
    assert.equal(bytes.length, 32)
    return {
      key: bytes,
      ...textForms('key, base64', key.replace(/=+$/, '')),
      ...textForms('key, hex', bytes.toString('hex')),
    }
  })
  return Object.assign({}, ...WORDS.map((word) => textForms(word, word)), ...ofKeys) as Record<string, Buffer>
}

const noteOf = (page: Page): Promise<KeptDraft> =>
  until('what was typed lies on the device', async () =>
    (await keptDrafts(page)).find(({ key, bytes }) => key.includes('note_added') && bytes.length > TEXT.length),
  )

let address = ''
let ciphertext: Buffer

test('after use neither what was typed nor the key lies in the files of the browser', async () => {
  const caller = await signInAs(product.server, 'caseworker')
  const { body } = await caller.get('/protection/files?limit=50')
  const file = (body as { items: readonly { id: string; status: string }[] }).items.find(
    ({ status }) => status === 'open',
  )
  assert.ok(file)
  address = `${product.server.url}/files/${file.id}/notes`

  const page = await openBrowser()
  await signIn(page)
  await page.goto(address)
  await page.getByRole('button', { name: protection['protection.note.add'], exact: true }).first().click()
  await page.locator('textarea').first().fill(TEXT)
  const note = await noteOf(page)
  ciphertext = Buffer.from(note.bytes, 'latin1').subarray(0, 24)
  await closeBrowser()
  assert.deepEqual(foundInProfile(secrets()), [])
  assert.notDeepEqual(foundInProfile({ sealed: ciphertext }), [], 'what was typed was kept, sealed')
})

test('it opens again for the same person on the same device, and after signing out nothing lies there in clear', async () => {
  const page = await openBrowser()
  await signIn(page)
  await page.goto(address)
  await page.locator('textarea').first().waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), TEXT)
  await page.context().request.post(`${product.server.url}/api/v1/identity/session/sign-out?keep=drafts`, {
    headers: { 'x-gloact-request': '1' },
    data: {},
  })
  await page.goto(`${product.server.url}/`)
  await page.getByText(identity['identity.sign_in.drafts_wait']).waitFor()
  assert.equal(keys.size, 1, 'the key of the device is the same one')
  assert.equal((await page.locator('body').innerText()).includes(WORDS[0]!), false)
  await closeBrowser()
  assert.deepEqual(foundInProfile(secrets()), [])
})

test('my work without signal is what was told last, as it stands now, from this page or sealed from an earlier one', async () => {
  const page = await openBrowser()
  await signIn(page)
  await page.goto(`${product.server.url}/`)
  const [before] = work['work.without_signal'].split('{when}')
  const notice = page.getByText(before!.trim())
  // Not what others did, which stands below them and is asked for by itself.
  const groups = ['work.today', 'work.this_week', 'work.later'] as const
  const tasks = page
    .getByRole('list', { name: new RegExp(`^(${groups.map((group) => work[group]).join('|')})$`) })
    .getByText(/DL-[0-9A-Z]{5}-[0-9A-Z]/)
  await tasks.first().waitFor()
  const shown = async () => (await tasks.allInnerTexts()).toSorted()
  const told = await shown()
  assert.deepEqual(
    told.filter((text) => /: [a-z][a-z_]*$/.test(text)),
    [],
    'a task is in words from the first moment',
  )
  const asTold = async (when: string) => {
    let now: readonly string[] = []
    try {
      await until(when, async () => isDeepStrictEqual((now = await shown()), told))
    } catch (error) {
      // In what they differ says more than that they do.
      assert.deepEqual(now, told, when)
      throw error
    }
  }
  assert.equal(await notice.count(), 0)
  await until('the tasks lie on the device', async () =>
    (await keptDrafts(page)).some(({ key }) => key === 'kept:work'),
  )
  await page.context().setOffline(true)
  await notice.waitFor()
  await asTold('without a signal the tasks are the same')
  await page.context().setOffline(false)
  await notice.waitFor({ state: 'detached' })

  // The page is loaded again, and nobody answers for its tasks; of a task that leads to a file its number is on the device, sealed.
  await page.route('**/api/v1/work', (route) => route.abort())
  await page.reload()
  await notice.waitFor()
  await asTold('from the device the tasks are the same')
  await page.context().request.post(`${product.server.url}/api/v1/identity/session/sign-out?keep=drafts`, {
    headers: { 'x-gloact-request': '1' },
    data: {},
  })
  await closeBrowser()
  const numbers = told.map((text) => /DL-[0-9A-Z]{5}-[0-9A-Z]/.exec(text)![0])
  const sealed = numbers.map((number) => textForms(number, number))
  assert.deepEqual(foundInProfile(Object.assign({}, ...sealed) as Record<string, Buffer>), [])
})

test('forgotten, the key is gone from the server and what was sealed is gone from the disk', async () => {
  const caller = await signInAs(product.server, 'caseworker')
  const { items } = (await caller.get('/identity/account/devices')).body as { items: readonly { id: string }[] }
  assert.equal(items.length, 1)
  const forgotten = await caller.post(`/identity/account/devices/${items[0]!.id}/forget`, {})
  assert.equal(forgotten.status, 200)
  const database = new pg.Client({ connectionString: ownerUrl(product.server.dataDir) })
  await database.connect()
  const { rows } = await database.query<{ sealed_key: string | null }>('select sealed_key from identity.device')
  await database.end()
  assert.deepEqual(rows, [{ sealed_key: null }])

  const page = await openBrowser()
  await page.goto(`${product.server.url}/`)
  await page.getByRole('heading', { name: identity['identity.sign_in.title'] }).waitFor()
  await until('what was sealed is removed', () =>
    page.evaluate<boolean>(`localStorage.getItem('gloact.drafts') === null`),
  )
  await closeBrowser()
  assert.deepEqual(foundInProfile({ ...secrets(), sealed: ciphertext }), [])
})

test('in a browser in which nobody worked, what is typed as soon as a form is there stays, however late the key comes', async () => {
  const page = await pageAs(product, 'caseworker', { language: 'en' })
  const asked = Promise.withResolvers<void>()
  const mayCome = Promise.withResolvers<void>()
  await page.route('**/identity/account/devices', async (route) => {
    asked.resolve()
    await mayCome.promise
    await route.continue()
  })
  const note = page.locator('textarea').first()
  await page.goto(address)
  await asked.promise
  await page.getByRole('button', { name: protection['protection.note.add'], exact: true }).first().click()
  await page.evaluate<unknown>('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  assert.equal(await note.isVisible(), false, 'nothing can be typed before it is known what lies there')
  mayCome.resolve()
  await note.fill(TEXT)
  await noteOf(page)
  assert.equal(await note.inputValue(), TEXT)
  await page.reload()
  await note.waitFor()
  assert.equal(await note.inputValue(), TEXT)
  await page.context().close()
})
