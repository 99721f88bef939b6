import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { SHEETS } from '../../modules/protection/screens/forms/sheets.ts'
import { expectNoAxeViolations, expectNoSidewaysScroll, newPage, takeScreenshot } from './browser.ts'
import { pageAs, startProduct, type Product } from './product.ts'

let product: Product

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

/** Files of the demonstration, by the number of their story. */
const file = (story: number) => `/files/00000000-0000-7000-8001-${String(story).padStart(6, '0')}000000`

const SECTIONS = [
  'identity',
  'contact',
  'consent',
  'situation',
  'journey',
  'vulnerability',
  'assessment',
  'referral',
  'risk',
  'plan',
  'services',
  'appointments',
  'reviews',
  'age',
  'decisions',
  'notes',
  'attachments',
  'work',
  'closure',
  'history',
]

/** Every blank to print: the country's forms, and the sheets of first contact and of a file. */
const BLANKS = [
  ...readdirSync(join(import.meta.dirname, '../../countries/demoland/forms')).map((name) =>
    name.replace(/\.json$/, ''),
  ),
  ...Object.values(SHEETS).flat(),
]

/** Every address of the app, by somebody who is entitled to it. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  caseworker: [
    '/',
    '/files',
    '/emergency',
    '/search',
    '/contact',
    file(3),
    '/calendar?view=week',
    '/calendar?view=month&of=team',
    '/calendar?view=list',
    '/calendar?view=day',
    '/account/calendar-feed',
    ...SECTIONS.map((section) => `${file(3)}/${section}`),
    `${file(3)}/print`,
    `${file(3)}/then/3`,
    `${file(3)}/difference/0/20`,
    `${file(3)}/readers`,
    '/forms',
    ...BLANKS.map((form) => `/forms/${form}/blank`),
    `${file(1)}/age`,
    `${file(2)}/risk`,
    `${file(5)}/consent`,
    '/backlog',
    '/unsent',
    '/keyboard',
    '/account',
    '/nowhere',
  ],
  supervisor: [
    '/openings',
    '/caseloads',
    '/caseloads/00000000-0000-4000-8000-0000000000c2',
    '/tags',
    '/figures/encode',
    '/',
    '/erasures',
    '/files?overdue=true',
    `${file(4)}/closure`,
    `${file(4)}/people`,
  ],
  competent_authority: ['/', '/files', `${file(2)}/decisions`],
  administrator: [
    '/',
    '/imports',
    '/administration/staff',
    '/administration/staff/invite',
    '/administration/staff/00000000-0000-4000-8000-0000000000c2',
    '/administration/confirmations',
    '/administration/agencies',
    '/administration/agencies/00000000-0000-4000-8000-0000000000a1',
    '/administration/lockouts',
    '/oversight',
  ],
  data_protection_officer: [
    '/oversight',
    '/readers',
    '/erasures',
    '/openings',
    `${file(1)}/readers`,
    ...['openings', 'exports', 'retention', 'audit'].map((page) => `/oversight/${page}`),
  ],
  national_coordinator: ['/', '/figures/estimate'],
}

async function inspect(page: Page, path: string, failures: string[], name: string): Promise<void> {
  await page.goto(product.server.url + path, { waitUntil: 'networkidle' })
  await page.locator('main').filter({ hasText: /\S/ }).first().waitFor()
  for (const check of [expectNoAxeViolations, expectNoSidewaysScroll]) {
    await check(page).catch((error: unknown) =>
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
}

for (const language of ['en', 'ar']) {
  for (const [role, paths] of Object.entries(SCREENS)) {
    test(`every screen of a ${role.replaceAll('_', ' ')} is accessible, fits and has no error (${language})`, async () => {
      // Half of the screens on a phone, half on a desk, and the other way round in the other language.
      const failures: string[] = []
      const walk = async (screen: 'phone' | 'desktop'): Promise<void> => {
        const own = paths.filter((_path, index) => ((index % 2 === 0) === (screen === 'phone')) === (language === 'en'))
        if (own.length === 0) return
        const page = await pageAs(product, role, { language, screen })
        page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`))
        page.on('console', (message) => {
          if (message.type() === 'error' && !message.text().includes('404'))
            failures.push(`${page.url()}: ${message.text()}`)
        })
        for (const path of own) await inspect(page, path, failures, `${role} ${screen} ${path}`)
        assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr')
        await takeScreenshot(page, `${role}-${screen}-${language}`)
        await page.context().close()
      }
      await Promise.all([walk('phone'), walk('desktop')])
      assert.deepEqual(failures, [])
    })
  }

  test(`what is open without a session is accessible and fits (${language})`, async () => {
    const failures: string[] = []
    for (const screen of ['phone', 'desktop'] as const) {
      const page = await newPage(product.browser, { language, screen })
      for (const path of ['/sign-in', '/join']) await inspect(page, path, failures, `${screen} ${path}`)
      await page.context().close()
    }
    assert.deepEqual(failures, [])
  })
}
