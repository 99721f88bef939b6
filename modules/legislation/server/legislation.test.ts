import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readAudit } from '@gloact/audit'
import { newId } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { AssessmentView, FindingView } from '../contract/assessments.ts'
import type { LawTextView } from '../contract/laws.ts'
import { gapReport } from './gap-report.ts'
import { obligationsOf, PACKS } from './packs.ts'
import {
  ACT,
  type As,
  ask,
  db,
  law,
  migrator,
  mine,
  module,
  officer,
  opened,
  owner,
  principal,
  reviewer,
  second,
  theirs,
  third,
} from './testing/served.ts'

const REFERENCE = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')
const withoutReference = existsSync(REFERENCE) ? false : 'the reference data (../shared/data) is not here'

test('a law is imported once however often it is sent, reads provision by provision, and stays as it was given', async () => {
  const text = law()
  assert.equal((await ask('POST', 'laws', text)).status, 201)
  assert.equal((await ask('POST', 'laws', text)).status, 201)
  assert.equal((await ask('POST', 'laws', { ...text, source: `${ACT} More.` })).body.code, 'legislation.id_used')
  const { body } = await ask<LawTextView>('GET', `expressions/${text.expressionId}`)
  assert.equal(body.longTitle, 'An Act to protect')
  assert.deepEqual(
    body.provisions.map(({ eId, depth, text: words }) => [eId, depth, words.join()]),
    [
      ['sec_1', 0, ''],
      ['sec_1__subsec_1', 1, 'Nobody shall recruit.'],
      ['sec_1__subsec_2', 1, 'Anyone who does is punished.'],
    ],
  )
  const { raw } = await ask('GET', `expressions/${text.expressionId}/file?format=akn`)
  assert.match(raw.toString(), /<FRBRuri value="\/akn\/dl\/act\/2020\/3\/eng@2020-02-01"\/>/)
  const later = { id: newId(), language: 'en', validFrom: '2024-01-01', source: `${ACT}\n\n(3) New.` }
  assert.equal((await ask('POST', `laws/${text.id}/expressions`, later)).status, 201)
  const again = { ...later, id: newId() }
  assert.equal((await ask('POST', `laws/${text.id}/expressions`, again)).body.code, 'legislation.same_day')
  const before = { ...later, id: newId(), validFrom: '2019-01-01' }
  assert.equal((await ask('POST', `laws/${text.id}/expressions`, before)).body.code, 'legislation.before_law')
  const audit = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { objectId: text.id }))
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['legislation.law_added'],
  )
})

