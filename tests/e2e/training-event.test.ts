import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { startProduct, type Product } from './product.ts'
import { signedIn, visit, type Visit } from './steps.ts'

let product: Product
/** Signed in once for all that the officer does. */
let officer: Visit

before(async () => {
  product = await startProduct()
  officer = await signedIn(product, 'training_officer')
})

after(async () => {
  await officer?.leave()
  await product?.stop()
})

/** The demonstration's event of today. */
const EVENT_ID = '00000000-0000-4000-8000-7e0000000004'
const EVENT = `/training/events/${EVENT_ID}`
/** The one of six months ago, whose follow-up is due. */
const FOLLOWED = '/training/events/00000000-0000-4000-8000-7e0000000003'

/** What the officer’s own page would send. */
async function post<Body>(path: string, data: object): Promise<Body> {
  const url = `${product.server.url}/api/v1/training/${path}`
  const answer = await officer.page.request.post(url, { data, headers: { 'x-gloact-request': '1' } })
  assert.ok(answer.ok(), await answer.text())
  return (await answer.json()) as Body
}

const decide = (nominationId: string, decision: string, reason: string) =>
  post(`nominations/${nominationId}/decisions`, { id: newId(), decision, reason })

/** The codes of an event’s participants. */
async function codesOf(eventId: string): Promise<readonly string[]> {
  const { items } = await post<{ items: { code: string }[] }>(`events/${eventId}/invitations`, {})
  return items.map(({ code }) => code)
}

/** Plans and publishes an event. */
async function announce(seats: number): Promise<{ readonly id: string }> {
  const id: string = newId()
  const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
  await post('events', {
    id,
    title: 'Indicators at the border',
    place: 'Port Isa',
    language: 'en',
    startsOn: day(30),
    endsOn: day(31),
    nominateBy: day(20),
    hours: 12,
    seats,
    criteria: { professions: [], yearsInPost: 0, seatsAnAgency: null },
    criteriaText: '',
    passMark: 60,
    attendanceNeeded: 80,
    repeats: false,
    sessions: [{ id: newId(), title: 'Day one', day: day(30) }],
  })
  await post(`events/${id}/publish`, {})
  return { id }
}

/** Nominates somebody, as the officer. */
async function name(eventId: string, who: string): Promise<string> {
  const nominee = { name: who, email: '', phone: '', employer: 'Coast Guard', profession: 'police', yearsInPost: 3 }
  const id: string = newId()
  await post(`events/${eventId}/nominations`, { id, practitionerId: newId(), ...nominee })
  return id
}

