import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personWords } from './person-words.ts'

const messages: Parameters<typeof personWords>[1] = {
  language: 'en',
  t: (id, params) => `${id.replace('protection.file.', '')}${params ? `(${params['who']},${params['age']})` : ''}`,
}
const says = (person: Parameters<typeof personWords>[0]) => personWords(person, messages)

test('a child is a girl or a boy, an adult a woman or a man', () => {
  assert.equal(says({ gender: 'Feminine', ageStatement: 'child', ageAtContact: 16 }), 'person.years(who.girl,16)')
  assert.equal(says({ gender: 'Masculine', ageStatement: 'adult', ageAtContact: null }), 'person.stated(who.man,0)')
})

test('whose age is uncertain is neither called a child nor an adult', () => {
  assert.equal(
    says({ gender: 'Feminine', ageStatement: 'not_sure', ageAtContact: null }),
    'person.uncertain(Woman or girl,0)',
  )
  assert.equal(says({ gender: null, ageStatement: 'not_sure', ageAtContact: null }), 'person.uncertain(who.person,0)')
})

test('an age that is known in years goes before what was said at first contact', () => {
  assert.equal(says({ gender: 'Feminine', ageStatement: 'adult', ageAtContact: 17 }), 'person.years(who.girl,17)')
  assert.equal(
    personWords({ gender: 'Feminine', ageStatement: 'adult', ageAtContact: 17 }, messages, 'short'),
    'person.years_short(who.girl,17)',
  )
})

test('a gender beyond the two is said in the words of its list, and a missing one is not guessed', () => {
  assert.equal(
    says({ gender: 'NonConforming', ageStatement: 'adult', ageAtContact: null }),
    'person.stated(Non-conforming,0)',
  )
  assert.equal(says({ gender: null, ageStatement: 'child', ageAtContact: null }), 'person.stated(who.child,0)')
})
