import { writeScenes } from '../course/scene-text.ts'
import { giftName, type GiftChoice, type GiftFormat, type GiftQuestion, type GiftText } from '../gift/gift-question.ts'

/** Writes questions as Moodle’s XML. What counts is written as fractions, so that Moodle marks as we do. */
export function writeMoodleXml(questions: readonly GiftQuestion[]): string {
  const parts: string[] = []
  let category: string | null = null
  for (const question of questions) {
    if (question.category !== category && question.category !== null) {
      const path = text(`$course$/top/${question.category}`)
      parts.push(`<question type="category"><category>${path}</category></question>`)
    }
    category = question.category
    parts.push(writeQuestion(question))
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('\n')}\n</quiz>\n`
}

function writeQuestion(question: GiftQuestion): string {
  const { stem, generalFeedback, id, tags } = question
  const [type, body] = answersOf(question)
  return [
    `<question type="${type}">`,
    `<name>${text(giftName(question))}</name>`,
    `<questiontext format="${FORMATS[stem.format]}">${text(stem.text)}</questiontext>`,
    generalFeedback === null
      ? ''
      : `<generalfeedback format="${FORMATS[generalFeedback.format]}">${text(generalFeedback.text)}</generalfeedback>`,
    id === null ? '' : `<idnumber>${escape(id)}</idnumber>`,
    tags.length === 0 ? '' : `<tags>${tags.map((tag) => `<tag>${text(tag)}</tag>`).join('')}</tags>`,
    ...body,
    '</question>',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function answersOf({ answers }: GiftQuestion): readonly [type: string, body: readonly string[]] {
  switch (answers.type) {
    case 'choice': {
      const fractions = fractionsOf(answers.choices, answers.several)
      return [
        'multichoice',
        [
          `<single>${String(!answers.several)}</single>`,
          ...answers.choices.map((choice, at) => answer(choice.text, fractions[at]!, choice.feedback)),
        ],
      ]
    }
    case 'true_false': {
      const [wrong = null, right = null] = answers.feedbacks
      const said = (value: boolean) =>
        answer(
          { format: 'moodle', text: String(value) },
          value === answers.isTrue ? 100 : 0,
          value === answers.isTrue ? right : wrong,
        )
      return ['truefalse', [said(true), said(false)]]
    }
    case 'short':
      return [
        'shortanswer',
        answers.choices.map(({ text: said, weight, feedback }) => answer(said, weight ?? 100, feedback)),
      ]
    case 'numeric':
      return [
        'numerical',
        [
          ...answers.ranges.map(({ low, high, weight, feedback }) =>
            answer(
              { format: 'moodle', text: short((low + high) / 2) },
              weight ?? 100,
              feedback,
              short((high - low) / 2),
            ),
          ),
          ...(answers.otherwise === null ? [] : [answer({ format: 'moodle', text: '*' }, 0, answers.otherwise)]),
        ],
      ]
    case 'matching':
      return [
        'matching',
        answers.pairs.map(
          ({ left, right }) =>
            `<subquestion format="${FORMATS[left.format]}">${text(left.text)}<answer>${text(right)}</answer></subquestion>`,
        ),
      ]
    case 'ordering':
      return [
        'ordering',
        [
          '<gradingtype>ABSOLUTE_POSITION</gradingtype>',
          ...answers.items.map((item, at) => answer(item, at + 1, null)),
        ],
      ]
    // Moodle has no such type, says so and leaves the question out; we read it back.
    case 'scenario':
      return ['scenario', [`<scenes>${text(writeScenes(answers.scenes))}</scenes>`]]
    case 'essay':
      return ['essay', []]
  }
}

/** What each choice gives of the mark, in per cent, as `markOf` counts it. */
function fractionsOf(choices: readonly GiftChoice[], several: boolean): readonly number[] {
  const right = choices.filter(({ correct }) => correct).length
  return choices.map(({ correct, weight }) => {
    if (!several) return weight ?? (correct ? 100 : 0)
    if (right > 0) return (correct ? 100 : -100) / right
    return weight ?? -100 / choices.length
  })
}

function answer(said: GiftText, fraction: number, feedback: GiftText | null, tolerance?: string): string {
  const told =
    feedback === null ? '' : `<feedback format="${FORMATS[feedback.format]}">${text(feedback.text)}</feedback>`
  const near = tolerance === undefined ? '' : `<tolerance>${tolerance}</tolerance>`
  return `<answer fraction="${short(fraction)}" format="${FORMATS[said.format]}">${text(said.text)}${told}${near}</answer>`
}

const FORMATS: Readonly<Record<GiftFormat, string>> = {
  moodle: 'moodle_auto_format',
  plain: 'plain_text',
  html: 'html',
  markdown: 'markdown',
}

/** Without what machines add to the end of a fraction. */
const short = (value: number): string => String(Number(value.toPrecision(12)))

const text = (said: string): string => `<text>${escape(said)}</text>`

// oxlint-disable-next-line no-control-regex -- what XML 1.0 has no way to write
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escape = (said: string): string =>
  said
    .toWellFormed()
    .replaceAll(UNWRITABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
