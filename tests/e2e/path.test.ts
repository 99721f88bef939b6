import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { asInstant, dateIn } from '@gloact/kernel'
import type { Locator } from 'playwright-core'
import { until } from '../support/until.ts'
import pt from '../../modules/protection/locales/pt.json' with { type: 'json' }
import { SCREENS } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import {
  edit,
  next,
  nextUntil,
  pickChips,
  screening,
  signedIn,
  signIn,
  visit,
  type MessageId,
  type Visit,
} from './steps.ts'

let product: Product
/** The address of the file that the path is about, and its number. */
let file = ''
let number = ''

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

let broken = false

/** A step of the path: it begins where the one before it ended, and not at all where that one failed. */
const step = (sentence: string, take: () => Promise<void>): void =>
  void test(sentence, async () => {
    assert.ok(!broken, 'the path broke off before')
    broken = true
    await take()
    broken = false
  })

/** The person who is met. Written as they write it; found later as somebody else would write it. */
const NAME = { given: 'وسيم', family: 'الخطيب', latin: 'Wasim Khatib' }

const fileNumber = async ({ page }: Visit): Promise<string> =>
  page.getByRole('heading', { level: 1, name: /^[A-Z]{2}-/ }).innerText()

/** Records what the person agrees to: to be recorded, and that the body that decides may be told what it needs. */
async function consent(visitor: Visit): Promise<void> {
  const { page, say, title, press } = visitor
  await title('protection.consent.explained.title')
  await next(visitor)
  for (const question of await page.getByRole('combobox').all()) await question.selectOption('yes')
  await next(visitor)
  await title('protection.consent.given.title')
  await page.getByRole('radio').first().check()
  await page.locator('input[type=radio][value=written]').check()
  await next(visitor)
  await title('protection.consent.told.title')
  await page.getByText(say('protection.consent.grants.empty'), { exact: true }).waitFor()
  await page.getByLabel(say('protection.consent.grants.kind')).selectOption('competent_authority')
  await press('protection.consent.grants.add')
  await page.getByRole('checkbox').nth(2).check()
  await press('protection.consent.grants.add_needed')
  await page.getByText(say('protection.consent.nobody_else')).waitFor()
  await next(visitor)
  await title('protection.contact.page.declined')
  await next(visitor)
}

/** Goes to a section of the file that stands there. */
const section = ({ page, say }: Visit, name: string): Promise<void> =>
  page
    .getByRole('navigation', { name: say('protection.file.sections') })
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .first()
    .click()

/** Follows the bell, and reads there what somebody else did on the file. */
async function hearsBy({ page, say, title }: Visit, notice: MessageId): Promise<void> {
  await page
    .getByRole('banner')
    .getByRole('link', { name: /^Notices: \d+ new/ })
    .click()
  await title('protection.notices.title')
  await page
    .getByRole('list', { name: say('protection.notices.title') })
    .getByRole('listitem')
    .filter({ hasText: number })
    .filter({ hasText: say(notice) })
    .first()
    .waitFor()
}

