import { type Field, fileAnswerOf, rowLabelIn, rowPath, type SimpleField, wordsIn } from '@gloact/forms'
import { type Answer, isAbsent } from '@gloact/kernel'
import { Fragment, type ReactNode, useState } from 'react'
import { Disclosure } from '../layout/disclosure.tsx'
import { Card, Row, Stack } from '../layout/layout.tsx'
import { Text } from '../layout/text.tsx'
import { Button } from '../press/button.tsx'
import { Link } from '../press/link.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Absent, KeyValueList } from '../show/key-value-list.tsx'
import { answerText } from './answer-text.ts'
import { isSaid, isShown } from './by-sight.ts'
import { Fold } from './fold.tsx'
import type { FormFieldContext } from './form-field.tsx'
import { useGivenRows } from './given-rows.tsx'
import { KeptBack } from './kept-back.tsx'
import { type SaidIn, saidInRow, type SaidOf } from './said-in.ts'

type Context = Pick<FormFieldContext, 'view' | 'shown' | 'codeLists' | 'hidden' | 'references' | 'files'>

/** The answers to a section's questions, to read. */
export function AnswerList({ fields, context }: { fields: readonly Field[]; context: Context }) {
  const { language } = useMessages()
  const shown = fields.filter((field) => isShown(field, context))
  const plain = shown.filter((field) => field.type !== 'group')
  const groups = shown.filter((field) => field.type === 'group')
  return (
    <Stack>
      {plain.length > 0 && <Asked fields={plain} context={context} />}
      {groups.map((group) => (
        <Rows key={group.id} label={wordsIn(group.label, language)} group={group} context={context} />
      ))}
    </Stack>
  )
}

interface WholeProps {
  /** Of each part what has its place on the page. */
  readonly parts: readonly { readonly id: string; readonly fields: readonly Field[] }[]
  readonly context: Context
  /** Draws the answers to the questions of one part. */
  readonly draw: (fields: readonly Field[]) => ReactNode
}

/** The answers to a whole form without the titles of its parts: what was not asked in any of them waits in one line at the end. */
export function WholeAnswers({ parts, context, draw }: WholeProps) {
  const asked = parts.flatMap(({ fields }) => fields)
  const unasked = asked.filter((field) => field.type !== 'group').filter((field) => isUnasked(field, context))
  const folded: readonly Field[] = unasked.length > FEW ? unasked : []
  const rest = parts.flatMap(({ id, fields }) => {
    const left = fields.filter((field) => !folded.includes(field))
    return left.length === 0 ? [] : [{ id, left }]
  })
  return (
    <Stack>
      {rest.map(({ id, left }) => (
        <Fragment key={id}>{draw(left)}</Fragment>
      ))}
      {folded.length > 0 && <Unasked fields={unasked} context={context} />}
    </Stack>
  )
}

interface ReadProps {
  readonly fields: readonly Field[]
  readonly context: Context
  readonly of: SaidOf
  /** Folds each row to a line of what was said in it. */
  readonly foldRows?: (said: SaidIn) => { readonly said: string; readonly count: string | undefined }
  /** How questions stand there that nobody was asked: by their names, or where they are many as a number that opens to them. */
  readonly unasked: 'named' | 'counted'
}

/** How many rows a group has is seen by the rows. */
const countsOneOf = (groups: readonly Field[], field: SimpleField): boolean => {
  if (field.type !== 'calculated' || !('count' in field.calculation)) return false
  const { count } = field.calculation
  return groups.some(({ id }) => id === count)
}