test('what is no law’s text is refused, and nothing is kept of it', async () => {
  const refused = async (source: string) => (await ask('POST', 'laws', law({ source }))).body.code
  assert.equal(await refused(' \n '), 'legislation.no_text')
  assert.equal(await refused('---\nTitle: x\n---\n'), 'legislation.no_text')
  assert.equal(await refused('%PDF-1.7 1 0 obj'), 'legislation.not_text')
  assert.equal(await refused('PK\u0003\u0004'), 'legislation.not_text')
  assert.equal(await refused('1. One\u0000'), 'legislation.not_text')
  assert.equal(await refused('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'legislation.doctype')
  assert.equal(await refused(`<?xml version="1.0"?>${'<a>'.repeat(5000)}`), 'legislation.not_akn')
  assert.equal((await ask('POST', 'laws', law({ source: 'a'.repeat(12_000_001) }))).status, 413)
  assert.equal((await ask('POST', 'laws', law({ validFrom: '2019-01-01' }))).body.code, 'legislation.before_law')
})

test('an element is answered with provisions picked in the text, and an obligation is as good as its worst element', async () => {
  const { assessment, place, cites } = await opened()
  const answer = { id: newId(), status: 'met', reasoning: 'It says so.', citations: cites }
  const first = await ask<FindingView>('PUT', place('tip-3-a-act.1'), answer)
  assert.deepEqual([first.status, first.body.version, first.body.state], [200, 1, 'draft'])
  assert.equal(
    (await ask<FindingView>('PUT', place('tip-3-a-act.1'), answer)).body.version,
    1,
    'sent twice, once there',
  )
  assert.equal(
    (await ask('PUT', place('tip-3-a-act.1'), { ...answer, status: 'partial' })).body.code,
    'legislation.id_used',
  )
  assert.deepEqual(
    first.body.citations.map(({ eId, lawTitle, words }) => [eId, lawTitle, words]),
    [['sec_1__subsec_1', 'Protection Act', 'Nobody shall recruit.']],
  )
  const bare = { id: newId(), status: 'met', reasoning: '', citations: [] }
  assert.equal((await ask('PUT', place('tip-3-a-act.2'), bare)).body.code, 'legislation.provision_missing')
  const wrong = { ...answer, id: newId(), citations: [{ ...cites[0], eId: 'sec_99' }] }
  assert.equal((await ask('PUT', place('tip-3-a-act.2'), wrong)).body.code, 'legislation.provision_unknown')
  assert.equal(
    (await ask('PUT', place('som-6-1.1'), { ...answer, id: newId() })).body.code,
    'legislation.element_unknown',
  )
  await ask('PUT', place('tip-3-a-act.2'), { id: newId(), status: 'not_met', reasoning: '', citations: [] })
  const { body } = await ask<AssessmentView>('GET', `assessments/${assessment.id}`)
  const obligation = body.obligations.find(({ id }) => id === 'tip-3-a-act')
  assert.deepEqual([obligation?.status, obligation?.gap], ['not_met', true], 'three elements are open still')
  assert.deepEqual(body.summary.gaps, ['tip-3-a-act'])
})

test('a second person reviews and validates; a changed answer is a draft again, and all of it stays in the history', async () => {
  const { place, cites } = await opened()
  const at = place('tip-3-b.1')
  await ask('PUT', at, { id: newId(), status: 'met', reasoning: 'a', citations: cites })
  const review = (word: string, as: As, remark = '') =>
    ask<FindingView>('POST', `${at}/reviews`, { id: newId(), review: word, remark }, as)
  const by = { role: 'legal_reviewer', user: reviewer }
  const self = { role: 'legal_officer,legal_reviewer', user: officer }
  assert.equal(
    (await review('review', { version: 1 })).body.code,
    'legislation.not_allowed',
    'an officer reviews nothing',
  )
  assert.equal((await review('review', { ...self, version: 1 })).body.code, 'legislation.own_finding')
  assert.equal((await review('validate', { ...by, version: 1 })).body.code, 'legislation.not_reviewed')
  assert.equal((await review('review', { ...by, version: 7 })).status, 412)
  assert.equal((await review('review', { ...by, version: 1 })).body.state, 'reviewed')
  assert.equal((await review('send_back', { ...by, version: 2 })).body.code, 'legislation.remark_missing')
  assert.equal((await review('validate', { ...self, version: 2 })).body.code, 'legislation.own_finding')
  assert.equal((await review('validate', { ...by, version: 2 })).body.code, 'legislation.own_review')
  const other = { role: 'legal_reviewer', user: second }
  assert.equal((await review('validate', { ...other, version: 2 })).body.state, 'validated')
  assert.equal((await review('validate', { ...by, version: 3 })).body.code, 'legislation.already')
  const changed = { id: newId(), status: 'partial', reasoning: 'b', citations: cites }
  const [one, two] = await Promise.all([
    ask<FindingView>('PUT', at, changed, { version: 3 }),
    ask<FindingView>('PUT', at, { ...changed, id: newId(), reasoning: 'c' }, { version: 3, user: third }),
  ])
  assert.deepEqual(
    [one.status, two.status].toSorted((a, b) => a - b),
    [200, 412],
    'of two at once one is recorded',
  )
  const { items } = (await ask<{ items: { what: string; by: string }[] }>('GET', `${at}/history`)).body
  assert.deepEqual(
    items.map(({ what }) => what),
    ['answer', 'validate', 'review', 'answer'],
  )
  assert.equal(items[1]?.by, `Name ${second.slice(-2)}`)
})

test('of two people who validate at once one is recorded, and the other is told', async () => {
  const { place } = await opened()
  const at = place('tip-3-b.1')
  await ask('PUT', at, { id: newId(), status: 'not_met', reasoning: '', citations: [] })
  const by = (user: string, version: number, review: string) =>
    ask<FindingView>(
      'POST',
      `${at}/reviews`,
      { id: newId(), review, remark: '' },
      { role: 'legal_reviewer', user, version },
    )
  assert.equal((await by(reviewer, 1, 'review')).status, 200)
  const both = await Promise.all([by(third, 2, 'validate'), by(second, 2, 'validate')])
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 412],
  )
  const { items } = (await ask<{ items: { what: string }[] }>('GET', `${at}/history`)).body
  assert.deepEqual(
    items.map(({ what }) => what),
    ['validate', 'review', 'answer'],
  )
})