step('a frontline worker meets an adult, and opens one file however often the last button is pressed', async () => {
  const visitor = await visit(product, { screen: 'phone' })
  const { page, say, press, choose, sees, title, look, field } = visitor
  // Somebody who does not remember their password reads who can help, and nothing about whether there is such an account.
  await page.getByRole('link', { name: say('identity.forgotten.title') }).click()
  await title('identity.forgotten.title')
  await sees(say('identity.forgotten.who'))
  assert.equal(await page.getByRole('textbox').count(), 0)
  await look('forgotten')
  await page.goBack()
  await signIn(product, visitor, 'frontline_worker')
  await look('my-work')
  await page
    .getByRole('link', { name: 'New contact' })
    .or(page.getByRole('button', { name: 'New contact' }))
    .first()
    .click()
  await screening(visitor, { age: 'adult', language: 'Arabic', observedIn: 4 })
  await sees(say('protection.screening.not_a_decision'))
  await page.getByRole('heading', { name: say('protection.contact.result.why') }).waitFor()
  await next(visitor)
  await choose('protection.contact.agreement.yes')
  await next(visitor)

  await title('protection.contact.page.search')
  await field(say('protection.search.text')).or(page.getByRole('searchbox')).first().fill(NAME.latin)
  await press('protection.search.run')
  await sees(say('protection.search.none'))
  await choose('protection.contact.search.none_found')
  await look('searched')

  await sees(/Saved on this device only/)
  await page.reload()
  await sees(say('protection.contact.resume.title'))
  await look('resume')
  await press('protection.contact.resume.go_on')
  await title('protection.contact.page.search')
  await next(visitor)
  await consent(visitor)

  // The name that was looked for stands there already; it is corrected to how the person writes it.
  await sees(say('protection.contact.identity.from_search'))
  assert.equal([await field('Given name').inputValue(), await field('Family name').inputValue()].join(' '), NAME.latin)
  await field('Given name').fill(NAME.given)
  await field('Family name').fill(NAME.family)
  await nextUntil(visitor, 'protection.contact.page.send')
  await look('send')
  await page.getByRole('button', { name: say('protection.contact.send.send'), exact: true }).dblclick()
  await page.waitForURL(/\/files\/[0-9a-f-]{36}/)
  file = new URL(page.url()).pathname
  number = await fileNumber(visitor)
  await look('file-opened')

  await visitor.open('/files')
  await sees(number)
  assert.equal(await page.getByRole('link', { name: number }).count(), 1)
  await look('files')
  await visitor.leave()
})

step('the supervisor gives the file to a caseworker', async () => {
  const visitor = await signedIn(product, 'supervisor', { at: '/team' })
  const { page, say, press, sees, look } = visitor
  await page
    .getByRole('list', { name: say('protection.team.new') })
    .getByText(number)
    .first()
    .waitFor()
  await page.getByRole('heading', { name: say('protection.caseload.title') }).waitFor()
  await page.getByRole('table').getByText('Amal Haddad').first().waitFor()
  await look('team')
  await visitor.open(`${file}/people`)
  await look('people')
  await press('protection.assignment.give')
  await page.getByRole('combobox', { name: say('protection.assignment.who') }).selectOption({ label: 'Amal Haddad' })
  await look('assigning')
  await press('protection.assignment.submit')
  await sees(say('protection.assignment.done'))
  await look('assigned')
  await visitor.leave()
})

step(
  'the caseworker finds the file by the name in Latin letters, and opens who the person is for a purpose',
  async () => {
    const visitor = await signedIn(product, 'caseworker')
    const { page, say, press, sees, look } = visitor
    await look('my-work')
    // What the supervisor did is heard of by the bell, and leads to the file.
    await hearsBy(visitor, 'protection.notices.kind.assigned')
    await look('notices')
    await page
      .getByRole('list', { name: say('protection.notices.title') })
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .click()
    await page.waitForURL(`**${file}/summary`)
    await visitor.open('/search')
    await page.getByRole('searchbox', { name: say('protection.search.text') }).fill(NAME.latin)
    await press('protection.search.run')
    await sees(say('protection.search.reason.other_script'))
    await look('search-found')
    await page.getByRole('link', { name: number }).click()
    await page.waitForURL(`**${file}/summary`)
    await look('summary')

    await section(visitor, 'Identity')
    assert.equal(await page.getByText(NAME.given).count(), 0)
    await press('protection.file.identity.open_it')
    await sees(say('protection.file.identity.purpose_missing'))
    await look('identity-closed')
    await page.getByRole('radio', { name: say('protection.file.purpose.work_on_file') }).check()
    await press('protection.file.identity.open_it')
    await sees(say('protection.file.identity.recorded'))
    await page.locator('summary', { hasText: NAME.given }).waitFor()
    await edit(visitor)
    await press('protection.file.open_all')
    assert.equal(await visitor.field('Given name').inputValue(), NAME.given)
    await look('identity-open')
    await visitor.leave()
  },
)

