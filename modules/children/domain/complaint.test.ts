import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asInstant } from '@gloact/kernel'
import { checkComplete } from '@gloact/forms'
import { byPictures, byVoice, COMPLAINED_OF, COMPLAINT_PICTURES, complaintMissing } from './complaint.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from './forms.ts'

const said = (answers: object) => ({
  step: 'complain',
  by: 'o1',
  happenedAt: asInstant('2026-11-24T09:00:00.000Z'),
  answers: { ...answers },
})

test('a child complains by a picture alone, in words alone, and not by nothing', () => {
  const form = CHILDREN_FORMS['guardian_complaint']!
  for (const picture of COMPLAINT_PICTURES) {
    const answers = byPictures([picture])
    assert.deepEqual([complaintMissing(said(answers)), checkComplete(form, answers)], [[], []], picture)
  }
  assert.deepEqual(complaintMissing(said({ said: { value: 'She shouts.' } })), [])
  for (const nothing of [{}, byPictures([]), { said: { value: '  ' } }])
    assert.deepEqual(complaintMissing(said(nothing)), ['complaint_empty'])
})

test('fear or pain is a question of safety whatever else is pointed at; of anything else it is not known, and never a no', () => {
  for (const picture of COMPLAINT_PICTURES) {
    const frightened = picture === 'afraid' || picture === 'hurts'
    assert.deepEqual(byPictures([picture])['safety'], frightened ? { value: 'yes' } : { absent: 'not_known' })
    assert.deepEqual(byPictures([picture, 'hurts'])['safety'], { value: 'yes' })
  }
})

test('whom a child points at is what they said; not wanting to say is an answer, and an open question is none', () => {
  const form = CHILDREN_FORMS['guardian_complaint']!
  for (const of of COMPLAINED_OF)
    for (const answers of [byPictures(['afraid'], of), byVoice([], of)]) {
      assert.deepEqual(checkComplete(form, answers), [], of)
      assert.deepEqual(answers['alleged_of'], of === 'rather_not' ? { absent: 'declined' } : { value: of })
    }
  assert.equal(byPictures(['afraid'])['alleged_of'], undefined)
  const asked = CHILDREN_LISTS['children_complaint_of']!.codes.map(({ code }) => code)
  assert.deepEqual(asked, [...COMPLAINED_OF])
  const read = CHILDREN_LISTS['children_complained_of']!.codes.map(({ code }) => code)
  assert.deepEqual(
    asked.filter((code) => !read.includes(code)),
    ['rather_not'],
    'the authority reads each of them',
  )
})

test('every picture is in the list that the form offers', () => {
  const codes = CHILDREN_LISTS['children_complaint_picture']!.codes.map(({ code }) => code)
  assert.deepEqual(codes, [...COMPLAINT_PICTURES])
})