test('findings that wait are a task of reviewers, one that was sent back is its author’s', async () => {
  const { assessment, place, cites } = await opened()
  const at = place('tip-3-d.1')
  await ask('PUT', at, { id: newId(), status: 'met', reasoning: '', citations: cites })
  const tasks = async (role: string, user: string) =>
    (await module.tasks?.(principal(mine, role, user)))
      ?.filter(({ about }) => about.id === assessment.id)
      .map(({ kind, details }) => [kind, details['count']])
  assert.deepEqual(await tasks('legal_reviewer', reviewer), [['to_review', 1]])
  assert.deepEqual(await tasks('legal_officer', officer), [])
  const back = { id: newId(), review: 'send_back', remark: 'Which age?' }
  const as = { role: 'legal_reviewer', user: reviewer, version: 1 }
  assert.equal((await ask<FindingView>('POST', `${at}/reviews`, back, as)).body.sentBack, true)
  assert.deepEqual(await tasks('legal_reviewer', reviewer), [])
  assert.deepEqual(await tasks('legal_officer', officer), [['sent_back', 1]])
  assert.deepEqual(await tasks('legal_officer', second), [])
  assert.deepEqual(await module.tasks?.(principal(mine, 'caseworker', officer)), [])
})

test('another agency’s library and one that there is not are answered alike, and nobody else is let in', async () => {
  const { text, assessment, place, cites } = await opened()
  const them = { agency: theirs }
  for (const [path, other] of [
    [`expressions/${text.expressionId}`, `expressions/${newId()}`],
    [`assessments/${assessment.id}`, `assessments/${newId()}`],
  ] as const) {
    const [hidden, none] = [await ask('GET', path, undefined, them), await ask('GET', other, undefined, them)]
    assert.deepEqual([hidden.status, hidden.body.code], [404, 'legislation.unknown'])
    assert.deepEqual([none.status, none.body.code], [404, 'legislation.unknown'])
  }
  assert.deepEqual((await ask<{ items: unknown[] }>('GET', 'laws', undefined, them)).body.items, [])
  const answer = { id: newId(), status: 'met', reasoning: '', citations: cites }
  assert.equal((await ask('PUT', place('tip-3-d.1'), answer, them)).status, 404)
  const own = await ask<{ id: string }>('POST', 'assessments', { ...assessment, id: newId() }, them)
  const stolen = `assessments/${own.body.id}/findings/tip-3-d.1`
  assert.equal(
    (await ask('PUT', stolen, answer, them)).body.code,
    'legislation.provision_unknown',
    'their text is not citable',
  )
  for (const role of ['caseworker', 'administrator', 'analyst']) {
    for (const path of [
      'laws',
      'assessments',
      'packs',
      `assessments/${assessment.id}`,
      `assessments/${assessment.id}/report?format=json&language=en`,
    ]) {
      assert.equal((await ask('GET', path, undefined, { role })).status, 403, `${role} ${path}`)
    }
  }
  assert.equal((await ask('POST', 'laws', law(), { role: 'legal_reviewer' })).status, 403)
})

test('the gap report is printed as Word, as PDF and as JSON, right to left in Arabic', async () => {
  const { assessment, place, cites } = await opened()
  await ask('PUT', place('tip-3-a-act.1'), {
    id: newId(),
    status: 'partial',
    reasoning: 'Transfer <is> missing.',
    citations: cites,
  })
  const print = (format: string, language = 'en') =>
    ask('GET', `assessments/${assessment.id}/report?format=${format}&language=${language}`)
  assert.equal((await print('docx')).raw.subarray(0, 2).toString(), 'PK')
  for (const language of ['en', 'ar', 'ru'])
    assert.equal((await print('pdf', language)).raw.subarray(0, 4).toString(), '%PDF')
  const json = (await print('json')).body as unknown as AssessmentView
  assert.equal(json.obligations.length, 33)
  const audit = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { objectId: assessment.id }))
  assert.ok(audit.some(({ action }) => action === 'legislation.report_printed'))
})

