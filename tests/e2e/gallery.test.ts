import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import {
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  launchBrowser,
  newPage,
  pressTwice,
  type PageOptions,
} from './browser.ts'
import { buildGallery, type Built } from './build.ts'
import { expectNothingCovered, expectWordsWhole } from './covered-controls.ts'
import { serveStatic, type StaticServer } from './static-server.ts'
import { sliceOf } from '@gloact/kernel/testing'
import { keptDrafts } from './kept-drafts.ts'

const PAGES = ['work', 'files', 'file', 'fields', 'calendar', 'form', 'wizard', 'states']

const LOOKS: readonly (PageOptions & { readonly language: string })[] = [
  { screen: 'phone', language: 'en' },
  { screen: 'phone', language: 'ar', dark: true },
  { screen: 'desktop', language: 'en', dark: true },
  { screen: 'desktop', language: 'ar' },
]

let built: Built
let server: StaticServer
let browser: Browser

before(async () => {
  built = await buildGallery()
  server = await serveStatic(built.folder)
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  await server?.close()
  built?.remove()
})

/** Opens a page of the gallery; what the browser complains of meanwhile fails the test. */
async function open(name: string, look: PageOptions & { readonly language: string }) {
  const page = await newPage(browser, look)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.goto(`${server.url}/?page=${name}&language=${look.language}`)
  await page.locator('h1').first().waitFor()
  return { page, complaints }
}

const english = (screen: 'phone' | 'desktop' = 'desktop') => ({ screen, language: 'en' }) as const

for (const look of LOOKS) {
  const said = `${look.screen}, ${look.language}, ${look.dark ? 'dark' : 'light'}`
  test(`every component meets WCAG 2.2 AA, fits the screen and breaks no policy (${said})`, async () => {
    // Each page in one look in `npm test`, in all of them in the thorough run.
    for (const name of PAGES.filter((_, turn) => sliceOf(LOOKS, turn).includes(look))) {
      const { page, complaints } = await open(name, look)
      await expectNoAxeViolations(page)
      await expectNoSidewaysScroll(page)
      // Where there is least room.
      if (look.screen === 'phone' && look.language === 'en') {
        await expectNothingCovered(page)
        await expectWordsWhole(page)
      }
      assert.deepEqual(complaints, [], `on ${name}`)
      await page.context().close()
    }
  })
}

for (const language of ['en', 'ar']) {
  test(`on a phone the bar is one line, with the search below it, also when it counts (${language})`, async () => {
    const { page } = await open('work', { screen: 'phone', language })
    const middles = await page.evaluate<
      number[]
    >(`[...document.querySelector('header').querySelectorAll('a, button')].map((one) => {
      const { top, bottom } = one.getBoundingClientRect()
      return Math.round((top + bottom) / 2)
    })`)
    assert.ok(middles.length >= 6)
    assert.ok(Math.max(...middles) - Math.min(...middles) < 10, `in the middle at ${middles.join(', ')}`)
    await page.context().close()
  })
}

test('the page says its language and direction', async () => {
  const { page } = await open('work', { language: 'ar' })
  assert.equal(await page.locator('html').getAttribute('lang'), 'ar')
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
  const side = await page.getByRole('navigation').boundingBox()
  assert.ok(side && side.x > 640, 'the navigation stands on the right')
})

test('menus and drawers that are open meet WCAG 2.2 AA too', async () => {
  const { page } = await open('file', english('phone'))
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('dialog').waitFor()
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menu').waitFor()
  await expectNoAxeViolations(page)
})

test('a question before something final is answered with a verb, and cancelling does nothing', async () => {
  const { page } = await open('file', english())
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Close the file' }).click()
  const dialog = page.getByRole('dialog', { name: 'Close this file?' })
  await dialog.waitFor()
  await expectNoAxeViolations(page)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })
  assert.equal(await page.getByText('The file is closed.').count(), 0)
})

test('the first stop of the keyboard leads past the navigation', async () => {
  const { page } = await open('files', english())
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to content')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate('document.activeElement.id'), 'main')
})

test('Ctrl-K goes anywhere by a few letters, and what was typed is kept nowhere', async () => {
  const { page } = await open('work', english())
  await page.keyboard.press('Control+k')
  await page.keyboard.type('what')
  await page.getByRole('option', { name: 'What happened' }).waitFor()
  await expectNoAxeViolations(page)
  // The beginning of a page's name: the page stands first.
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'What happened' }).waitFor()
  assert.doesNotMatch(page.url(), /what/)
  assert.equal(await page.getByRole('searchbox').inputValue(), '')
})

