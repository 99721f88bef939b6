import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saysWhy } from './index.ts'

test('a justification says something: letters and words enough, in whatever script, and no repetition', () => {
  for (const said of [
    'She stands at our door and her caseworker is away.',
    'الطفلة عند الباب الآن ولا يجيب أحد على الهاتف',
    'Девочка у двери, специалист не отвечает',
    'Une enfant attend ici, son agent est absent',
  ])
    assert.ok(saysWhy(said), said)
  for (const said of [
    '',
    'x',
    'Other reason',
    'urgent urgent urgent urgent urgent',
    'aaaa bbbb cccc dddd eeee',
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '1234 5678 9012 3456 7890 1234',
    'abcdefghijklmnopqrstuvwxyz',
  ])
    assert.ok(!saysWhy(said), said)
})