test('the nine packs have 265 obligations and 429 elements, 159 of them core', () => {
  const all = obligationsOf([...PACKS.keys()], 'all')
  assert.deepEqual([PACKS.size, all.length, all.flatMap(({ elements }) => elements).length], [9, 265, 429])
  assert.equal(obligationsOf([...PACKS.keys()], 'core').length, 159)
  const ids = all.flatMap(({ id, elements }) => [id, ...elements.map((element) => element.id)])
  assert.equal(new Set(ids).size, ids.length)
  const consider = all.filter(({ id }) => ['tip-6-3', 'tip-7-1'].includes(id)).map(({ binding }) => binding)
  assert.deepEqual(consider, ['consider', 'consider'], 'recovery and residence are only to be considered')
  assert.equal(all.find(({ id }) => id === 'tip-6-6')?.binding, 'mandatory', 'compensation is an obligation')
})

test('the packs are those of the reference data', { skip: withoutReference }, () => {
  for (const [id, pack] of PACKS) {
    const file = JSON.parse(readFileSync(join(REFERENCE, 'obligations', `${id}.json`), 'utf8')) as { items: unknown }
    assert.deepEqual(pack.items, file.items, id)
  }
})

test('the demonstration has an act with gaps, its amendment and an assessment that is half done; a second start changes nothing', async () => {
  const tell = { progress: () => undefined, people: () => undefined }
  await module.demo?.(tell)
  await module.demo?.(tell)
  const { items } = (
    await ask<{ items: { title: string; id: string; summary: AssessmentView['summary'] }[] }>('GET', 'assessments')
  ).body
  const demo = items.filter(({ title }) => title === 'Trafficking Protocol, core')
  assert.equal(demo.length, 1)
  const { counts, gaps } = demo[0]!.summary
  assert.ok(counts.met >= 6 && counts.open >= 10 && gaps.length >= 3, JSON.stringify(counts))
  const states = (await ask<AssessmentView>('GET', `assessments/${demo[0]!.id}`)).body.obligations
    .flatMap(({ elements }) => elements)
    .map(({ finding }) => (finding?.sentBack ? 'sent_back' : finding?.state))
  const cited = (await ask<AssessmentView>('GET', `assessments/${demo[0]!.id}`)).body.obligations
    .flatMap(({ elements }) => elements)
    .filter(({ finding }) => finding && ['met', 'partial'].includes(finding.status))
  assert.ok(
    cited.every(({ finding }) => (finding?.citations.length ?? 0) > 0),
    'what is cited is in the law',
  )
  for (const state of ['draft', 'reviewed', 'validated', 'sent_back', undefined])
    assert.ok(states.includes(state as never), state)
})

test('an agency that leaves takes its library along; the doctor sees a text that was changed by hand', async () => {
  const { text, place } = await opened()
  await ask('PUT', place('tip-3-d.1'), { id: newId(), status: 'not_met', reasoning: '', citations: [] })
  const parts = await readInScope(db, systemScope('DL'), async (trx) => {
    const read: Record<string, object[]> = {}
    for await (const { name, lines } of module.exportOf?.(trx, mine) ?? []) {
      read[name] = []
      for await (const line of lines) read[name].push(line)
    }
    return read
  })
  assert.ok(parts['texts']?.some((line) => (line as { id: string }).id === text.expressionId))
  assert.ok((parts['findings']?.length ?? 0) > 0 && (parts['laws']?.length ?? 0) > 0)
  const states = () =>
    readInScope(db, systemScope('DL'), (trx) =>
      Promise.all((module.examine ?? []).map((one) => one.examine(trx).then(({ state }) => state))),
    )
  assert.deepEqual(await states(), ['ok', 'ok'])
  await sql`update legislation.expression set source = source || ' and more' where id = ${text.expressionId}`.execute(
    owner,
  )
  assert.deepEqual(await states(), ['failed', 'ok'])
})