const heights = async (parts: Locator): Promise<readonly number[]> =>
  Promise.all((await parts.all()).map(async (part) => (await part.boundingBox())?.height ?? Number.NaN))

step('the caseworker writes down what happened, which saves by itself, and asks the board to decide', async () => {
  const visitor = await signedIn(product, 'caseworker', { at: file })
  const { page, say, press, sees, look } = visitor
  await section(visitor, 'Exploitation history')
  await edit(visitor)
  await press('protection.file.open_all')
  const situation = page.getByRole('group', { name: 'Situations of exploitation' })
  await situation.getByRole('button', { name: say('ui.rows.add'), exact: true }).click()
  await pickChips(situation, 'Act', ['Recruitment'])
  await pickChips(situation, /^Means(?! of)/, ['Deception'])
  await pickChips(situation, 'Form of exploitation', ['Forced labour or services'])
  // What kept a person in one situation is not what kept them in another.
  await pickChips(situation, 'Means of control', ['Debt bondage'])
  await sees(/Saved \d/)
  // What is being filled in stays open once it is recorded.
  assert.equal(await situation.getByText('Deception', { exact: true }).isVisible(), true)
  await look('what-happened')
  await situation.getByRole('button', { name: say('ui.rows.add'), exact: true }).click()
  const second = situation.getByRole('region', { name: 'Situation of exploitation 2' })
  await pickChips(second, 'Act', ['Transfer', 'Harbouring'])
  await pickChips(second, /^Means(?! of)/, ['Deception'])
  await pickChips(second, 'Form of exploitation', ['Forced labour or services'])
  await sees(/Saved \d/)
  await look('what-happened-two')
  const filledIn = await heights(situation.getByRole('region', { name: /^Situation of exploitation [12]$/ }))
  await page.reload()
  const folded = page
    .locator('main details')
    .filter({ has: page.locator(':scope > summary', { hasText: 'Situation of exploitation' }) })
  await folded.nth(1).waitFor()
  for (const one of await folded.all()) await one.locator('summary').first().click()
  await sees('Harbouring')
  await look('what-happened-two-read')
  const read = await heights(folded)
  // Filled in or read, one situation takes two screens at most.
  for (const each of [filledIn, read]) {
    assert.equal(each.length, 2)
    for (const height of each) assert.ok(height <= 2 * SCREENS.desktop.viewport.height, `${height} px`)
  }

  await section(visitor, 'Decisions')
  await look('decisions')
  await press('protection.decision.request')
  await page.getByRole('radio', { name: 'Identification Board' }).check()
  await look('request-decision')
  await press('protection.decision.request_submit')
  await sees(say('protection.decision.requested'))
  await look('requested')
  await visitor.leave()
})

step(
  'the board reads what the person agreed to, decides with evidence and reasons, and sees what that starts',
  async () => {
    const visitor = await signedIn(product, 'competent_authority')
    const { page, say, press, sees, look, field } = visitor
    await look('my-work-board')
    await page
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .click()
    await page.waitForURL(`**${file}**`)
    await look('file-board')
    await section(visitor, 'Exploitation history')
    await page.locator('summary', { hasText: 'Debt bondage' }).click()
    await sees('Deception')
    await look('what-happened-board')
    await section(visitor, 'Decisions')
    await press('protection.decision.decide')
    await press('protection.evidence.add')
    await page.getByRole('combobox', { name: say('protection.evidence.kind') }).selectOption('screening')
    await field(say('protection.evidence.source')).fill('Shelter North, first contact')
    await page.getByRole('radio', { name: say('protection.decision.outcome.reasonable_grounds.positive') }).check()
    await field(say('protection.decision.legal_basis')).fill('Act on trafficking in persons, article 12')
    await press('protection.decision.sign')
    await look('deciding-missing')
    await field(new RegExp(`^${say('protection.decision.reasons')}`)).fill(
      'He was deceived about the work and made to stay.',
    )
    await page
      .getByText(/Reflection period/)
      .last()
      .waitFor()
    await look('deciding')
    const letter = await field(say('protection.decision.notice_text')).inputValue()
    assert.match(letter, new RegExp(number), 'the letter is drafted in words')
    assert.doesNotMatch(letter, /protection\./)
    await press('protection.decision.sign')
    await sees(say('protection.decision.recorded'))
    await look('decided')
    await visitor.leave()
  },
)

