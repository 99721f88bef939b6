import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '@gloact/forms'
import { newId } from '@gloact/kernel'
import type { Mail } from '@gloact/mail'
import type { LinkMade } from '@gloact/referral/contract/links'
import { sql } from 'kysely'
import { referralStage, value } from './testing/referral-stage.ts'

const mails: Mail[] = []
const logged: string[] = []
const published: unknown[] = []
const { owner, clock, country, WHO, ADULT, ask, act, consent, send, runJob, tasksOf } = await referralStage({
  parts: {
    mailer: { place: 'smtp://test', ping: async () => true, send: async (mail) => void mails.push(mail) },
    jobs: { publishEvent: async (...event: unknown[]) => void published.push(event) },
  },
  log: (line) => void logged.push(line),
})

/** The groups of a file that a form fills, and those that are told in words alone. */
const OF_FORM: Readonly<Record<string, string>> = {
  identity: 'identity',
  contact: 'contact',
  situation: 'exploitation',
  journey: 'journey',
  vulnerability: 'circumstances',
  risk: 'risk',
}
const GROUPS = ['needs', ...Object.values(OF_FORM), 'documents', 'health', 'decisions']

/** A word that stands nowhere else, for each place where somebody writes. */
const markers: string[] = []
const marker = (of: string): string => {
  const word = `quokka${of.replaceAll(/[^a-z]/g, '')}zyx`
  markers.push(word)
  return word
}

/** A word as hexadecimal digits and as base64, less the last characters: they depend on what follows it. */
const encoded = (word: string): readonly string[] => [
  Buffer.from(word).toString('hex'),
  Buffer.from(word).toString('base64').slice(0, 10),
]

const isFree = ({ type, sensitivity }: Field): boolean =>
  (type === 'text' || type === 'long_text') && sensitivity !== 'restricted'

const clinic = async (byLink: boolean) =>
  (await ask('caseworker', 'GET', '/referral/services?type=health')).body.items.find(
    (service) => service.agencyId === WHO.clinic.agencyId && service.byLink === byLink,
  )!.id

async function sent(serviceId: string): Promise<string> {
  const id = newId()
  const drafted = await ask('caseworker', 'POST', '/referral/referrals', {
    id,
    stepId: newId(),
    fileId: ADULT,
    serviceId,
    urgency: 'standard',
    words: `Burns on her hands. ${marker('words')}`,
    groups: GROUPS,
    child: null,
    feedback: 'words',
    happenedAt: clock.now(),
  })
  assert.equal(drafted.status, 201, drafted.text)
  const { status, text } = await send('caseworker', id)
  assert.equal(status, 201, text)
  return id
}

async function step(who: 'clinic' | 'caseworker', id: string, name: string, answers: object = {}): Promise<void> {
  const { status, text } = await ask(who, 'POST', `/referral/referrals/${id}/steps`, {
    id: newId(),
    step: name,
    happenedAt: clock.now(),
    answers,
  })
  assert.equal(status, 201, text)
}

test('of every group of data, and of everything that is written of a referral, nothing is in mail, logs, events, tasks or the database in clear', async () => {
  const inPackage: string[] = []
  for (const form of country.forms) {
    const group = OF_FORM[form.id]
    const field = form.sections.flatMap(({ fields }) => fields).find(isFree)
    if (group === undefined || field === undefined) continue
    const word = marker(`${group}answer`)
    // What a group is told by its form is in the package; the others are told in words alone.
    if (group !== 'exploitation' && group !== 'journey') inPackage.push(word)
    await act('answers_recorded', { form: form.id, version: form.version, edits: { [field.id]: value(word) } })
  }
  assert.ok(inPackage.length >= 3, inPackage.join())
  await consent('referral', [{ agencyId: WHO.clinic.agencyId, recipientKind: 'health' }], GROUPS)

  const id = await sent(await clinic(false))
  await step('clinic', id, 'acknowledge')
  const { text } = await ask('clinic', 'GET', `/referral/referrals/${id}/package`)
  for (const word of [...inPackage, 'quokkawordszyx'])
    assert.ok(text.includes(word), `${word} is read by its recipient`)
  await step('clinic', id, 'ask_more', { question: value(marker('question')) })
  await step('caseworker', id, 'give_more', { reply: value(marker('reply')) })
  await step('clinic', id, 'accept', { first_on: value('2026-11-25'), contact: value(marker('contactname')) })
  await step('clinic', id, 'start')
  await step('clinic', id, 'complete', { result: value('provided'), feedback: value(marker('outcome')) })
  await step('caseworker', id, 'close', { reason: value('met') })

  const linked = await sent(await clinic(true))
  const made = await ask('caseworker', 'POST', `/referral/referrals/${linked}/link`, { id: newId() })
  const { pin, reference } = made.body as unknown as LinkMade
  const mailed = () => mails.filter(({ text: said }) => said.includes(reference))
  assert.equal(mailed().length, 1)
  clock.set('2026-11-25T05:00:00Z')
  await runJob('referral.take_due_steps')
  assert.equal(mailed().length, 2, 'reminded once half of the time has gone')
  await runJob('referral.take_due_steps')
  assert.equal(mailed().length, 2, 'and once alone')
  assert.ok(!mailed()[1]!.text.includes('#'), 'of the link nothing is kept')

  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(owner)
  let dump = ''
  for (const { name } of tables.rows) {
    const { rows } = await sql<{
      text: string | null
    }>`select string_agg(t::text, E'\\n') as text from ${sql.raw(name)} t`.execute(owner)
    dump += rows[0]?.text ?? ''
  }
  assert.ok(dump.includes(linked), 'the dump is of this database')
  const tasks = JSON.stringify(await Promise.all((['clinic', 'caseworker', 'supervisor'] as const).map(tasksOf)))
  const places = { mail: JSON.stringify(mails), logs: logged.join(''), events: JSON.stringify(published), tasks, dump }
  // Within the hexadecimal digits of what is sealed, any eight digits turn up by chance.
  const pinAlone = new RegExp(`(?<![0-9a-f])${pin}(?![0-9a-f])`)
  for (const [place, content] of Object.entries(places)) {
    assert.ok(content.length > 10, place)
    for (const word of markers)
      for (const form of [word, ...encoded(word)]) assert.ok(!content.includes(form), `${word} in ${place} as ${form}`)
    assert.ok(!pinAlone.test(content), `a PIN in ${place}`)
    for (const form of encoded(pin)) assert.ok(!content.includes(form), `a PIN in ${place} as ${form}`)
  }
})
