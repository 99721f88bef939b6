import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { edit, signedIn, words, type MessageId, type Visit } from './steps.ts'

let product: Product
/** A file of the demonstration that a caseworker works on, and its number. */
let file = { id: '', number: '' }
const complaints: string[] = []

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

/** Somebody signs in; what their browser complains of is collected. */
async function at(role: string, look: Parameters<typeof signedIn>[2] = {}): Promise<Visit> {
  const visitor = await signedIn(product, role, look)
  visitor.page.on('pageerror', (error) => complaints.push(`${role}: ${String(error)}`))
  visitor.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${role}: ${message.text()}`)
  })
  if (file.id === '') {
    const { items } = (await get(visitor, '/protection/files?mine=true&limit=50')) as {
      items: { id: string; number: string; status: string; path: string }[]
    }
    const found = items.find(({ status, path }) => status === 'open' && path === 'adult')
    assert.ok(found, 'the caseworker has an open file of an adult')
    file = found
  }
  return visitor
}

const get = async ({ page }: Visit, path: string): Promise<unknown> =>
  (await page.context().request.get(`${product.server.url}/api/v1${path}`)).json()

const section = (name: string) => `/files/${file.id}/${name}`

/** The words of the form that is open, so that a box of the same name elsewhere is not meant. */
const form = (page: Page) => page.locator('form').last()

const tick = (page: Page, group: string, choice: string) =>
  form(page)
    .getByRole('radiogroup', { name: group })
    .or(form(page).getByRole('group', { name: group }))
    .getByRole('radio', { name: choice, exact: true })
    .first()
    .check()

/** Chooses in a list that opens, or in one that is searched: the one of this place. */
async function choose(page: Page, label: string, index: number): Promise<void> {
  const list = form(page).getByRole('combobox', { name: label })
  if ((await list.getAttribute('role')) === null) {
    await list.selectOption({ index })
    return
  }
  await list.click()
  await page.getByRole('listbox').getByRole('option').nth(index).click()
}

/** Opens one item of a menu. */
async function fromMenu({ page, say }: Visit, menu: MessageId, item: MessageId): Promise<void> {
  await page
    .getByRole('button', { name: say(menu) })
    .first()
    .click()
  await page.getByRole('menuitem', { name: say(item) }).click()
}

test('risks, a review, a service with its result, an appointment and a note that is put right: filled in and there', async () => {
  const visitor = await at('caseworker')
  const { page, say, press, sees, open, look } = visitor

  await open(section('risk'))
  const assess = new RegExp(`^(${say('protection.risk.assess')}|${say('protection.risk.assess_again')})$`)
  await page.getByRole('button', { name: assess }).first().click()
  await form(page).getByText(say('protection.risk.dimension.threat')).first().click()
  await choose(page, say('protection.risk.likelihood'), 3)
  await choose(page, say('protection.risk.impact'), 4)
  const done = 'Her sister answers the door. The lock is changed by Friday.'
  await form(page)
    .getByRole('textbox', { name: say('protection.risk.mitigation') })
    .fill(done)
  await choose(page, say('protection.risk.owner'), 1)
  const owners = form(page).getByRole('combobox', { name: say('protection.risk.owner') })
  const owner = await owners.locator('option:checked').innerText()
  const nextYear = String(new Date().getFullYear() + 1)
  await form(page)
    .getByRole('textbox', { name: say('protection.risk.review_on') })
    .fill(`9 February ${nextYear}`)
  await tick(page, say('protection.risk.overall'), say('protection.risk.level.high'))
  await tick(page, say('protection.risk.took_part'), say('protection.review.took_part_yes'))
  await press('protection.risk.submit')
  await sees(say('protection.risk.recorded'))
  await page.reload()
  const assessed = page.locator('dl').filter({ hasText: done }).first()
  // No screen waits for the names of staff.
  await assessed.getByText(owner, { exact: true }).waitFor()
  const shown = await assessed.innerText()
  for (const [label, value] of [
    [say('protection.risk.likelihood'), say('protection.risk.likelihood.3')],
    [say('protection.risk.impact'), say('protection.risk.impact.4')],
    [say('protection.risk.mitigation'), done],
    [say('protection.risk.owner'), owner],
    [say('protection.risk.review_on'), `9 February ${nextYear}`],
  ] as const) {
    assert.ok(shown.indexOf(value) > shown.indexOf(label) && shown.includes(label), `${label}: ${value}\n${shown}`)
  }
  await look('completed-risk')

  await open(section('reviews'))
  await page
    .getByRole('button', { name: say('protection.review.hold.any') })
    .first()
    .click()
  await tick(page, say('protection.review.of'), say('protection.review.subject.file'))
  await form(page)
    .getByRole('textbox', { name: say('protection.review.participants') })
    .fill('She and her caseworker')
  await tick(page, say('protection.review.took_part'), say('protection.review.took_part_yes'))
  await form(page)
    .getByRole('textbox', { name: say('protection.review.findings') })
    .fill('She sleeps better.')
  await form(page).getByRole('radiogroup').last().getByRole('radio').first().check()
  await press('protection.review.submit')
  await sees(say('protection.review.recorded'))
  await look('completed-review')

  await open(section('services'))
  await page
    .getByRole('button', { name: say('protection.service.add') })
    .first()
    .click()
  await choose(page, say('protection.service.type'), 2)
  await choose(page, say('protection.service.provider'), 1)
  await form(page)
    .getByRole('textbox', { name: say('protection.service.planned_on') })
    .fill(`1 January ${nextYear}`)
  await press('protection.service.submit')
  await sees(say('protection.service.recorded'))
  await page
    .getByRole('button', { name: new RegExp(`^${say('protection.service.say_result')}: `) })
    .last()
    .click()
  await form(page).getByRole('radio').first().check()
  await look('completed-result')
  await press('protection.service.result_submit')
  await sees(say('protection.service.result_recorded'))
  await look('completed-services')

  await open(section('appointments'))
  await page
    .getByRole('button', { name: say('protection.appointment.add') })
    .first()
    .click()
  await choose(page, say('protection.appointment.kind'), 2)
  await form(page)
    .getByRole('textbox', { name: say('protection.appointment.on') })
    .fill(`1/1/${nextYear}`)
  await form(page)
    .getByRole('textbox', { name: say('protection.appointment.time'), exact: true })
    .fill('0930')
  await form(page).getByLabel(say('protection.appointment.place')).fill('The clinic by the harbour')
  await press('protection.appointment.submit')
  await sees(say('protection.appointment.made'))
  await look('completed-appointment')

  await open(section('notes'))
  await page
    .getByRole('button', { name: say('protection.note.add') })
    .first()
    .click()
  await page.getByRole('textbox', { name: say('protection.note.text') }).fill('She called on Monday.')
  await press('protection.note.submit')
  await sees(say('protection.note.added'))
  await fromMenu(visitor, 'protection.correction.menu', 'protection.correction.correct')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: say('protection.note.kind.contact') }).check()
  await dialog
    .getByRole('textbox', { name: say('protection.correction.field.text'), exact: true })
    .fill('She called on Tuesday.')
  await dialog.getByRole('textbox', { name: say('protection.correction.reason') }).fill('A slip.')
  await look('completed-correction')
  await dialog.getByRole('button', { name: say('protection.correction.correct_submit') }).click()
  await sees('She called on Tuesday.')
  await page.locator('s', { hasText: 'She called on Monday.' }).waitFor()
  await look('completed-notes')
  await expectNoAxeViolations(page)
  await visitor.leave()
})

test('a file is tagged where it is, a list is kept and named otherwise, and what was recorded is on paper and in the past', async () => {
  const visitor = await at('supervisor')
  const { page, say, press, sees, open, look } = visitor
  await open('/tags')
  await press('protection.tags.add')
  await page.getByRole('textbox').first().fill('Needs an interpreter')
  await press('protection.tags.save')
  await sees('Needs an interpreter')
  await open(section('summary'))
  await fromMenu(visitor, 'protection.file.more', 'protection.tags.of_file')
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Needs an interpreter' }).check()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('protection.tags.save') })
    .click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await sees('Needs an interpreter')
  await look('completed-tags')
  await expectNoAxeViolations(page)

  await open(section('print'))
  await page.getByRole('radio', { name: say('protection.file.purpose.supervise') }).check()
  await press('protection.file.document.make')
  await sees('The clinic by the harbour')
  await sees(/Needs an interpreter/)
  await look('completed-print')

  await open(`/files/${file.id}/then/1000`)
  await sees('The clinic by the harbour')
  await press('protection.past.identity_show')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: say('protection.file.purpose.supervise') }).check()
  await dialog.getByRole('button', { name: say('protection.file.identity.open_it') }).click()
  await sees(say('protection.past.identity_open'))
  await look('completed-past')
  await expectNoAxeViolations(page)
  await open(`/files/${file.id}/difference/0/1000`)
  await sees(say('protection.difference.section.services'))
  await look('completed-difference')

  await open('/files?overdue=true')
  await press('protection.views.keep')
  await page.getByRole('textbox', { name: say('protection.views.name') }).fill('Late')
  await press('protection.views.keep_press')
  await page.getByRole('button', { name: 'Late', exact: true }).waitFor()
  await page.getByRole('button', { name: /Late/ }).last().click()
  await page.getByRole('menuitem', { name: say('protection.views.rename') }).click()
  await page.getByRole('textbox', { name: say('protection.views.name') }).fill('Overdue now')
  await press('protection.views.rename_press')
  await page.getByRole('button', { name: 'Overdue now', exact: true }).waitFor()
  await visitor.leave()
})

test('on a phone in Arabic a file is opened in an emergency, read, and handed back', async () => {
  const visitor = await at('frontline_worker', { screen: 'phone', language: 'ar' })
  const { page, say, press, open, look } = visitor
  await open('/emergency')
  await page.getByRole('textbox', { name: say('protection.files.number') }).fill(file.number)
  await page.getByRole('radio', { name: say('protection.emergency.reason.person_present') }).check()
  await page
    .getByRole('textbox', { name: say('protection.emergency.words') })
    .fill('الشخص عند الباب الآن ولا يجيب أحد على الهاتف')
  await look('completed-emergency')
  await press('protection.emergency.press')
  await page.getByText(say('protection.emergency.open_until_about')).waitFor()
  await look('completed-emergency-open')
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
  await press('protection.emergency.hand_back')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('protection.emergency.hand_back') })
    .click()
  await page.getByText(say('protection.emergency.handed_back')).first().waitFor()
  await open(section('summary'))
  await page.getByText(say('protection.file.not_found_about')).waitFor()
  await visitor.leave()
})

test('a document that says who the person is goes on saying so once that has closed by itself', async () => {
  const visitor = await at('caseworker')
  const { page, say, press, sees, open } = visitor
  await page.clock.install()
  await open(section('identity'))
  await page.getByRole('radio', { name: say('protection.file.purpose.work_on_file') }).check()
  await press('protection.file.identity.open_it')
  await sees(say('protection.file.identity.recorded'))
  await edit(visitor)
  await press('protection.file.open_all')
  const given = await visitor.field('Given name').first().inputValue()
  assert.notEqual(given, '')
  await fromMenu(visitor, 'protection.file.more', 'protection.file.print')
  await page.getByRole('radio', { name: 'English', exact: true }).check()
  await page.getByRole('radio', { name: say('protection.file.purpose.person_asks') }).check()
  await press('protection.file.document.make')
  const named = page.getByText(say('protection.file.document.who_in'), { exact: true })
  await named.waitFor()
  await page.clock.fastForward('10:30')
  await page.clock.runFor(2_000)
  assert.deepEqual([await named.count(), (await page.getByText(given, { exact: true }).count()) > 0], [1, true])
  await press('protection.file.document.change')
  await sees(say('protection.file.document.without_who'))
  await visitor.leave()
})

/** Whether who it is stands on the screen before anybody scrolls, of a file that needs much care. */
async function factsInSight({ page }: Visit): Promise<boolean> {
  const box = await page
    .getByText(/^Woman, \d\d at first contact/)
    .first()
    .boundingBox()
  return box !== null && box.y + box.height < page.viewportSize()!.height
}

test('the summary of a file, with risks, services, appointments and what is not known, is one sheet', async () => {
  const visitor = await at('caseworker')
  const { page, say, choose, press, open } = visitor
  await open('/files/00000000-0000-7000-8001-000002000000/summary')
  await page.getByRole('heading', { name: say('protection.facts.title') }).waitFor()
  assert.ok(await factsInSight(visitor), 'who it is stands on the first screen')
  const assigned = await page.getByText(say('protection.facts.with'), { exact: true }).first().boundingBox()
  assert.ok(assigned && assigned.y < page.viewportSize()!.height, 'and so does the card that says it')
  await page.getByRole('link', { name: say('protection.facts.print') }).click()
  assert.equal(
    await page.getByRole('radio', { name: say('protection.file.document.copy_summary') }).isChecked(),
    true,
    'it was asked for where it was pressed',
  )
  await choose('protection.file.purpose.work_on_file')
  await page.getByRole('radio', { name: 'English', exact: true }).check()
  await press('protection.file.document.make')
  await page.getByText(say('protection.facts.risk')).waitFor()
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)
  assert.equal(sheets?.length, 1)
  await visitor.leave()
})

test('on a phone every section begins with what keeps the person safe in a line; the rest unfolds, and stays so in the next', async () => {
  const visitor = await at('caseworker', { screen: 'phone' })
  const { page, say, open, look } = visitor
  const never = page.getByText('Contact restrictions')
  const risk = page.getByText(/^High risk, assessed/)
  await open('/files/00000000-0000-7000-8001-000002000000/summary')
  await page.getByRole('heading', { name: say('protection.facts.title') }).waitFor()
  assert.ok(await factsInSight(visitor), 'who it is stands on the first screen of a phone')
  await open('/files/00000000-0000-7000-8001-000002000000/notes')
  await never.first().waitFor()
  assert.equal(await never.filter({ visible: true }).count(), 1, 'what is folded away is read aloud to nobody')
  assert.equal(await risk.isVisible(), false)
  await expectNoAxeViolations(page)
  await look('completed-folded')
  await page.locator('summary', { hasText: say('protection.file.about_it') }).focus()
  await page.keyboard.press('Enter')
  await risk.waitFor()
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
  const services = say('protection.file.section.plan')
  await page.getByRole('button', { name: /: choose another section$/ }).click()
  await page.getByRole('dialog').getByRole('link', { name: services }).click()
  await page.getByRole('button', { name: `${services}: choose another section` }).waitFor()
  assert.equal(await risk.isVisible(), true)
  await visitor.leave()
})

test('several files are chosen in the list, given to a colleague and tagged, and it is said how many were done', async () => {
  const visitor = await at('supervisor')
  const { page, say, press, sees, open, look } = visitor
  await open('/files')
  await press('protection.files.select_several')
  const boxes = page.getByRole('checkbox', { name: /^Select / })
  for (const index of [0, 1]) await boxes.nth(index).check()
  await sees('2 files selected')
  await press('protection.bulk.assign')
  await page.getByRole('combobox', { name: say('protection.assignment.who') }).selectOption({ label: 'Lina Oberoi' })
  await page.getByRole('button', { name: 'Assign 2 files' }).click()
  await sees('2 of 2 done')
  await look('completed-bulk-given')
  await press('protection.bulk.tag')
  await page
    .getByRole('group', { name: say('protection.bulk.tags_on') })
    .getByRole('checkbox', { name: 'Needs an interpreter' })
    .check()
  await page.getByRole('button', { name: 'Tag 2 files' }).click()
  await sees('2 of 2 done')
  await look('completed-bulk-tagged')
  await expectNoAxeViolations(page)
  const { items } = (await get(visitor, '/protection/files?limit=2')) as {
    items: { assignedTo: string | null; tags: string[] }[]
  }
  const [first, second] = items
  assert.ok(first?.assignedTo && first.assignedTo === second?.assignedTo, 'both have the colleague')
  assert.deepEqual([first.tags.length > 0, second.tags.length > 0], [true, true])
  await visitor.leave()
})

test('an officer elsewhere sees who read a file and asks for its erasure; the one supervisor of its agency confirms', async () => {
  const supervisor = await at('supervisor')
  const { items } = (await get(supervisor, '/protection/files?status=closed&limit=1')) as {
    items: { id: string; number: string }[]
  }
  const [closed] = items
  assert.ok(closed, 'the demonstration has a closed file')

  const officer = await at('data_protection_officer')
  const { page, say, press, sees, open } = officer
  await open('/readers')
  await page.getByRole('textbox', { name: say('protection.files.number') }).fill(closed.number)
  await press('protection.readers.find')
  await officer.title('protection.readers.title')
  await sees(closed.number)
  await expectNoAxeViolations(page)
  // As the page of retention and a task lead here: with the file's id, never its number.
  await open(`/erasures?file=${closed.id}&basis=retention_ended`)
  await sees(closed.number)
  await expectNoAxeViolations(page)
  await press('protection.erasure.ask')
  await sees(say('protection.erasure.waiting'))
  await sees(say('protection.erasure.second_person'))
  await officer.leave()

  await supervisor.open('/')
  await supervisor.page
    .getByRole('link')
    .filter({ hasText: closed.number })
    .filter({ hasText: say('protection.work.task.confirm_erasure') })
    .click()
  await supervisor.sees('Ines Carvalho')
  await supervisor.press('protection.erasure.go_on')
  await supervisor.page.getByRole('textbox', { name: say('protection.erasure.type_number') }).fill(closed.number)
  await supervisor.press('protection.erasure.confirm')
  await supervisor.sees(say('protection.erasure.erased_said'))
  await supervisor.leave()
})

test('on a phone the caseload of somebody whose account was suspended is handed over, with a note for who is next', async () => {
  const administrator = await at('administrator')
  await administrator.open('/administration/staff')
  await administrator.page.getByRole('link', { name: 'Amal Haddad' }).click()
  await administrator.press('identity.staff.disable')
  await administrator.sees(administrator.say('identity.staff.disable_body'))
  await administrator.page
    .getByRole('dialog')
    .getByRole('button', { name: words('en', 'identity.staff.disable') })
    .click()
  await administrator.button('identity.staff.enable').waitFor()
  await administrator.leave()

  const visitor = await at('supervisor', { screen: 'phone' })
  const { page, say, press, sees, open, look } = visitor
  await open('/caseloads')
  const gone = page
    .getByRole('row', { name: 'Amal Haddad' })
    .or(page.getByRole('listitem').filter({ hasText: 'Amal Haddad' }))
  await gone.getByText(say('protection.caseload.suspended')).waitFor()
  await look('completed-caseloads')
  await expectNoAxeViolations(page)
  await page.getByRole('link', { name: 'Amal Haddad' }).click()
  await sees('Workload of Amal Haddad')
  await page.getByRole('combobox', { name: say('protection.caseload.to') }).selectOption({ label: 'Lina Oberoi' })
  const note = page.locator('summary', { hasText: /^Add a note to/ }).first()
  const [number] = /DL-\S+/.exec(await note.innerText()) ?? []
  await note.click()
  await page
    .getByRole('textbox', { name: say('protection.caseload.note') })
    .fill('She prefers to be met at the clinic.')
  await press('protection.caseload.press')
  await sees(say('protection.emergency.missing'))
  await page.getByRole('textbox', { name: say('protection.caseload.reasons') }).fill('A new post.')
  await look('completed-handover')
  await press('protection.caseload.press')
  await sees(/^(\d+) of \1 done$/)
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
  await press('protection.caseload.look_again')
  await sees('Amal Haddad has no open files')
  await look('completed-handed-over')
  const { items } = (await get(visitor, '/protection/files?limit=100')) as { items: { id: string; number: string }[] }
  await open(`/files/${items.find((one) => one.number === number)?.id}/notes`)
  await sees('She prefers to be met at the clinic.')
  await visitor.leave()
})

test('no browser complained of anything', () => {
  // That a file is no longer there for somebody is answered so, and the browser says it.
  assert.deepEqual(
    complaints.filter((complaint) => !complaint.includes('404')),
    [],
  )
})