test('an event from nomination to follow-up by five people, two of them on phones without an account, one through a lost connection and with a wrong clock', async () => {
  // A new event, for which somebody of another agency nominates.
  const announced = await announce(1)
  const supervisor = await signedIn(product, 'supervisor', { at: `/training/events/${announced.id}#nominations` })
  await supervisor.press('training.nominate.button')
  const dialog = supervisor.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: supervisor.say('training.person_name') }).fill('Amina Diallo')
  await dialog.getByRole('combobox').first().selectOption({ index: 1 })
  await dialog.getByRole('button', { name: supervisor.say('training.nominate.button') }).click()
  await supervisor.sees('Amina Diallo')
  await supervisor.leave()
  // The only seat is another’s; who has it withdraws, and it is offered to the one who waits.
  const withdrawing = await name(announced.id, 'Omar Haddad')
  await decide(withdrawing, 'selected', 'meets_criteria')
  await officer.open(`/training/events/${announced.id}#nominations`)
  await officer.page.getByRole('button', { name: 'Decide: Amina Diallo' }).click()
  await officer.choose('training.decision.waiting')
  await officer.choose('training.reason.seats_taken')
  await officer.press('training.decide.save')
  await officer.page.getByRole('dialog').waitFor({ state: 'detached' })
  await decide(withdrawing, 'not_selected', 'withdrew')
  await officer.open('/')
  await officer.page
    .getByRole('link', { name: /seat is free/ })
    .first()
    .click()
  await officer.sees('First on the waiting list: Amina Diallo')
  await officer.look('training-free-seat')
  await officer.press('training.free_seat.offer')
  await officer.page.getByRole('button', { name: 'Invitations (1)' }).click()
  await officer.look('training-letters')
  await officer.open('/')
  await officer.page
    .getByRole('link', { name: /nominations need a decision/ })
    .first()
    .click()
  await officer.page
    .getByRole('button', { name: /^Decide: / })
    .first()
    .click()
  await officer.choose('training.decision.selected')
  await officer.choose('training.reason.keeps_balance')
  await officer.look('training-decide')
  await officer.press('training.decide.save')
  await officer.page.getByRole('dialog').waitFor({ state: 'detached' })
  await officer.page.getByText('19 of 24 seats filled').waitFor()

  await officer.open(`${EVENT}/invitations`)
  await officer.press('training.invitations.show')
  const code = await officer.page
    .getByText(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
    .first()
    .innerText()

  const trainer = await signedIn(product, 'trainer', { at: `${EVENT}#attendance` })
  await trainer.press('training.session.open_button')
  await trainer.button('training.session.close').waitFor()
  await trainer.page.getByRole('tab', { name: trainer.say('training.tab.tests') }).click()
  await trainer.page.getByRole('button', { name: /^Open test: .+ before/ }).click()
  await trainer.page.getByRole('button', { name: /^Close test: .+ before/ }).waitFor()

  const phone = await visit(product, { screen: 'phone', language: 'ar', at: '/take-part' })
  // A telephone that believes that it is another year: what counts is when the server heard of it.
  await phone.page.clock.setFixedTime(new Date('2011-03-04T05:06:07Z'))
  await phone.field(phone.say('training.take.code')).fill('22222-22222')
  await phone.press('training.take.open')
  await phone.sees(phone.say('training.no_such_code'))
  await phone.field(phone.say('training.take.code')).fill(code.toLowerCase())
  await phone.press('training.take.open')
  await phone.sees(/سُجّل حضورك/)
  await phone.press('training.take.begin')
  await phone.page.getByRole('radio').first().check()
  await phone.look('training-phone')
  await phone.page.context().setOffline(true)
  await phone.press('training.take.send')
  await phone.press('training.take.send_anyway')
  await phone.sees(phone.say('training.take.waiting'))
  await phone.page.context().setOffline(false)
  await phone.sees(phone.say('training.take.sent'))
  await phone.press('training.take.renew')
  await phone.sees(phone.say('training.take.test_answered'))
  await phone.page.getByRole('radio', { name: phone.say('training.yes') }).check()
  await phone.look('training-phone-after')

  await trainer.page.reload()
  await trainer.page.getByRole('tab', { name: trainer.say('training.tab.tests') }).click()
  await trainer.sees('1 of 19 have answered')
  await officer.open(`${EVENT}/results`)
  await officer.sees('0 paired of 1 attended')
  await officer.look('training-results')

  await officer.open('/training/practitioners')
  await officer.sees('1 post has no trained person left')
  await officer.look('training-practitioners')
  await officer.open('/training/doubles')
  await officer.page
    .getByRole('button', { name: /^One person: / })
    .first()
    .click()
  await officer.page
    .getByRole('button', { name: /^Undo: / })
    .nth(1)
    .waitFor()
  await officer.look('training-doubles')
  await officer.page
    .getByRole('button', { name: /^Undo: / })
    .first()
    .click()
  await officer.page
    .getByRole('button', { name: /^One person: / })
    .first()
    .waitFor()
  await officer.open(`${FOLLOWED}/follow-up`)
  await officer.press('training.remind.show')
  await officer.page
    .getByText(/\/confirm#[2-9A-Z]{5}-[2-9A-Z]{5}$/)
    .first()
    .waitFor()
  await officer.look('training-follow-up')
  const link = await officer.page
    .getByText(/\/confirm#/)
    .first()
    .innerText()
  const chief = await visit(product, { screen: 'phone', at: link.slice(link.indexOf('/confirm')) })
  await chief.press('training.take.open')
  await chief.press('training.confirm.yes')
  await chief.sees(chief.say('training.confirm.thanks'))

  await phone.open('/certificate#not.a.certificate')
  await phone.sees(phone.say('training.verify.not_a_certificate'))
  assert.equal(await phone.page.evaluate(`document.documentElement.dir`), 'rtl')
  await Promise.all([trainer, phone, chief].map(({ leave }) => leave()))
})

test('a course is loaded on a phone, done without a network after the page was closed, and arrives once', async () => {
  const [code] = await codesOf(EVENT_ID)
  const phone = await visit(product, { screen: 'phone', language: 'ar', at: '/take-part' })
  await phone.field(phone.say('training.take.code')).fill(code!)
  await phone.press('training.take.open')
  // Its size stands on the button, before anything is loaded.
  await phone.page.getByRole('button', { name: /كيلوبايت.*المؤشرات واللقاء الأول/ }).click()
  await phone.sees(phone.say('training.course.opens_offline'))
  // A visitor loads the words of training, and no other module’s.
  const loaded = await phone.page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\/ar-[^/]+\\.js$/.test(name))`,
  )
  const words = (await Promise.all(loaded.map(async (name) => (await fetch(name)).text()))).join('')
  assert.ok(words.includes(phone.say('training.take.code')))
  assert.ok(!words.includes(phone.say('strategy.activity.about')))
  await phone.page.context().setOffline(true)
  await phone.page.reload()
  await phone.sees(phone.say('training.course.on_phone'))
  await phone.page.getByRole('button', { name: /^فتح: / }).click()
  for (let page = 0; page < 5; page += 1) await phone.press('training.course.next')
  await phone.page.getByRole('radio').nth(1).check()
  await phone.press('training.course.check')
  await phone.sees(phone.say('training.course.right'))
  await phone.look('training-course')
  await phone.press('training.course.close')
  await phone.sees(/خطوات بانتظار الإرسال/)
  await phone.page.context().setOffline(false)
  await phone.sees(phone.say('training.course.all_sent'))
  await officer.open(`${EVENT}#courses`)
  await officer.sees(/^1 begun, 0 completed/)
  await officer.look('training-offers')
  await phone.leave()
})

