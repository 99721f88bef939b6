import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { newPage, takeScreenshot, type Screen } from './browser.ts'
import { pageAs, type Product } from './product.ts'

const repository = join(import.meta.dirname, '..', '..')

/** Every sentence of a language, of every module and of the kit: a module that is added joins by itself. */
const sentencesOf = (language: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    globSync(`{modules/*,packages/{forms,ui,records,registers}}/locales/${language}.json`, { cwd: repository }).flatMap(
      (file) => Object.entries(JSON.parse(readFileSync(join(repository, file), 'utf8')) as Record<string, string>),
    ),
  )

const WORDS = { en: sentencesOf('en'), ar: sentencesOf('ar') } as const

export type Language = keyof typeof WORDS
export type MessageId = string

/** A sentence of the screens that holds no number or name of its own. One that there is not is a mistake in the test. */
export function words(language: Language, id: MessageId): string {
  const sentence = WORDS[language][id]
  if (sentence === undefined) throw new TypeError(`there is no sentence ${id}`)
  return sentence
}

export interface Look {
  readonly screen?: Screen
  readonly language?: Language
}

/** Somebody at a screen: finds things by what they are called, as people do. */
export interface Visit {
  readonly page: Page
  readonly say: (id: MessageId) => string
  readonly open: (path: string) => Promise<void>
  readonly button: (id: MessageId) => Locator
  readonly press: (id: MessageId) => Promise<void>
  /** The page's first heading. */
  readonly title: (id: MessageId) => Promise<void>
  /** Whether the page has this title now. */
  readonly isAt: (id: MessageId) => Promise<boolean>
  readonly sees: (text: string | RegExp) => Promise<void>
  /** Chooses one of several, or ticks a box, by its words. */
  readonly choose: (id: MessageId) => Promise<void>
  readonly field: (label: string | RegExp) => Locator
  /** Keeps a picture where `GLOACT_SCREENSHOTS` names a folder. */
  readonly look: (name: string) => Promise<void>
  readonly leave: () => Promise<void>
}

/** A browser of its own, at the first page or where they begin, with nobody signed in. */
export async function visit(product: Product, look: Look & { readonly at?: string } = {}): Promise<Visit> {
  const { at = '/', ...seen } = look
  const visitor = visitOn(product, await newPage(product.browser, { language: 'en', ...seen }), seen)
  await visitor.open(at)
  return visitor
}

/** Somebody of the demonstration who is signed in already, at the first page or where they begin, in the language that was asked for. */
export async function signedIn(
  product: Product,
  who: string,
  look: Look & { readonly at?: string } = {},
): Promise<Visit> {
  const { at = '/', ...seen } = look
  const visitor = visitOn(product, await pageAs(product, who, { language: 'en', ...seen }), seen)
  await visitor.open(at)
  return visitor
}

function visitOn({ server }: Product, page: Page, { screen = 'desktop', language = 'en' }: Look): Visit {
  const say = (id: MessageId) => words(language, id)
  const button = (id: MessageId) => page.getByRole('button', { name: say(id), exact: true })
  const open = async (path: string) => {
    await page.goto(server.url + path)
  }
  return {
    page,
    say,
    open,
    button,
    press: (id) => button(id).click(),
    title: (id) => page.getByRole('heading', { level: 1, name: say(id), exact: true }).waitFor(),
    isAt: async (id) => (await page.getByRole('heading', { level: 1 }).innerText()) === say(id),
    // What is folded away is in the page, and seen by nobody.
    sees: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    choose: (id) =>
      page
        .getByRole('radio', { name: say(id), exact: true })
        .or(page.getByRole('checkbox', { name: say(id), exact: true }))
        .check(),
    field: (label) => page.getByRole('textbox', { name: label }),
    look: (name) => takeScreenshot(page, `${name}-${screen}-${language}`),
    leave: () => page.context().close(),
  }
}

