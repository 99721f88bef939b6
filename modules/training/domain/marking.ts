import { scenarioMark } from './course/course.ts'
import { plainNumber } from './numbers-as-written.ts'
import type { GiftAnswers, GiftChoice } from './gift/gift-question.ts'

/** What somebody answered: places in the lists as the bank has them, whatever order they were shown in. */
export type GivenAnswer =
  | { readonly choices: readonly number[] }
  | { readonly isTrue: boolean }
  | { readonly text: string }
  | { readonly pairs: readonly (number | null)[] }

/**
 * The share of a question's mark that an answer earns, from 0 to 1; null where people have to read it (essays). An answer of another
 * kind than the question asks for earns nothing: it can only come from a broken device.
 */
export function markOf(answers: GiftAnswers, given: GivenAnswer | undefined): number | null {
  if (answers.type === 'essay') return null
  if (given === undefined) return 0
  switch (answers.type) {
    case 'choice':
      return 'choices' in given ? markChoices(answers.choices, answers.several, given.choices) : 0
    case 'true_false':
      return 'isTrue' in given && given.isTrue === answers.isTrue ? 1 : 0
    case 'short':
      return 'text' in given ? markShort(answers.choices, given.text) : 0
    case 'numeric': {
      const value = 'text' in given ? numberOf(given.text) : null
      if (value === null) return 0
      return Math.max(0, ...answers.ranges.filter(({ low, high }) => within(value, low, high)).map(shareOf))
    }
    case 'scenario':
      return 'choices' in given ? scenarioMark(answers.scenes, given.choices) : 0
    case 'ordering': {
      if (!('choices' in given)) return 0
      const hits = answers.items.filter((_, place) => given.choices[place] === place).length
      return hits / answers.items.length
    }
    case 'matching': {
      if (!('pairs' in given)) return 0
      const rights = rightsOf(answers.pairs)
      // An answer without a question is there to mislead, and nobody has to match it.
      const asked = answers.pairs.flatMap(({ left, right }, index) => (left.text === '' ? [] : [{ right, index }]))
      const hits = asked.filter(({ right, index }) => rights[given.pairs[index] ?? -1] === right).length
      return hits / Math.max(1, asked.length)
    }
  }
}

/** The right-hand sides, each once, in the order of the bank. */
export const rightsOf = (pairs: readonly { readonly right: string }[]): readonly string[] => [
  ...new Set(pairs.map(({ right }) => right)),
]

function markChoices(choices: readonly GiftChoice[], several: boolean, given: readonly number[]): number {
  const picked = [...new Set(given)].flatMap((at) => (choices[at] === undefined ? [] : [choices[at]]))
  if (!several) return picked.length === 1 ? Math.max(0, shareOf(asWeighted(picked[0]!))) : 0
  // Where `=` marks several, each is an equal part, and a wrong one takes such a part away.
  const right = choices.filter(({ correct }) => correct).length
  const part = (choice: GiftChoice) =>
    right > 0 ? (choice.correct ? 1 : -1) / right : (choice.weight ?? -ALL / choices.length) / ALL
  const sum = picked.reduce((total, choice) => total + part(choice), 0)
  // Three times 33.333 % is the whole.
  return sum > 0.995 ? 1 : Math.max(0, sum)
}

const ALL = 100

const asWeighted = ({ correct, weight }: GiftChoice) => ({ weight: weight ?? (correct ? ALL : 0) })

const shareOf = ({ weight }: { readonly weight: number | null }): number => (weight ?? ALL) / ALL

/** Letters' case, accents' encoding and spaces do not count; `*` at an end stands for anything, as in Moodle. */
function markShort(choices: readonly GiftChoice[], given: string): number {
  const said = plain(given)
  if (said === '') return 0
  const hit = choices.find(({ text }) => matches(plain(text.text), said))
  return hit ? Math.max(0, shareOf(asWeighted({ ...hit, correct: true }))) : 0
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim()

function matches(pattern: string, said: string): boolean {
  if (!pattern.includes('*')) return pattern === said
  const parts = pattern.split('*')
  let at = 0
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1) return said.length - part.length >= at && said.endsWith(part)
    const found = index === 0 ? (said.startsWith(part) ? 0 : -1) : said.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return true
}

function numberOf(text: string): number | null {
  const digits = plainNumber(text).replace(',', '.')
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(digits) ? Number(digits) : null
}

/** 3.1415 ± 0.0005 is right at its ends, however a machine rounds them. */
const within = (value: number, low: number, high: number): boolean => {
  const room = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high))
  return value >= low - room && value <= high + room
}
