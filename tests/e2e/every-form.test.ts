import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, LONGEST_WAIT, newPage } from './browser.ts'
import { buildForms, type Built } from './build.ts'
import { keptDrafts } from './kept-drafts.ts'
import { serveStatic, type StaticServer } from './static-server.ts'

let built: Built
let server: StaticServer
let browser: Browser

before(async () => {
  built = await buildForms()
  server = await serveStatic(built.folder)
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  await server?.close()
  built?.remove()
})

/** What of a form can be filled in by hand without knowing what it asks: a text, else something to choose. */
const FILLED = `(section) =>
  section.querySelector('textarea, input[spellcheck=true]') ??
  section.querySelector('input[type=radio]:not(:checked)') ??
  section.querySelector('input[type=checkbox]') ??
  section.querySelector('select')`

/** Types into every form on the page as a keyboard does; gives the names of those that have nothing to type into. */
const fillAll = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(() => {
    const untried = []
    for (const section of document.querySelectorAll('[data-form]')) {
      const field = (${FILLED})(section)
      if (!field) untried.push(section.dataset.form)
      else if (field.type === 'radio' || field.type === 'checkbox') field.click()
      else if (field.tagName === 'SELECT') {
        field.value = field.options[1].value
        field.dispatchEvent(new Event('change', { bubbles: true }))
      } else {
        const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')
        set.call(field, 'Typed ' + section.dataset.form)
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
    }
    return untried
  })()`)

/** The forms in which what was typed does not stand. */
const lost = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`[...document.querySelectorAll('[data-form]')]
    .filter((section) => {
      const field = section.querySelector('textarea, input[spellcheck=true]')
      return field
        ? ![...section.querySelectorAll('textarea, input')].some((one) => one.value === 'Typed ' + section.dataset.form)
        : !section.querySelector('input:checked') && ![...section.querySelectorAll('select')].some(({ value }) => value !== '') && !section.querySelector('[class*=Pill-root]')
    })
    .map((section) => section.dataset.form)`)

/** Waits until an expression holds in the page, whose policy lets nothing be evaluated there by name. */
async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + LONGEST_WAIT
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    assert.ok(Date.now() < end, expression)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const settled = (page: Page) => until(page, '!document.querySelector("form [data-loading=true]")')

async function sendAll(page: Page, answer: unknown): Promise<void> {
  await page.evaluate(`(() => {
    window.answer = ${JSON.stringify(answer)}
    window.sent = []
    for (const form of document.querySelectorAll('form')) form.requestSubmit()
  })()`)
  await settled(page)
}

const ANSWERS = [
  { status: 409, code: 'records.changed' },
  { status: 412, code: 'http.precondition_failed' },
  { status: 422, code: 'records.invalid_answers' },
  { status: 429, code: 'http.too_many_requests' },
  { status: 503, code: 'http.unavailable' },
  { status: 0, code: 'http.unreachable' },
]

test('no form of any module that is declared loses what was typed to a refusal, no answer, a click elsewhere or a reload', async () => {
  const page = await newPage(browser)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(server.url)
  await page.locator('[data-form] form').first().waitFor()
  const names = await page.evaluate<readonly string[]>(
    `[...document.querySelectorAll('[data-form]')].map(({ dataset }) => dataset.form)`,
  )
  assert.ok(names.length > 60, `${names.length} forms`)
  // What asks in rows alone is given one.
  await page.evaluate(`(() => {
    for (const section of document.querySelectorAll('[data-form]'))
      if (!(${FILLED})(section)) section.querySelector('fieldset button')?.click()
  })()`)
  await settled(page)
  for (const name of await fillAll(page)) {
    // What is only chosen from lists that are searched.
    await page.locator(`[data-form="${name}"] input[aria-haspopup=listbox]`).first().click()
    await page.locator('[data-combobox-option]:visible').first().click()
    await page.keyboard.press('Escape')
  }
  assert.deepEqual(await lost(page), [])
  const sendable = await page.evaluate<number>(`document.querySelectorAll('[data-sendable=true]').length`)
  for (const answer of ANSWERS) {
    await sendAll(page, answer)
    const sent = new Set(await page.evaluate<readonly string[]>('window.sent'))
    // What was typed is no e-mail address, or asks more: such a form is held back, and loses nothing either.
    assert.ok(sent.size > sendable * 0.9, `${answer.status}: ${sent.size} of ${sendable} were sent`)
    assert.deepEqual(await lost(page), [], String(answer.status))
  }
  await page.evaluate('window.show(false)')
  await page.getByText('elsewhere').waitFor()
  await page.evaluate('window.show(true)')
  await until(page, `document.querySelectorAll('[data-form] form').length === ${names.length}`)
  assert.deepEqual(await lost(page), [], 'a click elsewhere')
  await page.reload()
  await until(page, `document.querySelectorAll('[data-form] form').length === ${names.length}`)
  assert.deepEqual(await lost(page), [], 'a reload')
  const kept = await keptDrafts(page)
  assert.equal(kept.length, names.length)
  assert.ok(!kept.some(({ bytes }) => bytes.includes('Typed')), 'nothing lies there in clear')
  // What is sent leaves the device.
  await sendAll(page, null)
  const steps = new Set(await page.evaluate<readonly string[]>('window.sent.filter((name) => /^[0-9]/.test(name))'))
  assert.ok(steps.size > 100)
  const end = Date.now() + LONGEST_WAIT
  while ((await keptDrafts(page)).length > names.length - steps.size)
    assert.ok(Date.now() < end, `${(await keptDrafts(page)).length} of ${names.length} left, ${steps.size} sent`)
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('who signs after a colleague was faster reads who it was, still has what was typed, and sends it again', async () => {
  const page = await newPage(browser)
  await page.goto(`${server.url}/?panel`)
  await page.locator('[data-panel="1"] button[aria-expanded]').first().click()
  await page.getByRole('textbox', { name: 'My view' }).fill('She wants to stay with her aunt.')
  await page.locator('form button[type=submit]').click()
  await page.locator('[data-panel="2"]').waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'My view' }).inputValue(), 'She wants to stay with her aunt.')
  await page.getByText('While you were writing').waitFor()
  assert.match(await page.locator('[role=alert]').first().innerText(), /Amina Diallo/)
  await page.locator('form button[type=submit]').click()
  await page.locator('form').waitFor({ state: 'detached' })
  assert.deepEqual(await page.evaluate('window.sent'), ['panel 1', 'panel 2'])
  await page.context().close()
})