step('the caseworker sees the reflection period run, agrees on a plan, and asks for closure', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, say, press, choose, sees, look, field } = visitor
  await hearsBy(visitor, 'protection.notices.kind.decision_recorded')
  await visitor.open(file)
  await sees(say('protection.deadline.reflection'))
  await look('reflection')
  await section(visitor, say('protection.file.section.plan'))
  await press('protection.plan.agree')
  await choose('protection.plan.with_person_yes')
  await press('protection.plan.agree_submit')
  await sees(say('protection.plan.agreed'))
  await look('plan')
  await section(visitor, 'Closure')
  await press('protection.closure.request')
  await page.getByRole('combobox', { name: say('protection.closure.reason') }).selectOption('goals_achieved')
  await field(new RegExp(`^${say('protection.closure.summary')}`)).fill(
    'Safe housing and work. He knows how to reach us.',
  )
  await look('closure-request')
  await press('protection.closure.request_submit')
  await sees(say('protection.closure.requested_said'))
  await look('closure-requested')
  await visitor.leave()
})

step('the supervisor approves, the history says who did what and when, and the file can be opened again', async () => {
  const visitor = await signedIn(product, 'supervisor')
  const { page, say, press, sees, look, field } = visitor
  await look('my-work-supervisor')
  await visitor.open(`${file}/closure`)
  await press('protection.closure.approve')
  await look('closing')
  await press('protection.closure.approve_submit')
  await sees(say('protection.closure.closed_said'))
  await look('closed')

  await section(visitor, 'History')
  const entries = page.getByRole('list', { name: say('protection.file.section.history') }).getByRole('listitem')
  await entries.first().waitFor()
  await look('history')
  // As the history says it: in Demoland's time.
  const year = dateIn(asInstant(Date.now()), 'Asia/Riyadh').slice(0, 4)
  for (const [what, who] of [
    ['File opened', 'Lina Oberoi'],
    ['Consent recorded', 'Lina Oberoi'],
    ['Assigned to Amal Haddad', 'Kofi Osei'],
    ['Answers recorded: Exploitation history', 'Amal Haddad'],
    ['Reasonable-grounds decision requested', 'Amal Haddad'],
    ['Reasonable grounds: positive', 'Identification Board'],
    ['Support plan agreed', 'Amal Haddad'],
    ['Closure requested', 'Amal Haddad'],
    ['Closed', 'Kofi Osei'],
  ] as const) {
    const entry = entries.filter({ hasText: what }).filter({ hasText: who }).filter({ hasText: year })
    await until(`${what}, by ${who}`, async () => (await entry.count()) > 0)
  }

  await section(visitor, 'Closure')
  await press('protection.closure.reopen')
  await field(new RegExp(`^${say('protection.closure.reopen_reasons')}`)).fill('He came back: the employer found him.')
  await press('protection.closure.reopen_submit')
  await sees(say('protection.closure.reopened_said'))
  await look('reopened')
  await visitor.leave()
})