/** The SCORM 1.2 package of reference: pages in a frame of a frame, a place, a test at the end. */
const GOLF = join(import.meta.dirname, '../../../shared/data/training/scorm/golf-runtime-basic-scorm12.zip')
const withoutGolf = existsSync(GOLF) ? false : 'the folder of reference data is not there'

/** What a script of a package would reach for; what it gets is listed. */
const REACHES = `(async () => {
  const tries = {
    cookie: () => document.cookie,
    storage: () => localStorage.length,
    page: () => window.top.document.title,
    player: () => window.parent.document.title,
    request: async () => (await fetch('/api/v1/session')).status,
  }
  const got = []
  for (const [what, reach] of Object.entries(tries)) {
    try {
      got.push(what + ': ' + String(await reach()))
    } catch {
      // Refused, as each of these should be: only what was reached is noted.
    }
  }
  return { got, origin: self.origin }
})()`

test(
  'a SCORM package reaches nothing of GloACT; with the network cut in the middle its score, status and place arrive once',
  { skip: withoutGolf },
  async () => {
    await officer.open('/training/courses')
    await officer.page.locator('input[type=file]').setInputFiles(GOLF)
    await officer.press('training.packages.import')
    await officer.page.getByRole('link', { name: /Try it out: Golf/ }).click()
    await officer.sees(/^begun$/)
    // A script of the package that reaches for the session, for storage and for the page around it.
    await officer.page.frameLocator('iframe').locator('body').waitFor()
    const reached = await officer.page.frames()[1]!.evaluate(REACHES)
    assert.deepEqual(reached, { got: [], origin: 'null' })
    await officer.look('training-package')
    // The message of another window than the package's frame counts for nothing.
    await officer.page.evaluate(
      `postMessage({ kind: 'gloact-scorm', state: { 'cmi.core.lesson_status': 'passed' } }, '*')`,
    )
    await officer.press('training.package.close')
    await officer.open(`${EVENT}#courses`)
    await officer.page.getByRole('combobox').selectOption({ label: 'Golf Explained - Run-time Basic Calls' })
    await officer.press('training.offers.offer')
    await officer.sees('Golf Explained - Run-time Basic Calls')
    const [, code] = await codesOf(EVENT_ID)

    const phone = await visit(product, { screen: 'phone', at: '/take-part' })
    // "Would you like to resume from where you previously left off?"
    phone.page.on('dialog', (dialog) => void dialog.accept())
    const enter = async () => {
      await phone.open('/take-part')
      await phone.field(phone.say('training.take.code')).fill(code!)
      await phone.press('training.take.open')
    }
    const golf = phone.page.getByRole('button', { name: /^Open .+: Golf/ })
    const frame = phone.page.frameLocator('iframe')
    const forward = () => frame.getByRole('button', { name: 'Next ->' }).click()
    await enter()
    await golf.click()
    await forward()
    await phone.sees(phone.say('training.package.sent'))
    await phone.page.context().setOffline(true)
    for (let page = 0; page < 6; page += 1) await forward()
    await phone.sees(phone.say('training.package.waiting'))
    // The page is left while there is no network, and opened again when there is one.
    await phone.page.goto('about:blank')
    await phone.page.context().setOffline(false)
    await enter()
    await phone.sees(phone.say('training.package.sent'))
    await golf.click()
    await frame.frameLocator('iframe').getByRole('heading', { name: 'Etiquette - Playing the Game' }).waitFor()
    await phone.look('training-package-resumed')
    for (let page = 0; page < 7; page += 1) await forward()
    await frame
      .frameLocator('iframe')
      .getByRole('button', { name: /submit/i })
      .first()
      .click()
    await phone.sees(phone.say('training.package.sent'))
    await phone.press('training.package.close')
    await phone.sees(/^(?:passed|not passed), \d+ of 100$/)
    await officer.page.reload()
    await officer.page.getByRole('tab', { name: officer.say('training.tab.courses') }).click()
    await officer.page
      .getByRole('heading', { name: 'Golf Explained - Run-time Basic Calls' })
      .locator('xpath=following::span[1]')
      .filter({ hasText: /^1 begun, [01] completed/ })
      .waitFor()
    await phone.leave()
  },
)