test('a finding says when a later text changed the words it cites, goes to its author, and follows words that only moved', async () => {
  const { text, assessment, place } = await opened()
  const cite = (eId: string, expressionId: string = text.expressionId) => [{ expressionId, eId }]
  const answer = (element: string, citations: object[], version?: number) =>
    ask<FindingView>(
      'PUT',
      place(element),
      { id: newId(), status: 'met', reasoning: '', citations },
      version === undefined ? {} : { version },
    )
  await answer('tip-3-a-act.1', cite('sec_1__subsec_1'))
  await answer('tip-3-a-act.2', cite('sec_1__subsec_2'))
  await answer('tip-3-a-act.3', cite('sec_1__subsec_2'))
  const findings = async () => {
    const { body } = await ask<AssessmentView>('GET', `assessments/${assessment.id}`)
    const { elements = [] } = body.obligations.find(({ id }) => id === 'tip-3-a-act') ?? {}
    return elements.slice(0, 2).map(({ finding }) => ({ stale: finding?.stale, later: finding?.citations[0]?.later }))
  }
  assert.deepEqual(await findings(), [
    { stale: false, later: null },
    { stale: false, later: null },
  ])
  const later = newId()
  const source =
    'An Act to protect\n\nBe it enacted:\n\n1. Offence\n\n(1) Nobody shall recruit or harbour.\n\n(2) A new rule.\n\n(3) Anyone who does is punished.'
  await ask('POST', `laws/${text.id}/expressions`, { id: later, language: 'en', validFrom: '2024-01-01', source })
  const future = { id: newId(), language: 'en', validFrom: '2027-01-01', source: '1. Offence\n\nAll of it is new.' }
  await ask('POST', `laws/${text.id}/expressions`, future)
  const [changed, moved] = await findings()
  assert.deepEqual(
    [changed?.stale, changed?.later?.change, changed?.later?.words],
    [true, 'changed', 'Nobody shall recruit or harbour.'],
  )
  assert.deepEqual([moved?.stale, moved?.later?.change, moved?.later?.eId], [false, 'moved', 'sec_1__subsec_3'])
  const tasks = async (user: string) =>
    (await module.tasks?.(principal(mine, 'legal_officer', user)))
      ?.filter(({ about }) => about.id === assessment.id)
      .map(({ kind, details, since }) => [kind, details['count'], since])
  assert.deepEqual(await tasks(officer), [['stale', 1, '2024-01-01T00:00:00.000Z']])
  assert.deepEqual(await tasks(second), [])
  const again = await answer('tip-3-a-act.1', cite('sec_1__subsec_1', later), 1)
  assert.deepEqual([again.status, again.body.stale], [200, false], 'answered by the words in force, it is up to date')
  assert.deepEqual(await tasks(officer), [])
})

test('a text that is not in force on the day of the assessment is refused, and what was bound to one counts nowhere', async () => {
  const { text, assessment, place, cites } = await opened()
  const element = place('tip-3-b.1')
  const answer = (citations: object[], version?: number) =>
    ask<FindingView>(
      'PUT',
      element,
      { id: newId(), status: 'met', reasoning: '', citations },
      version === undefined ? {} : { version },
    )
  const future = { id: newId(), language: 'en', validFrom: '2026-11-29', source: ACT }
  const bill = law({ type: 'bill', title: 'A bill' })
  assert.equal((await ask('POST', `laws/${text.id}/expressions`, future)).status, 201)
  assert.equal((await ask('POST', 'laws', bill)).status, 201)
  const there = { eId: 'sec_1__subsec_1' }
  for (const expressionId of [future.id, bill.expressionId]) {
    assert.equal((await answer([{ ...there, expressionId }])).body.code, 'legislation.not_in_force')
  }
  assert.equal((await answer(cites)).status, 200)

  // As it was saved before this was refused.
  await sql`update legislation.finding set citations = ${JSON.stringify([{ ...there, expressionId: future.id }])}::jsonb
    where assessment_id = ${assessment.id}`.execute(owner)
  const read = async () => (await ask<AssessmentView>('GET', `assessments/${assessment.id}`)).body
  const found = await read()
  const obligation = found.obligations.find(({ id }) => id === 'tip-3-b')
  assert.deepEqual([obligation?.status, found.summary.counts.met, found.summary.answered], ['open', 0, 0])
  const [cited] = obligation?.elements[0]?.finding?.citations ?? []
  assert.deepEqual([cited?.standing, cited?.inForce], ['not_yet', null])
  const by = { role: 'legal_reviewer', user: reviewer, version: 1 }
  const review = await ask('POST', `${element}/reviews`, { id: newId(), review: 'review', remark: '' }, by)
  assert.equal(review.body.code, 'legislation.not_in_force')
  const listed = (await ask<{ items: { id: string; summary: { answered: number } }[] }>('GET', 'assessments')).body
  assert.equal(listed.items.find(({ id }) => id === assessment.id)?.summary.answered, 0)
  const compared = await ask<{ items: { assessmentId: string; status: string }[] }>(
    'GET',
    'obligations/tip-3-b/answers',
  )
  assert.equal(compared.body.items.find(({ assessmentId }) => assessmentId === assessment.id)?.status, 'open')
  for (const language of ['en', 'ar', 'ru']) {
    const { blocks } = gapReport(found, language, { agency: 'A', printedOn: '2026-12-03', titles: new Map() })
    const printed = JSON.stringify(blocks)
    assert.ok(!/ICU|undefined|legislation\./.test(printed), language)
    if (language === 'en') {
      assert.match(printed, /No gaps among 0 answered; 33 not answered/)
      assert.match(printed, /Not in force on the day of the assessment: it does not count/)
      assert.match(printed, /2026-11-29\), 1\(1\) Offence/)
    }
  }
})

