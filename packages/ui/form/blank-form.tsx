import { type CodeLists, labelOf, offeredCodes } from '@gloact/codes'
import {
  listOf,
  type Field,
  type FormDefinition,
  offeredAbsences,
  rowLabelIn,
  type SimpleField,
  wordsIn,
} from '@gloact/forms'
import { BlankQuestion, DayBoxes, PaperBlock, TickBoxes, WritingBoxes, WritingLines } from '../paper/paper.tsx'
import { Text } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { scaleText, stepsOf } from './answer-text.ts'

/** More codes than this are not printed as boxes to tick: the word is written on a line. */
const MOST_TICKS = 40
/** As many rows of a repeating group stand on a blank; more go on another sheet. */
const ROWS = 3

export interface BlankFormProps {
  readonly form: FormDefinition
  readonly codeLists: CodeLists
}

/** A form to fill in by hand: every question with boxes or lines for its answer, and why there may be none. */
export function BlankForm({ form, codeLists }: BlankFormProps) {
  const { language, t } = useMessages()
  return (
    <>
      {form.sections.map((section) => (
        <PaperBlock key={section.id} title={wordsIn(section.title, language)}>
          {section.help && <Text tone="quiet">{wordsIn(section.help, language)}</Text>}
          {section.fields.map((field) =>
            field.aside === 'imported' ? null : field.type === 'group' ? (
              <div key={field.id}>
                <Text tone="strong">{wordsIn(field.label, language)}</Text>
                {field.help && <Text tone="quiet">{wordsIn(field.help, language)}</Text>}
                {Array.from({ length: Math.min(field.maxRows ?? ROWS, ROWS) }, (_, row) => (
                  <PaperBlock key={row}>
                    <Text tone="strong">
                      {t('ui.rows.title', { group: rowLabelIn(field, language), number: row + 1 })}
                    </Text>
                    {field.fields.map((inner) => (
                      <BlankField key={inner.id} field={inner} codeLists={codeLists} />
                    ))}
                  </PaperBlock>
                ))}
                <Text size="sm" tone="quiet">
                  {t('ui.paper.more_rows')}
                </Text>
              </div>
            ) : (
              <BlankField key={field.id} field={field} codeLists={codeLists} />
            ),
          )}
        </PaperBlock>
      ))}
    </>
  )
}

function BlankField({ field, codeLists }: { field: SimpleField; codeLists: CodeLists }) {
  const { language, t } = useMessages()
  // What is worked out from other answers is not asked.
  if (field.type === 'calculated' || field.aside === 'imported') return null
  const absences = offeredAbsences(field).filter((kind) => kind !== 'not_asked')
  const unit = field.type === 'number' && field.unit ? ` (${wordsIn(field.unit, language)})` : ''
  return (
    <BlankQuestion
      label={`${wordsIn(field.label, language)}${unit}`}
      help={field.help && wordsIn(field.help, language)}
    >
      <BlankAnswer field={field} codeLists={codeLists} />
      {absences.length > 0 && <TickBoxes quiet options={absences.map((kind) => t(`forms.absence.${kind}`))} />}
    </BlankQuestion>
  )
}

function BlankAnswer({ field, codeLists }: { field: Field; codeLists: CodeLists }) {
  const { language, t, formatNumber } = useMessages()
  switch (field.type) {
    case 'long_text':
      return <WritingLines count={6} />
    case 'number':
      return <WritingBoxes groups={[{ boxes: 6 }]} />
    case 'scale':
      return (
        <TickBoxes
          options={stepsOf(field).map((step) => scaleText(field, step, language, formatNumber, { outOf: false }))}
        />
      )
    case 'phone':
      return <WritingBoxes groups={[{ boxes: 15 }]} />
    case 'date':
      return <DayBoxes />
    case 'yes_no_unknown':
      return <TickBoxes options={[t('forms.yes'), t('forms.no')]} />
    case 'choice':
    case 'choices': {
      const list = listOf(field, codeLists)
      if (!list || offeredCodes(list).length > MOST_TICKS) return <WritingLines />
      return <TickBoxes options={offeredCodes(list).map(({ code }) => labelOf(list, code, language))} />
    }
    default:
      return <WritingLines />
  }
}
