import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pdfOf, zipOf } from '@gloact/attachments/testing'
import { newId } from '@gloact/kernel'
import type { LawTextView } from '../contract/laws.ts'
import { ask, law as sampleLaw, reviewer, theirs } from './testing/served.ts'

test('the file that a text was read from is kept once, as it was given, and is its agency’s', async () => {
  const law = sampleLaw()
  await ask('POST', 'laws', law)
  const path = `expressions/${law.expressionId}/original`
  const word = (more: { name: string; content: string }[] = []) =>
    zipOf([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '<w:document>A law.</w:document>' },
      ...more,
    ])
  const file = new Uint8Array(word())
  assert.equal(new TextDecoder().decode((await ask('GET', path)).raw), law.source, 'what was pasted is the original')
  assert.equal((await ask('PUT', `${path}?format=docx`, file)).status, 200)
  assert.equal((await ask('PUT', `${path}?format=docx`, file)).status, 200, 'sent twice, it is kept once')
  const other = word([{ name: 'word/styles.xml', content: '<w:styles/>' }])
  assert.equal((await ask('PUT', `${path}?format=docx`, other)).body.code, 'legislation.id_used')
  assert.deepEqual(new Uint8Array((await ask('GET', path)).raw), file)
  const { body } = await ask<LawTextView>('GET', `expressions/${law.expressionId}`)
  assert.equal(body.original?.format, 'docx')
  assert.match(body.original?.sha256 ?? '', /^[0-9a-f]{64}$/)
  for (const as of [{ agency: theirs }, { role: 'caseworker' }] as const) {
    assert.ok([403, 404].includes((await ask('GET', path, undefined, as)).status))
  }
  assert.equal((await ask('PUT', `${path}?format=docx`, file, { role: 'legal_reviewer', user: reviewer })).status, 403)
  assert.equal((await ask('PUT', `${path}?format=docx`, new Uint8Array(26_000_000))).status, 413)
  const nowhere = `expressions/${newId()}/original`
  assert.equal((await ask('PUT', `${nowhere}?format=docx`, file)).status, 404)
})

test('an original that would act when it is opened, or is not what it is said to be, is not kept', async () => {
  const law = sampleLaw()
  await ask('POST', 'laws', law)
  const path = `expressions/${law.expressionId}/original`
  const parts = [
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: '<w:document>A law.</w:document>' },
  ]
  const script = '<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'
  const template =
    '<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>'
  const hostile: readonly (readonly [format: string, bytes: Uint8Array])[] = [
    ['html', Buffer.from('<html><script>alert(1)</script></html>')],
    ['docx', Buffer.from('<html><script>alert(1)</script></html>')],
    ['docx', zipOf([...parts, { name: 'word/vbaProject.bin', content: 'macro' }])],
    ['docx', zipOf([...parts, { name: 'word/_rels/settings.xml.rels', content: template }])],
    ['docx', zipOf([...parts, { name: 'word/bomb.xml', content: new Uint8Array(160_000_000) }])],
    ['pdf', pdfOf([{ dictionary: script }])],
    ['pdf', zipOf(parts)],
    ['text', Buffer.from('<svg onload="alert(1)"/>')],
    ['xml', Buffer.from('<?xml version="1.0"?><a xmlns="http://www.w3.org/1999/xhtml"/>')],
    ['xml', Buffer.from('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')],
  ]
  for (const [format, bytes] of hostile) {
    const { body } = await ask('PUT', `${path}?format=${format}`, new Uint8Array(bytes))
    assert.equal(body.code, 'legislation.original_refused', format)
  }
  const xml = new TextEncoder().encode('<?xml version="1.0"?><akomaNtoso><act/></akomaNtoso>')
  assert.equal((await ask('PUT', `${path}?format=xml`, xml)).status, 200)
})

test('a structure is kept as it was corrected, and the source as it was given', async () => {
  const law = sampleLaw({
    corrections: [
      { eId: 'sec_1__subsec_2', change: 'number', num: '(1A)' },
      { eId: 'sec_1__subsec_1A', change: 'deeper' },
    ],
  })
  assert.equal((await ask('POST', 'laws', law)).status, 201)
  const { body } = await ask<LawTextView>('GET', `expressions/${law.expressionId}`)
  assert.deepEqual(
    body.provisions.map(({ eId, depth }) => [eId, depth]),
    [
      ['sec_1', 0],
      ['sec_1__subsec_1', 1],
      ['sec_1__subsec_1__para_1A', 2],
    ],
  )
})

test('a law as Justice Canada publishes it is kept', async () => {
  const source =
    '<?xml version="1.0"?><Extract><Section><MarginalNote>Organizing</MarginalNote><Label>117</Label><Subsection><Label>(1)</Label><Text>No person shall organize.</Text></Subsection></Section></Extract>'
  const law = sampleLaw({ source })
  assert.equal((await ask('POST', 'laws', law)).status, 201)
  const { body } = await ask<LawTextView>('GET', `expressions/${law.expressionId}`)
  assert.deepEqual(
    body.provisions.map(({ eId, heading }) => [eId, heading]),
    [
      ['sec_117', 'Organizing'],
      ['sec_117__subsec_1', ''],
    ],
  )
})

test('a law’s text is handed out as Akoma Ntoso, as a web page under its addresses, and as a Word document', async () => {
  const law = sampleLaw()
  await ask('POST', 'laws', law)
  const path = `expressions/${law.expressionId}/file`
  const text = async (format: string) => new TextDecoder().decode((await ask('GET', `${path}?format=${format}`)).raw)
  assert.match(await text('akn'), /<akomaNtoso/)
  assert.match(await text('html'), /<section id="sec_1__subsec_1"/)
  assert.match(await text('docx'), /^PK/)
  assert.equal((await ask('GET', `${path}?format=exe`)).status, 400)
  assert.equal((await ask('GET', `${path}?format=html`, undefined, { agency: theirs })).status, 404)
  assert.equal((await ask('GET', `${path}?format=html`, undefined, { role: 'caseworker' })).status, 403)
})
