import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { SHEETS } from '../../modules/protection/screens/paper/sheets.ts'
import { moduleProducts, withScreensOfModules } from '../support/module-products.ts'
import { signInAs } from '../support/server-process.ts'
import type { LookedAt } from './shared-product.ts'

/** Files of the demonstration, by the number of their story. */
export const storyFile = (story: number): string =>
  `/files/00000000-0000-7000-8001-${String(story).padStart(6, '0')}000000`

const ERASURE = '00000000-0000-7000-8009-000000000001'
/** A referral of the demonstration that was acknowledged. */
const REFERRAL = '00000000-0000-7000-8023-000000000003'

/** Asks for the erasure that one of the screens is of: the demonstration has none. */
export async function askForErasure({ server }: LookedAt): Promise<void> {
  const supervisor = await signInAs(server, 'supervisor')
  const { body } = await supervisor.get('/protection/files?status=closed&limit=1')
  const [file] = (body as { items: { number: string }[] }).items
  const asked = await supervisor.post('/protection/erasures', {
    id: ERASURE,
    number: file?.number,
    basis: 'person_asked',
  })
  assert.equal(asked.status, 201, JSON.stringify(asked.body))
}

/** The first of the demonstration's training events. */
const TRAINING_EVENT = '/training/events/00000000-0000-4000-8000-7e0000000001'
/** The invented act as it was amended, and how far it was held against the Protocol. */
const LAW_TEXT = '/legislation/texts/2907b0e1-b60f-7839-890b-ae09d8c3c4ab'
const ASSESSMENT = '/legislation/assessments/ac87adae-95a7-7a93-8d6b-769a9053cead'

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

/** A row of each register of the invented plan, and a report that an action was done. */
const STRATEGY_ROWS = ['plans/1', 'goals/2', 'actions/3', 'recommendations/4', 'claims/5'].map((at) => {
  const [register, kind] = at.split('/')
  return `/strategy/${register}/00000000-0000-7000-8020-${kind}00000000000`
})

/** Screens of the app, by somebody who is entitled to them; a module brings its own in `modules/<name>/testing/product.ts`. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  caseworker: [
    '/',
    '/files',
    '/emergency',
    '/search',
    '/contact',
    storyFile(3),
    '/notices',
    '/calendar?view=week',
    '/calendar?view=month&of=team',
    '/calendar?view=list',
    '/calendar?view=day',
    '/account/calendar-feed',
    ...SECTIONS.map((section) => `${storyFile(3)}/${section}`),
    `${storyFile(3)}/print`,
    `${storyFile(3)}/slip`,
    `${storyFile(3)}/then/3`,
    `${storyFile(3)}/difference/0/20`,
    `${storyFile(3)}/readers`,
    '/forms',
    ...BLANKS.map((form) => `/forms/${form}/blank`),
    `${storyFile(1)}/age`,
    `${storyFile(2)}/risk`,
    `${storyFile(5)}/consent`,
    '/referral',
    '/referral/services',
    `/referral/refer/${storyFile(3).slice('/files/'.length)}`,
    '/backlog',
    '/unsent',
    '/keyboard',
  ],
  supervisor: [
    '/referral/figures',
    '/openings',
    '/team',
    '/caseloads',
    '/caseloads/00000000-0000-4000-8000-0000000000c2',
    '/tags',
    '/',
    '/erasures',
    `/erasures/${ERASURE}`,
    '/files?overdue=true',
    `${storyFile(4)}/closure`,
    `${storyFile(4)}/people`,
  ],
  competent_authority: ['/', '/files', `${storyFile(2)}/decisions`],
  administrator: ['/', '/imports'],
  data_protection_officer: ['/readers', '/erasures', '/openings', '/exclusions', `${storyFile(1)}/readers`],
  // What came to a clinic, of which somebody has said that they are on it.
  service_provider: [`/referral/requests/${REFERRAL}`],
  national_coordinator: ['/', '/referral/figures/country'],
  training_officer: [
    '/',
    '/training',
    '/training/plan',
    '/training/practitioners',
    '/training/banks',
    TRAINING_EVENT,
    ...['nominations', 'attendance', 'tests'].map((tab) => `${TRAINING_EVENT}#${tab}`),
    `${TRAINING_EVENT}/results`,
    `${TRAINING_EVENT}/invitations`,
  ],
  strategy_officer: [
    '/',
    '/strategy',
    ...['plans', 'goals', 'actions', 'recommendations'].flatMap((register) => [
      `/strategy/${register}`,
      `/strategy/${register}/new`,
      `/strategy/${register}/import`,
    ]),
    '/strategy/actions?state=claimed&sort=due_on&direction=descending',
    ...STRATEGY_ROWS,
  ],
  focal_point: ['/', '/strategy'],
  legal_officer: [
    '/',
    '/legislation',
    '/legislation/laws',
    '/legislation/import',
    LAW_TEXT,
    ASSESSMENT,
    `${ASSESSMENT}/tip-3-a-means`,
  ],
  legal_reviewer: ['/', `${ASSESSMENT}/tip-3-b`],
}

/** Every screen, with those that the modules bring. `every-screen.test.ts` fails where a route is in none. */
export const SCREENS = withScreensOfModules(OWN)

/** What is there for anyone who has not signed in. */
export const WITHOUT_SESSION = [
  ...moduleProducts.flatMap(({ withoutSession = [] }) => withoutSession),
  '/take-part',
  '/certificate',
]

/** What the router says: every route of the app, and the one that an address leads to. */
export const routesOf = (
  page: Page,
  path: string,
): Promise<{ readonly all: readonly string[]; readonly route: string }> =>
  page.evaluate(`({
    all: Object.keys(__TSR_ROUTER__.routesByPath),
    route: __TSR_ROUTER__.matchRoutes(${JSON.stringify(path.split(/[?#]/)[0])}, {}).at(-1).fullPath,
  })`)
