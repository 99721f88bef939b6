import {
  Button,
  Callout,
  Card,
  Form,
  problemWords,
  Refusal,
  Row,
  SavedState,
  Text,
  useConfirm,
  useMessages,
} from '@gloact/ui'
import type { ReactNode } from 'react'
import type { PanelFields, PanelForm } from './use-panel-form.ts'

export interface ActionFormProps<Fields extends PanelFields> {
  readonly form: PanelForm<Fields>
  readonly title: string
  /** The verb: "Add the note". */
  readonly submit: string
  /** Why it cannot be sent as things stand; a sentence. */
  readonly blocked?: string | undefined
  /** What has to be read last, right before it is sent. */
  readonly before?: ReactNode
  readonly danger?: boolean
  readonly level?: 3 | 4
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** The frame of a form in a file: its fields, what went wrong, what is kept, send and give up. */
export function ActionForm<Fields extends PanelFields>(props: ActionFormProps<Fields>) {
  const { form, title, submit, blocked, before, danger = false, level = 3, onSubmit, children } = props
  const messages = useMessages()
  const { t } = messages
  const confirm = useConfirm()
  const giveUp = async () => {
    const question = {
      title: t('protection.panel.give_up_title'),
      body: t('protection.panel.give_up_body'),
      confirm: t('protection.panel.give_up_confirm'),
    }
    if (!form.typed || (await confirm(question))) form.giveUp()
  }
  return (
    <Card title={title} level={level}>
      <Form unsent="kept" onSubmit={onSubmit}>
        {children}
        {form.problem && (
          <Callout tone="notice" title={t('protection.panel.not_recorded')} urgent>
            <Text>{problemWords(messages, form.problem)}</Text>
            <Text>{t('protection.panel.typed_is_kept')}</Text>
          </Callout>
        )}
        <Refusal>{form.incomplete && t('protection.panel.incomplete')}</Refusal>
        {before}
        {blocked !== undefined && <Text tone="strong">{blocked}</Text>}
        <Row justify="between">
          <Row>
            <Button
              type="submit"
              kind={danger ? 'danger' : 'primary'}
              busy={form.busy}
              disabled={blocked !== undefined}
            >
              {submit}
            </Button>
            <Button kind="quiet" disabled={form.busy} onPress={() => void giveUp()}>
              {t(form.typed ? 'protection.panel.discard' : 'protection.panel.cancel')}
            </Button>
          </Row>
          {form.sealed ? (
            form.typed && <SavedState state={form.state} />
          ) : (
            <Text tone="quiet" size="sm">
              {t('protection.panel.not_kept')}
            </Text>
          )}
        </Row>
      </Form>
    </Card>
  )
}
