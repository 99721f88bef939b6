import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saysWhy } from './undo-import.ts'

test('a reason for taking files out of lists says something: a letter, a word or the same word again does not', () => {
  for (const empty of ['', '.', 'x', 'undo', 'mistake', 'x x x x', '... ... ...', 'why why why why'])
    assert.equal(saysWhy(empty), false, empty)
  for (const reason of [
    'The agency sent last year’s list',
    'أُرسلت قائمة السنة الماضية خطأً',
    'Прислали список за прошлый год',
  ])
    assert.equal(saysWhy(reason), true, reason)
})
