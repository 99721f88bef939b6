import {
  BlankQuestion,
  DayBoxes,
  PaperBlock,
  PaperRow,
  SignatureLine,
  Stack,
  Text,
  TickBoxes,
  useMessages,
  WritingBoxes,
  WritingLines,
} from '@gloact/ui'
import { codeOptions } from '../contact/code-words.ts'
import type { BrowserFileRules } from '../rules.ts'
import type { FileSheet, PaperAnswer, PaperPart, PaperQuestion, Said } from './paper-questions.ts'

/** A blank of what is recorded in the course of a file: the same questions and lists as on its screens. */
export function FileSheetOnPaper({ sheet, rules }: { sheet: FileSheet; rules: BrowserFileRules }) {
  const { t } = useMessages()
  return (
    <>
      {sheet.parts.map((part, index) => (
        <PartOnPaper key={index} part={part} rules={rules} />
      ))}
      {sheet.signs?.map((who) => (
        <SignatureLine key={who} label={t(who)} />
      ))}
    </>
  )
}

function PartOnPaper({ part, rules }: { part: PaperPart; rules: BrowserFileRules }) {
  const { t } = useMessages()
  const say = (said: Said) => (typeof said === 'string' ? t(said) : t(said.id, said.values))
  return (
    <PaperBlock whole={part.whole ?? false} {...(part.title === undefined ? {} : { title: say(part.title) })}>
      {part.about && (
        <Stack gap="xs">
          {part.about.map((about) => {
            const text = typeof about === 'string' ? about : about.text
            return (
              <div key={text}>
                {typeof about !== 'string' && <Text tone="strong">{t(about.of)}</Text>}
                {t(text)
                  .split('\n')
                  .map((paragraph) => (
                    <Text key={paragraph}>{paragraph}</Text>
                  ))}
              </div>
            )
          })}
        </Stack>
      )}
      {inRows(part.asks ?? []).map((row) => {
        const questions = row.map(({ label, help, answer }) => (
          <BlankQuestion key={label} label={t(label)} help={help && t(help)}>
            <AnswerOnPaper answer={answer} rules={rules} />
          </BlankQuestion>
        ))
        return row.length === 1 ? questions : <PaperRow key={row[0]?.label}>{questions}</PaperRow>
      })}
    </PaperBlock>
  )
}

const isShort = ({ answer }: PaperQuestion): boolean =>
  'boxes' in answer || ('lines' in answer && (answer.lines === 1 || answer.half === true))

/** Short questions that follow one another share a row; each other one has its own. */
function inRows(questions: readonly PaperQuestion[]): readonly (readonly PaperQuestion[])[] {
  const rows: PaperQuestion[][] = []
  for (const question of questions) {
    const last = rows.at(-1)
    if (last?.every(isShort) && isShort(question)) last.push(question)
    else rows.push([question])
  }
  return rows
}

function AnswerOnPaper({ answer, rules }: { answer: PaperAnswer; rules: BrowserFileRules }) {
  const { t, language } = useMessages()
  if ('lines' in answer) return <WritingLines count={answer.lines} />
  if ('ticks' in answer) return <TickBoxes quiet={answer.small ?? false} options={answer.ticks.map((id) => t(id))} />
  if ('list' in answer) {
    return <TickBoxes options={codeOptions(rules.codeLists, answer.list, language).map(({ label }) => label)} />
  }
  if ('from' in answer) return <TickBoxes options={rules.competentBodies.map(({ name }) => name)} />
  if (answer.boxes === 'day') return <DayBoxes />
  return (
    <WritingBoxes
      groups={[
        { boxes: 2, label: t('ui.paper.hours') },
        { boxes: 2, label: t('ui.paper.minutes') },
      ]}
    />
  )
}
