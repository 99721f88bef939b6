import { writeScenes } from '../course/scene-text.ts'
import type { GiftAnswers, GiftFormat, GiftQuestion, GiftText } from './gift-question.ts'

/** Writes questions as GIFT. Every character that could mean something is escaped: what is read again is what was written. */
export function writeGift(questions: readonly GiftQuestion[]): string {
  const parts: string[] = []
  let category: string | null = null
  for (const question of questions) {
    if (question.category !== category && question.category !== null) {
      parts.push(`$CATEGORY: $course$/top/${question.category}`)
    }
    category = question.category
    parts.push(writeQuestion(question))
  }
  return `${parts.join('\n\n')}\n`
}

function writeQuestion({ id, tags, title, stem, embedded, answers, generalFeedback }: GiftQuestion): string {
  const about = [...(id === null ? [] : [`[id:${id}]`]), ...tags.map((tag) => `[tag:${tag}]`)]
  const comment = about.length === 0 ? '' : `// ${about.join(' ')}\n`
  const name = title === null ? '' : `::${escape(title)}::`
  const gap = embedded ? stem.text.indexOf(GAP) : -1
  const before = gap === -1 ? stem.text : stem.text.slice(0, gap)
  const after = gap === -1 ? '' : stem.text.slice(gap + GAP.length)
  const general = generalFeedback === null ? '' : `\n####${formatted(generalFeedback, stem.format)}`
  return `${comment}${name}[${stem.format}]${escape(before)}{${writeAnswers(answers, stem.format)}${general}\n}${escape(after)}`
}

const GAP = '_____'

function writeAnswers(answers: GiftAnswers, format: GiftFormat): string {
  const weighed = (weight: number | null) => (weight === null ? '' : `%${weight}%`)
  const told = (feedback: GiftText | null) => (feedback === null ? '' : `#${formatted(feedback, format)}`)
  switch (answers.type) {
    case 'choice':
    case 'short':
      return answers.choices
        .map(
          ({ correct, weight, text, feedback }) =>
            `\n${correct || answers.type === 'short' ? '=' : '~'}${weighed(weight)}${formatted(text, format)}${told(feedback)}`,
        )
        .join('')
    case 'true_false': {
      const [wrong = null, right = null] = answers.feedbacks
      const both = right === null ? told(wrong) : `#${wrong === null ? '' : formatted(wrong, format)}${told(right)}`
      return `${answers.isTrue ? 'TRUE' : 'FALSE'}${both}`
    }
    case 'numeric':
      return `#${answers.ranges.map(({ low, high, weight, feedback }) => `\n=${weighed(weight)}${low}..${high}${told(feedback)}`).join('')}${
        answers.otherwise === null ? '' : `\n~#${formatted(answers.otherwise, format)}`
      }`
    case 'matching':
      return answers.pairs.map(({ left, right }) => `\n=${formatted(left, format)} -> ${escape(right)}`).join('')
    case 'ordering':
      return `>${answers.items.length} ALL VERTICAL ABSOLUTE_POSITION${answers.items.map((item) => `\n${formatted(item, format)}`).join('')}`
    case 'scenario':
      return `!\n${writeScenes(answers.scenes, escape)}`
    case 'essay':
      return ''
  }
}

/** The format is named where it is not the question’s, and where the text would begin like something else. */
const formatted = ({ format, text }: GiftText, otherwise: GiftFormat): string =>
  format === otherwise && !/^\s*[%[>]/.test(text) ? escape(text) : `[${format}]${escape(text)}`

const escape = (text: string): string =>
  text.replaceAll(/[~=#{}:\\]/g, (character) => `\\${character}`).replaceAll('\n', '\\n')