test('a law that changed after the day of an assessment leaves its findings as they are, and is told', async () => {
  const { text, assessment, place, cites } = await opened()
  await sql`update legislation.assessment set as_of = '2022-01-01' where id = ${assessment.id}`.execute(owner)
  await ask('PUT', place('tip-3-b.1'), { id: newId(), status: 'met', reasoning: '', citations: cites })
  const later = { id: newId(), language: 'en', validFrom: '2024-01-01', source: ACT.replace('recruit', 'harbour') }
  assert.equal((await ask('POST', `laws/${text.id}/expressions`, later)).status, 201)
  const { body } = await ask<AssessmentView>('GET', `assessments/${assessment.id}`)
  const finding = body.obligations.find(({ id }) => id === 'tip-3-b')?.elements[0]?.finding
  assert.deepEqual([finding?.stale, finding?.counts, body.changedSince], [false, true, 1])
  const moved = { id: newId(), status: 'met', reasoning: '', citations: [{ ...cites[0], expressionId: later.id }] }
  const refused = await ask('PUT', place('tip-3-b.1'), moved, { version: 1 })
  assert.equal(refused.body.code, 'legislation.not_in_force')
})

test('upgraded, a finding that one person reviewed and validated waits for another, and who reviewed is restored', async () => {
  const { assessment, place } = await opened()
  const review = async (element: string, by: readonly [string, string]) => {
    const at = place(element)
    await ask('PUT', at, { id: newId(), status: 'not_met', reasoning: '', citations: [] })
    for (const [index, user] of by.entries()) {
      const word = index === 0 ? 'review' : 'validate'
      const as = { role: 'legal_reviewer', user, version: index + 1 }
      await ask('POST', `${at}/reviews`, { id: newId(), review: word, remark: '' }, as)
    }
  }
  await review('tip-3-b.1', [reviewer, second])
  await review('tip-3-d.1', [reviewer, second])
  const source = readFileSync(
    join(import.meta.dirname, '..', 'migrations', '20261203T0630-let-two-people-validate.sql'),
    'utf8',
  )
  // As it was kept before: the validator's name stood over the reviewer's.
  await owner.transaction().execute(async (trx) => {
    await sql`alter table legislation.finding drop constraint validated_by_another`.execute(trx)
    await sql`update legislation.finding set reviewed_by = ${second} where assessment_id = ${assessment.id}`.execute(
      trx,
    )
    await sql`update legislation.finding_entry set by_user = ${second}
      where assessment_id = ${assessment.id} and element = 'tip-3-d.1' and what = 'review'`.execute(trx)
  })
  await migrator.transaction().execute(async (trx) => {
    for (const statement of source.split(/;\n/)) if (statement.trim() !== '') await sql.raw(statement).execute(trx)
  })
  const { rows } = await sql<object>`select element, state, reviewed_by, validated_by from legislation.finding
    where assessment_id = ${assessment.id} order by element`.execute(owner)
  assert.deepEqual(rows, [
    { element: 'tip-3-b.1', state: 'validated', reviewed_by: reviewer, validated_by: second },
    { element: 'tip-3-d.1', state: 'reviewed', reviewed_by: second, validated_by: null },
  ])
})
