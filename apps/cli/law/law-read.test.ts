import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '@gloact/command'
import { called } from '../testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-law-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function given(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const ACT = 'An Act to protect\n\nBe it enacted:\n\n1. Short title\n\nThe Act.\n\n2. Offence\n\n(1) Where\n\n(b) force'

test('a law is listed by provision and by line, and written as Akoma Ntoso', async () => {
  const out = join(folder, 'act.xml')
  const { exit, json } = await called([
    'law',
    'read',
    given('act.txt', ACT),
    '--language',
    'en',
    '--akn',
    out,
    '--json',
  ])
  assert.equal(exit, EXIT.ok)
  assert.deepEqual([json['language'], json['valid']], ['en', true])
  assert.deepEqual(json['provisions'], [
    { eId: 'sec_1', kind: 'section', num: '1.', heading: 'Short title' },
    { eId: 'sec_2', kind: 'section', num: '2.', heading: 'Offence' },
    { eId: 'sec_2__subsec_1', kind: 'subsection', num: '(1)', heading: '' },
    { eId: 'sec_2__subsec_1__para_b', kind: 'paragraph', num: '(b)', heading: '' },
  ])
  assert.deepEqual(json['notUnderstood'], [{ line: 13, lastLine: 13, text: '(b) force', remark: 'out_of_order' }])
  const back = await called(['law', 'read', out, '--json'])
  assert.deepEqual([back.json['language'], back.json['provisions']], ['en', json['provisions']])
})

test('numbers that a scanner lost are restored in a copy, never in the law as it is read', async () => {
  const scanned = given('scanned.md', '# Short title\n\n(1) One.\n\nTwo.\n\n# Offence\n\n- force;')
  const asRead = await called(['law', 'read', scanned, '--json'])
  const ids = (json: Readonly<Record<string, unknown>>) =>
    (json['provisions'] as { eId: string }[]).map(({ eId }) => eId)
  assert.deepEqual(ids(asRead.json), ['sec_nn_1', 'sec_nn_1__subsec_1', 'sec_nn_2', 'sec_nn_2__para_nn_1'])
  const copy = join(folder, 'numbered.md')
  const restored = await called(['law', 'read', scanned, '--numbered', copy, '--json'])
  assert.deepEqual(ids(restored.json), ['sec_1', 'sec_1__subsec_1', 'sec_1__subsec_2', 'sec_2', 'sec_2__para_a'])
  assert.match(readFileSync(copy, 'utf8'), /^# 1\. Short title\n/)
})

test('what is no text of a law is refused in words that say what to do', async () => {
  const refusals = [
    [given('scan.pdf', '%PDF-1.7 ...'), 'law.pdf_damaged', /./],
    [given('act.docx', 'PK\u0003\u0004...'), 'law.archive', /./],
    [given('photo.txt', Uint8Array.of(1, 0, 2, 0)), 'law.binary', /no text/],
    [given('empty.txt', ' \n'), 'law.empty', /empty/],
    [given('latin.txt', Uint8Array.of(65, 0xe9, 66)), 'law.not_utf8', /UTF-8/],
    [given('dtd.xml', '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), 'law.doctype', /DTD/],
    [given('other.xml', '<?xml version="1.0"?><html/>'), 'law.not_akn', /Akoma Ntoso/],
    [given('large.txt', new Uint8Array(10_000_001).fill(65)), 'law.too_large', /Split it/],
  ] as const
  for (const [path, code, words] of refusals) {
    const { exit, json } = await called(['law', 'read', path, '--json'])
    assert.deepEqual([exit, json['error']], [EXIT.refused, code])
    assert.match(String(json['message']), words)
  }
  const absent = await called(['law', 'read', join(folder, 'none.txt'), '--json'])
  assert.deepEqual([absent.exit, absent.json['error']], [EXIT.failed, 'law.file_not_found'])
  assert.equal((await called(['law', 'read', given('a.txt', ACT), '--date', 'today'])).exit, EXIT.usage)
})