test('twenty-five telephones answer at once over connections of their own: each counts once, though each sends twice', async () => {
  const { id } = await announce(25)
  for (let at = 0; at < 25; at += 1) await decide(await name(id, `Participant ${at}`), 'selected', 'meets_criteria')
  const bankId = newId()
  const text = Array.from({ length: 20 }, (_, at) => `::Q${at}::Is it so?{T}`).join('\n\n')
  await post('banks', { id: bankId, title: 'Room', language: 'en', text })
  await post(`events/${id}/tests`, { bankId, perForm: 10 })
  const read = async () => {
    const answer = await officer.page.request.get(`${product.server.url}/api/v1/training/events/${id}`)
    return (await answer.json()) as { tests: { id: string; kind: string; answered: number }[] }
  }
  const testId = (await read()).tests.find(({ kind }) => kind === 'pre')!.id
  await post(`tests/${testId}/state`, { open: true })
  const codes = await codesOf(id)
  assert.equal(codes.length, 25)

  const send = async (path: string, body: object) => {
    const answer = await fetch(`${product.server.url}/api/v1/training/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-gloact-request': '1' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { tests?: { questions: { id: string }[] }[] } }
  }
  const sent = await Promise.all(
    codes.map(async (code) => {
      const questions = (await send('take-part', { code })).body.tests?.[0]?.questions ?? []
      const answers = Object.fromEntries(questions.map((question) => [question.id, { isTrue: true }]))
      const body = { code, id: newId(), testId, answers }
      const both = await Promise.all([1, 2].map(() => send('take-part/answers', body)))
      return [questions.length, ...both.map(({ status }) => status)]
    }),
  )
  assert.equal(sent.length, 25)
  for (const one of sent) assert.deepEqual(one, [10, 200, 200])
  assert.equal((await read()).tests.find(({ kind }) => kind === 'pre')?.answered, 25)
})
