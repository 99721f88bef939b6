import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import type { ActionType } from '../../domain/file/actions/definitions.ts'
import { SENT_ACTION_TYPES } from '../../contract/file/actions.ts'
import english from '../../locales/en.json' with { type: 'json' }
import { FILE_SHEET_PARTS } from './file-sheets.ts'
import { absences } from './paper-questions.ts'

const sheets = Object.values(FILE_SHEET_PARTS)
const questions = sheets.flatMap(({ parts }) => parts.flatMap(({ asks }) => asks ?? []))

/** What is filled in on other blanks: first contact and screening, the two of consent, the country's forms. */
const ON_OTHER_BLANKS: readonly ActionType[] = [
  'file_opened',
  'screening_recorded',
  'consent_recorded',
  'answers_recorded',
]

/** What is about the work with the file, and not filled in about a person. */
const NOT_FILLED_IN: readonly ActionType[] = [
  'assigned',
  'audience_set',
  'tagged',
  // Made at a screen: paper finds no file.
  'earlier_file_sought',
  'labelled',
  'entry_corrected',
  'entry_struck',
  'attachment_added',
  'attachment_removed',
  // A second person's confirmation of what a colleague recorded: given at a screen, by the person who is signed in there.
  'consent_confirmed',
  'path_confirmed',
  'path_returned',
  'decision_agreed',
  'decision_sent_back',
  // Told by the platform, received at a screen.
  'child_received',
  // Asked and answered between agencies, not of the person.
  'information_requested',
  'information_given',
]

test('whatever is filled in about a person has a blank to print', () => {
  const recorded = sheets.flatMap(({ parts }) => parts.flatMap(({ records }) => records ?? []))
  assert.deepEqual(recorded.toSorted(), [...new Set(recorded)].toSorted(), 'each on one blank')
  assert.deepEqual([...recorded, ...ON_OTHER_BLANKS, ...NOT_FILLED_IN].toSorted(), [...SENT_ACTION_TYPES].toSorted())
})

test('what a blank asks and offers is said in words, and its lists are there', () => {
  const words = new Set([...Object.keys(english), ...absences])
  const said = sheets.flatMap(({ parts, signs = [] }) => [
    ...signs,
    ...parts.flatMap(({ title, about = [] }) => [
      ...(title === undefined ? [] : [typeof title === 'string' ? title : title.id]),
      ...about.flatMap((each) => (typeof each === 'string' ? [each] : [each.of, each.text])),
    ]),
  ])
  const asked = questions.flatMap(({ label, help, answer }) => [
    label,
    ...(help === undefined ? [] : [help]),
    ...('ticks' in answer ? answer.ticks : []),
  ])
  assert.deepEqual(
    [...said, ...asked].filter((id) => !words.has(id)),
    [],
  )
  const lists = questions.flatMap(({ answer }) => ('list' in answer ? [answer.list] : []))
  assert.deepEqual(lists.toSorted(), ['appointment_kind', 'closure_reason', 'service_result', 'service_type'])
  assert.deepEqual(
    lists.filter((list) => CODE_LISTS[list] === undefined),
    [],
  )
})