/** What was answered in a section, to read; what was not asked, and what is hidden, in a line each. */
export function ReadAnswers({ fields, context, of, foldRows, unasked }: ReadProps) {
  const { t, language } = useMessages()
  const { view, shown, hidden } = context
  const there = fields.filter((field) => isShown(field, of))
  const groups = there.filter((field) => field.type === 'group')
  // Of rows that are left out for there being none, "0" says nothing either.
  const allGroups = fields.filter((field) => field.type === 'group')
  const plain = there.filter((field) => field.type !== 'group').filter((field) => !countsOneOf(allGroups, field))
  const isKept = (field: Field) => hidden?.has(field.id) === true
  const givenRows = useGivenRows()
  return (
    <Stack gap="sm">
      <Told
        fields={plain}
        isSaid={(field) => isSaid(field.type === 'calculated' ? view.answer(field.id) : shown[field.id])}
        isKept={isKept}
        unasked={unasked}
        context={context}
      />
      {groups.map((group) => {
        const rows = isKept(group) ? [] : view.rows(group.id)
        const label = wordsIn(group.label, language)
        if (rows.length === 0) {
          return (
            <Text key={group.id} tone="quiet" size="sm">
              {isKept(group) ? t('ui.form.hidden', { questions: label }) : t('ui.form.none_of', { group: label })}
            </Text>
          )
        }
        const given = givenRows(group.id, shown)
        return rows.map((row, index) => {
          const title = given
            ? t('ui.rows.title_given', { group: rowLabelIn(group, language), name: given.of(row.id).name })
            : t('ui.rows.title', { group: rowLabelIn(group, language), number: index + 1 })
          const told = (
            <Told
              fields={group.fields.filter(
                (field) => field.id !== given?.by && isShown(field, of, { group: group.id, id: row.id }),
              )}
              isSaid={(field) =>
                isSaid(
                  field.type === 'calculated'
                    ? view.answer(field.id, row.id)
                    : shown[rowPath(group.id, row.id, field.id)],
                )
              }
              isKept={(field) => hidden?.has(rowPath(group.id, row.id, field.id)) === true || isKept(field)}
              unasked={unasked}
              context={context}
              row={{ group: group.id, id: row.id }}
            />
          )
          const about = given?.of(row.id).about
          return foldRows ? (
            <FoldedRow key={row.id} title={title} {...foldRows(saidInRow(group.id, group.fields, row.id, of))}>
              {about && <Text>{about}</Text>}
              {told}
            </FoldedRow>
          ) : (
            <Card key={row.id} title={title}>
              {about && <Text>{about}</Text>}
              {told}
            </Card>
          )
        })
      })}
    </Stack>
  )
}

