import { useQuery } from '@tanstack/react-query'
import { fieldsById, wordsIn } from '@gloact/forms'
import { asInstant, type Answer } from '@gloact/kernel'
import {
  answerText,
  Disclosure,
  KeyValueList,
  Text,
  Timeline,
  useClient,
  useMessages,
  type IconName,
  QueryState,
} from '@gloact/ui'
import { useState } from 'react'
import type { RowChange, RowTitles } from '../contract/index.ts'
import { listKey, titleIn, useLists, type RegisterParts } from './use-register.ts'

const ICONS: Readonly<Record<RowChange['how'], IconName>> = {
  added: 'plus',
  changed: 'edit',
  archived: 'folder',
  restored: 'undo',
  imported: 'upload',
}

interface RowHistoryProps {
  readonly parts: RegisterParts
  readonly rowId: string
  readonly version: number
}

/** Every version of a row, the latest first. It is asked for when it is opened. */
export function RowHistory({ parts, rowId, version }: RowHistoryProps) {
  const { t } = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <Disclosure summary={t('registers.history.title', { count: version })} open={open} onOpenChange={setOpen}>
      {open && <Versions parts={parts} rowId={rowId} version={version} />}
    </Disclosure>
  )
}

function Versions({ parts, rowId, version }: RowHistoryProps) {
  const { of, routes } = parts
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const history = useQuery({
    queryKey: [...listKey(of), 'history', rowId, version],
    queryFn: () => client.callOrThrow(routes.history, { params: { id: rowId } }),
  })
  if (!history.isSuccess) return <QueryState query={history} loading={t('registers.history.loading')} />
  const { items, titles } = history.data
  return (
    <Timeline
      label={t('registers.history.loading')}
      entries={items.map((item) => ({
        id: String(item.version),
        at: formatInstant(asInstant(item.at)),
        title: t(`registers.history.${item.how}`),
        icon: ICONS[item.how],
        ...(item.by === null ? {} : { who: item.by }),
        body:
          item.changes.length === 0 || item.how === 'added' ? null : (
            <Differences
              parts={parts}
              titles={titles}
              changes={item.changes}
              labels={['registers.history.before', 'registers.history.after']}
            />
          ),
      }))}
    />
  )
}

interface DifferencesProps {
  readonly parts: RegisterParts
  readonly titles: RowTitles
  readonly changes: RowChange['changes']
  readonly labels: readonly [before: string, after: string]
}

/** What was and what became, field by field. */
export function Differences({ parts, titles, changes, labels }: DifferencesProps) {
  const { of } = parts
  const messages = useMessages()
  const { t, language } = messages
  const lists = useLists(parts)
  const named = Object.fromEntries(Object.entries(titles).map(([id, title]) => [id, titleIn(title, language)]))
  const index = fieldsById(of.form)
  const said = (path: string, answer: Answer | null) => {
    const field = index.get(path.split('/').at(-1) ?? path)?.field
    if (!field || answer === null || field.type === 'group') return '–'
    return answerText(field, answer, lists, messages, named)
  }
  return (
    <KeyValueList
      items={changes.flatMap(({ path, before, after }) => {
        const parts = path.split('/')
        // The mark that a row of a group is there says nothing by itself.
        if (parts.length === 2) return []
        const field = index.get(parts.at(-1) ?? path)?.field
        const hidden = field?.sensitivity !== 'open'
        return [
          {
            label: field ? wordsIn(field.label, language) : path,
            value: hidden ? (
              <Text as="span" tone="quiet">
                {t('registers.history.hidden')}
              </Text>
            ) : (
              <>
                {t(labels[0])}: <bdi>{said(path, before)}</bdi>
                <br />
                {t(labels[1])}: <bdi>{said(path, after)}</bdi>
              </>
            ),
          },
        ]
      })}
    />
  )
}
