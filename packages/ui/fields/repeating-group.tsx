import { type ReactNode, useId } from 'react'
import { Heading, Text } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Button } from '../press/button.tsx'
import { Fold, type FoldProps } from '../form/fold.tsx'
import { useConfirm } from '../say/confirm.tsx'
import { FieldGroup } from './field-chrome.tsx'
import styles from './repeating-group.module.css'

export interface RepeatingRow {
  readonly id: string
  readonly title: string
  /** What it is about, read before its questions. */
  readonly about?: string | undefined
  readonly content: ReactNode
  /** Nothing was entered in it: removing it takes nothing away, and asks nothing. */
  readonly empty?: boolean
  /** It is recorded nowhere yet: removed, nothing of it stays. */
  readonly unsaved?: boolean
  /** Folds it to what was said in it. */
  readonly fold?: Pick<FoldProps, 'said' | 'count' | 'open' | 'onOpenChange'>
}

export interface RepeatingGroupProps {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  readonly rows: readonly RepeatingRow[]
  /** "Add a situation". */
  readonly addLabel: string
  readonly onAdd: () => void
  readonly onRemove: (id: string) => void
  readonly max?: number
  /** The rows are given: none is added, none removed. */
  readonly fixed?: boolean
  readonly readOnly?: boolean
}

/** The same questions as many times as there is something to say. Removing asks first. */
export function RepeatingGroup(props: RepeatingGroupProps) {
  const {
    label,
    help,
    error,
    required = false,
    rows,
    addLabel,
    onAdd,
    onRemove,
    max,
    fixed = false,
    readOnly = false,
  } = props
  const { t } = useMessages()
  const confirm = useConfirm()
  const groupId = useId()
  const remove = async (row: RepeatingRow) => {
    if (row.empty) return onRemove(row.id)
    const title = t('ui.rows.remove_title', { row: row.title })
    const body = t(row.unsaved ? 'ui.rows.remove_unsaved_body' : 'ui.rows.remove_body')
    if (await confirm({ title, body, confirm: t('ui.rows.remove') })) onRemove(row.id)
    return undefined
  }
  return (
    <FieldGroup label={label} help={help} error={error} required={required}>
      <div className={styles.rows}>
        {rows.length === 0 && <Text tone="quiet">{t('ui.rows.none')}</Text>}
        {rows.map((row) => {
          const removes = !readOnly && !fixed && (
            <Button
              kind="quiet"
              size="sm"
              icon="remove"
              label={t('ui.rows.remove_named', { row: row.title })}
              onPress={() => void remove(row)}
            >
              {t('ui.rows.remove')}
            </Button>
          )
          return row.fold ? (
            <section key={row.id} className={styles.row} aria-label={row.title}>
              <Fold level={4} title={row.title} {...row.fold}>
                {removes && <div className={styles.head}>{removes}</div>}
                {row.about !== undefined && <About>{row.about}</About>}
                {row.content}
              </Fold>
            </section>
          ) : (
            <section key={row.id} className={styles.row} aria-labelledby={`${groupId}-${row.id}`}>
              <div className={styles.head}>
                <Heading level={4} id={`${groupId}-${row.id}`}>
                  {row.title}
                </Heading>
                {removes}
              </div>
              {row.about !== undefined && <About>{row.about}</About>}
              {row.content}
            </section>
          )
        })}
        {!readOnly && !fixed && (max === undefined || rows.length < max) && (
          <div>
            <Button icon="plus" onPress={onAdd}>
              {addLabel}
            </Button>
          </div>
        )}
      </div>
    </FieldGroup>
  )
}

/** In whatever language it was written. */
function About({ children }: { children: string }) {
  return (
    <div className={styles.about}>
      <Text tone="strong">
        <bdi>{children}</bdi>
      </Text>
    </div>
  )
}