test('a first contact goes on in Arabic from the first question to the open file', async () => {
  const visitor = await signedIn(product, 'frontline_worker', { screen: 'phone', language: 'ar', at: '/search' })
  const { page, say, press, choose, sees, title, look } = visitor
  await page.locator('html[dir=rtl]').waitFor({ state: 'attached' })
  const searched = page.getByRole('searchbox', { name: say('protection.search.text') })
  await searched.fill('مجهولة الاسم')
  await press('protection.search.run')
  await sees(say('protection.search.none'))
  await press('protection.search.open_new')
  // The connection breaks where the explanation is fetched in the person's language.
  await page.route('**/assets/fr-*.js', (route) => route.abort())
  await screening(visitor, { age: 'adult', observedIn: 4, safe: 'no', language: 'الفرنسية' })
  await sees(say('protection.screening.not_a_decision'))
  await next(visitor)
  await choose('protection.contact.agreement.yes')
  await next(visitor)
  await title('protection.contact.page.search')
  assert.equal(await searched.inputValue(), 'مجهولة الاسم', 'nobody types the name again')
  await sees(say('protection.search.none'))
  await choose('protection.contact.search.none_found')
  await next(visitor)
  const [untilName = ''] = say('protection.consent.explanation.not_loaded').split('{language}')
  await page.getByText(untilName).getByText('Français').waitFor()
  await sees(say('protection.consent.explained.no'))
  // If another language is chosen, nobody can continue before its text is shown.
  let deliver = () => {}
  const delivered = new Promise<void>((resolve) => (deliver = resolve))
  await page.route('**/assets/pt-*.js', async (route) => {
    await delivered
    await route.continue()
  })
  await page.getByRole('radio', { name: 'Português', exact: true }).check()
  await sees(say('protection.consent.explanation.loading'))
  await page.locator('button[type=submit]:disabled').waitFor()
  deliver()
  await page.getByText(pt['protection.consent.explained.no']).waitFor()
  await consent(visitor)
  await nextUntil(visitor, 'protection.contact.page.send')
  await look('send')
  await visitor.press('protection.contact.send.send')
  await page.waitForURL(/\/files\/[0-9a-f-]{36}/)
  await fileNumber(visitor)
  await look('file-opened')
  await visitor.leave()
})

test('a person whose age is not sure is protected without waiting for consent, and a guardian’s clock runs', async () => {
  const visitor = await signedIn(product, 'frontline_worker', { screen: 'phone', at: '/contact' })
  const { page, say, choose, sees, title, look } = visitor
  await screening(visitor, { age: 'not_sure', observedIn: 1 })
  await sees(say('protection.contact.next.child_not_alone'))
  await next(visitor)
  await title('protection.contact.page.search')
  await choose('protection.contact.search.no_name')
  await next(visitor)
  await title('protection.contact.page.when')
  await page.getByRole('radio', { name: say('protection.contact.when.later') }).check()
  await nextUntil(visitor, 'protection.contact.page.send')
  await sees(say('protection.contact.send.path.child'))
  await look('send-child')
  await visitor.press('protection.contact.send.send')
  await page.waitForURL(/\/files\/[0-9a-f-]{36}/)
  await sees(say('protection.path.child'))
  await sees(say('protection.deadline.guardian'))
  await sees(/due (in \d+ hours?|within the hour)/)
  await look('child-opened')
  await visitor.leave()
})

test('an adult who declines to be recorded leaves no file, and nothing on the phone', async () => {
  const visitor = await signedIn(product, 'frontline_worker', { screen: 'phone' })
  const { page, say, sees, title, press, look } = visitor
  const numbers = async () => {
    await visitor.open('/files')
    const links = page.getByRole('link', { name: /^DL-/ })
    await links.first().waitFor()
    return links.allInnerTexts()
  }
  const before = await numbers()
  await visitor.open('/contact')
  await screening(visitor, { age: 'adult', observedIn: 1 })
  await next(visitor)
  await page.getByRole('radio', { name: say('protection.contact.agreement.no') }).check()
  await next(visitor)
  await title('protection.contact.page.refusal')
  await look('refusal')
  await press('protection.refusal.count')
  await sees(say('protection.refusal.done_about'))
  await look('refused')
  await visitor.open('/contact')
  await title('protection.contact.page.safe')
  assert.equal(await page.getByRole('radio', { checked: true }).count(), 0)
  assert.deepEqual(await numbers(), before)
  await visitor.leave()
})