test('Esc twice clears the screen to a page that says nothing, also after a reload', async () => {
  const { page } = await open('file', english())
  await page.clock.install()
  await pressTwice(page, 'Escape')
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  assert.equal(await page.title(), 'Notes')
  assert.equal(new URL(page.url()).search, '')
  assert.doesNotMatch(await page.locator('body').innerText(), /GloACT|DL-7K3M-9|Shelter/)
  await page.reload()
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Needs you today' }).waitFor()
})

test('Esc once closes what is open and leaves nothing else', async () => {
  const { page } = await open('file', english())
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  assert.equal(await page.getByRole('heading', { name: 'DL-7K3M-9' }).count(), 1)
})

test('what was typed into a form is there after a reload, and lies sealed in the browser', async () => {
  const { page } = await open('form', english())
  await page.getByRole('textbox', { name: 'What they want to be called' }).fill('Nightingale of Isa')
  await page.getByText('Saved on this device only').waitFor()
  await page.reload()
  await page.locator('h1').first().waitFor()
  assert.equal(
    await page.getByRole('textbox', { name: 'What they want to be called' }).inputValue(),
    'Nightingale of Isa',
  )
  const kept = await keptDrafts(page)
  assert.ok(kept.length > 0)
  assert.equal(
    kept
      .map(({ bytes }) => bytes)
      .join('')
      .includes('Nightingale'),
    false,
  )
  assert.deepEqual(
    kept.flatMap((draft) => Object.keys(draft)).toSorted(),
    kept.flatMap(() => ['bytes', 'key', 'savedAt']),
  )
})

test('a question shows when its condition holds, and why there is no answer stands beside it', async () => {
  const { page } = await open('form', english())
  assert.equal(await page.getByRole('textbox', { name: 'Who has them?' }).count(), 0)
  await page.getByRole('group', { name: 'Do they have their papers?' }).getByLabel('No', { exact: true }).check()
  await page.getByRole('textbox', { name: 'Who has them?' }).waitFor()
  await page.getByRole('button', { name: /no answer to “Who has them\?”/ }).click()
  await page.getByRole('menuitemradio', { name: 'Declined' }).click()
  await page.getByRole('group', { name: 'Who has them?' }).getByText('Declined').waitFor()
  assert.equal(await page.getByRole('textbox', { name: 'Who has them?' }).count(), 0)
})

test('a date may be as much of it as is known; what is no date is said and not recorded', async () => {
  const { page } = await open('form', english())
  const arrived = page.getByRole('textbox', { name: 'Arrived' })
  await arrived.fill('2026')
  await page.getByText('Saved on this device only').waitFor()
  assert.equal(await page.getByRole('definition').filter({ hasText: '2026' }).count(), 1)
  await arrived.fill('30/2/2026')
  await page.getByRole('textbox', { name: 'What they want to be called' }).focus()
  await page.getByText('Enter at least the four-digit year').waitFor()
  // What was given before stands until something that can be read takes its place: an error is no answer.
  assert.deepEqual(await page.getByRole('definition').filter({ hasText: '2026' }).allTextContents(), ['2026'])
})

test('a row can be added and filled in, and removing it asks first', async () => {
  const { page } = await open('form', english())
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('textbox', { name: 'Place of work' }).fill('a house in the hills')
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Remove Situation 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('textbox', { name: 'Place of work' }).waitFor({ state: 'detached' })
})

test('finishing names what is still missing beside its question', async () => {
  const { page } = await open('form', english())
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByText('Answer this question.').waitFor()
  await expectNoAxeViolations(page)
})

test('a wizard goes on only with an answer, and back without losing it', async () => {
  const { page } = await open('wizard', english('phone'))
  assert.equal(await page.getByRole('button', { name: 'Next' }).isDisabled(), true)
  await page.getByLabel('Not sure').check()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('heading', { name: 'How old is the person?' }).waitFor()
  assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1')
  await page.getByRole('button', { name: 'Back' }).click()
  assert.equal(await page.getByLabel('Not sure').isChecked(), true)
})

test('on paper there is the document alone', async () => {
  const { page } = await open('file', english())
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation').first().isVisible(), false)
  assert.equal(await page.getByRole('banner').first().isVisible(), false)
  assert.equal(await page.getByRole('heading', { name: 'DL-7K3M-9' }).isVisible(), true)
})
