import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTrainingMark, TRAINING_MARK, TRAINING_SHEET, trainingName } from './training-mark.ts'

test('what carries the mark is known again, also in a name that somebody or a program changed', () => {
  for (const text of [
    TRAINING_MARK,
    TRAINING_SHEET,
    `# ${TRAINING_MARK}`,
    trainingName('people.xlsx'),
    'training_invented_people (2).xlsx',
    'Copy of TRAINING-INVENTED-files.csv',
  ]) {
    assert.ok(isTrainingMark(text), text)
  }
})

test('a name that merely speaks of training is no mark', () => {
  for (const text of [
    'training.xlsx',
    'invented training',
    'people.csv',
    '',
    'TRAINING of staff who invented nothing',
  ]) {
    assert.equal(isTrainingMark(text), false, text)
  }
})

test('a name is marked once', () => {
  assert.equal(trainingName(trainingName('a.csv')), trainingName('a.csv'))
})