function FoldedRow(props: { title: string; said: string; count: string | undefined; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return <Fold level={4} open={open} onOpenChange={setOpen} {...props} />
}

interface ToldProps {
  readonly fields: readonly SimpleField[]
  readonly isSaid: (field: SimpleField) => boolean
  readonly isKept: (field: SimpleField) => boolean
  readonly unasked: ReadProps['unasked']
  readonly context: Context
  readonly row?: { readonly group: string; readonly id: string }
}

function Told({ fields, isSaid: said, isKept, unasked, context, row }: ToldProps) {
  const { t, language, formatFacts } = useMessages()
  const kept = fields.filter(isKept)
  const open = fields.filter((field) => !kept.includes(field))
  const told = open.filter(said)
  // What is worked out from other answers is asked of nobody.
  const notAsked = open.filter((field) => !told.includes(field) && field.type !== 'calculated')
  const names = (of: readonly SimpleField[]) => formatFacts(of.map((field) => wordsIn(field.label, language)))
  return (
    <>
      {told.length > 0 && <Answers fields={told} context={context} {...(row && { row })} />}
      {kept.length > 0 && (
        <Text tone="quiet" size="sm">
          {t('ui.form.hidden', { questions: names(kept) })}
        </Text>
      )}
      {unasked === 'counted' && notAsked.length > FEW ? (
        <Unasked fields={notAsked} context={context} {...(row && { row })} />
      ) : (
        notAsked.length > 0 && (
          <Text tone="quiet" size="sm">
            {t('ui.form.not_asked', { questions: names(notAsked) })}
          </Text>
        )
      )}
    </>
  )
}

interface RowsProps {
  readonly label: string
  readonly group: Extract<Field, { type: 'group' }>
  readonly context: Context
}

function Rows({ label, group, context }: RowsProps) {
  const { t, language } = useMessages()
  const given = useGivenRows()(group.id, context.shown)
  const rows = context.view.rows(group.id)
  if (context.hidden?.has(group.id)) {
    return (
      <Card title={label}>
        <KeptBack />
      </Card>
    )
  }
  if (rows.length === 0) {
    return (
      <Card title={label}>
        <Text tone="quiet">{t('ui.rows.none')}</Text>
      </Card>
    )
  }
  return (
    <>
      {rows.map((row, index) => (
        <Card
          key={row.id}
          title={
            given
              ? t('ui.rows.title_given', { group: rowLabelIn(group, language), name: given.of(row.id).name })
              : t('ui.rows.title', { group: rowLabelIn(group, language), number: index + 1 })
          }
        >
          {given?.of(row.id).about && <Text>{given.of(row.id).about}</Text>}
          <Asked
            fields={group.fields.filter(
              (field) => field.id !== given?.by && isShown(field, context, { group: group.id, id: row.id }),
            )}
            context={context}
            row={{ group: group.id, id: row.id }}
          />
        </Card>
      ))}
    </>
  )
}

/** Up to so many questions that were not asked stand in their place; more would bury what was said. */
const FEW = 2

type RowOf = { readonly group: string; readonly id: string }

/** Nobody was asked this; what is worked out, and what is kept from the reader, is no such thing. */
function isUnasked(field: SimpleField, { shown, hidden }: Context, row?: RowOf): boolean {
  const path = row ? rowPath(row.group, row.id, field.id) : field.id
  const isKept = hidden?.has(path) === true || hidden?.has(field.id) === true
  return field.type !== 'calculated' && !isKept && !isSaid(shown[path])
}

/** What was answered, every other kind of absence included; many questions that were not asked wait folded in a line of their own. */
function Asked({ fields, context, row }: AnswersProps) {
  const of = { context, ...(row && { row }) }
  const unasked = fields.filter((field) => isUnasked(field, context, row))
  if (unasked.length <= FEW) return <Answers fields={fields} {...of} />
  const rest = fields.filter((field) => !unasked.includes(field))
  return (
    <>
      {rest.length > 0 && <Answers fields={rest} {...of} />}
      <Unasked fields={unasked} {...of} />
    </>
  )
}

function Unasked(props: AnswersProps) {
  const { t } = useMessages()
  return (
    <Disclosure summary={t('ui.form.not_asked_count', { count: props.fields.length })}>
      <Answers {...props} />
    </Disclosure>
  )
}

interface AnswersProps {
  readonly fields: readonly SimpleField[]
  readonly context: Context
  readonly row?: RowOf
}

function Answers({ fields, context, row }: AnswersProps) {
  const messages = useMessages()
  const { view, shown, codeLists, hidden } = context
  const valueOf = (field: SimpleField) => {
    const path = row ? rowPath(row.group, row.id, field.id) : field.id
    if (hidden?.has(path) || hidden?.has(field.id)) return <KeptBack />
    const answer: Answer | undefined = field.type === 'calculated' ? view.answer(field.id, row?.id) : shown[path]
    if (!answer) return <Absent kind="not_asked" />
    if (isAbsent(answer)) return <Absent kind={answer.absent} />
    if (field.type === 'url') {
      const address = String(answer.value)
      return <Link href={address}>{address}</Link>
    }
    const text = <bdi>{answerText(field, answer, codeLists, messages, context.references?.titles)}</bdi>
    const { files } = context
    const document = field.type === 'file' ? fileAnswerOf(answer.value) : undefined
    if (!document || !files) return text
    const label = messages.t('ui.file.open_named', { label: wordsIn(field.label, messages.language) })
    return (
      <Row>
        {text}
        <Button kind="quiet" size="sm" icon="download" label={label} onPress={() => files.open(document)}>
          {messages.t('ui.file.open')}
        </Button>
      </Row>
    )
  }
  return (
    <KeyValueList
      items={fields.map((field) => ({ label: wordsIn(field.label, messages.language), value: valueOf(field) }))}
    />
  )
}
