import { type Field, rowPath, type SimpleField, wordsIn } from '@gloact/forms'
import { type Answer, isAbsent } from '@gloact/kernel'
import { Card, Stack } from '../layout/layout.tsx'
import { Text } from '../layout/text.tsx'
import { Link } from '../press/link.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Absent, KeyValueList } from '../show/key-value-list.tsx'
import { answerText } from './answer-text.ts'
import type { FormFieldContext } from './form-field.tsx'
import { KeptBack } from './kept-back.tsx'

type Context = Pick<FormFieldContext, 'view' | 'shown' | 'codeLists' | 'hidden' | 'references'>

/** The answers to a section's questions, to read. */
export function AnswerList({ fields, context }: { fields: readonly Field[]; context: Context }) {
  const { language } = useMessages()
  const { view } = context
  const shown = fields.filter((field) => view.isVisible(field.id))
  const plain = shown.filter((field) => field.type !== 'group')
  const groups = shown.filter((field) => field.type === 'group')
  return (
    <Stack>
      {plain.length > 0 && <Answers fields={plain} context={context} />}
      {groups.map((group) => (
        <Rows key={group.id} label={wordsIn(group.label, language)} group={group} context={context} />
      ))}
    </Stack>
  )
}

interface RowsProps {
  readonly label: string
  readonly group: Extract<Field, { type: 'group' }>
  readonly context: Context
}

function Rows({ label, group, context }: RowsProps) {
  const { t } = useMessages()
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
        <Card key={row.id} title={t('ui.rows.title', { group: label, number: index + 1 })}>
          <Answers
            fields={group.fields.filter((field) => context.view.isVisible(field.id, row.id))}
            context={context}
            row={{ group: group.id, id: row.id }}
          />
        </Card>
      ))}
    </>
  )
}

interface AnswersProps {
  readonly fields: readonly SimpleField[]
  readonly context: Context
  readonly row?: { readonly group: string; readonly id: string }
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
    return <bdi>{answerText(field, answer, codeLists, messages, context.references?.titles)}</bdi>
  }
  return (
    <KeyValueList
      items={fields.map((field) => ({ label: wordsIn(field.label, messages.language), value: valueOf(field) }))}
    />
  )
}