/** Signs in through the page. */
export async function signIn({ account }: Product, { page, say, press }: Visit, role: string): Promise<void> {
  const { email, password } = account(role)
  await page.getByRole('textbox', { name: say('identity.field.email') }).fill(email)
  await page.locator('input[type=password]').fill(password)
  await press('identity.sign_in.button')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** Goes on to the next page of a wizard, and waits until it stands there. */
export async function next({ page, press, look }: Visit): Promise<void> {
  const progress = page.getByRole('progressbar')
  const before = await progress.getAttribute('value')
  await look(`contact-${String(before).padStart(2, '0')}`)
  await press('ui.wizard.next')
  await page.locator(`progress:not([value="${String(before)}"])`).waitFor()
}

/** Chooses in a list that is searched by typing. */
async function pick(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(option)
  await page.getByRole('option', { name: option, exact: true }).click()
}

export interface Screened {
  readonly age: 'adult' | 'child' | 'not_sure'
  readonly safe?: 'yes' | 'not_sure' | 'no'
  /** The person's language, in the words of the screen. */
  readonly language?: string
  /** In how many dimensions signs were observed: two of them in each. */
  readonly observedIn: number
}

/** The first part of a first contact, from safety to the result. */
export async function screening(visitor: Visit, { age, safe = 'yes', language, observedIn }: Screened): Promise<void> {
  const { page, say, choose, title } = visitor
  await title('protection.contact.page.safe')
  await choose(`protection.contact.safe.${safe}`)
  await next(visitor)
  if (safe === 'no') await next(visitor)
  await title('protection.contact.page.person')
  await choose(`protection.contact.age.${age}`)
  if (language !== undefined) await pick(page, say('protection.contact.language.label'), language)
  await next(visitor)
  await title('protection.contact.page.channel')
  await page.getByRole('radio').nth(7).check()
  await next(visitor)
  await title('protection.contact.page.needs')
  await page.getByRole('checkbox').nth(1).check()
  await next(visitor)
  await choose('protection.contact.suspected.labour')
  await choose('protection.contact.screening.full')
  await next(visitor)
  for (let dimension = 0; dimension < 6; dimension += 1) {
    for (const sign of dimension < observedIn ? [0, 1] : []) await page.getByRole('checkbox').nth(sign).check()
    await next(visitor)
  }
  if (age !== 'adult') {
    await title('protection.contact.page.child')
    await next(visitor)
  }
  await title('protection.contact.page.result')
}

/** Begins to fill in the form of a section; one in which nothing stands yet is open already. */
export async function edit({ page, say }: Visit): Promise<void> {
  const begin = page.getByRole('button', { name: say('protection.file.edit'), exact: true })
  const done = page.getByRole('button', { name: say('protection.file.done'), exact: true })
  await begin.or(done).first().waitFor()
  if ((await done.count()) === 0) await begin.first().click()
  await done.first().waitFor()
}

/** Chooses several in a list that is searched by typing; each stands there as a chip. */
export async function pickChips(scope: Locator, label: string | RegExp, options: readonly string[]): Promise<void> {
  const box = scope.getByRole('combobox', { name: label })
  for (const option of options) {
    const offered = scope.page().getByRole('option', { name: option, exact: true })
    // On a slow machine the answer before is recorded meanwhile, and the list is drawn again without what was typed.
    for (let tries = 0; tries < 3; tries += 1) {
      await box.fill('')
      await box.fill(option)
      if (
        await offered.waitFor({ timeout: 8_000 }).then(
          () => true,
          () => false,
        )
      )
        break
    }
    await offered.click()
  }
  await box.press('Escape')
}

/** Waits for what is worked out in the browser: for as long as the page shows that it goes on, however slow the machine is. */
export async function computed(result: Locator): Promise<void> {
  let before = ''
  for (;;) {
    const isThere = await result
      .first()
      .waitFor()
      .then(
        () => true,
        () => false,
      )
    if (isThere) return
    const now = await result.page().locator('main').innerText()
    assert.notEqual(now, before, 'what is worked out stands still')
    before = now
  }
}

/** A date, typed into the field of that name. */
export const typeDate = (scope: Page | Locator, label: string | RegExp, date: string): Promise<void> =>
  scope.getByRole('textbox', { name: label }).first().fill(date)

/** Presses Next until a page stands there. */
export async function nextUntil(visitor: Visit, id: MessageId): Promise<void> {
  while (!(await visitor.isAt(id))) await next(visitor)
}
