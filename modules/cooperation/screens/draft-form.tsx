import type { CodeLists } from '@gloact/codes'
import type { FormDefinition } from '@gloact/forms'
import { Button, Form, FormRenderer, Refusal, Row, useMessages } from '@gloact/ui'
import type { ReactNode } from 'react'
import type { useDraft } from './use-draft.ts'

interface DraftFormProps {
  readonly form: FormDefinition
  readonly codeLists: CodeLists
  readonly draft: ReturnType<typeof useDraft>
  /** What is done with it once it is saved. Without it, it is only kept. */
  readonly onSubmit?: () => Promise<void>
  /** Between the form and what can be done: what is still missing. */
  readonly children?: ReactNode
}

/** A form that is kept as far as it is written, and put forward from where it is written. */
export function DraftForm({ form, codeLists, draft, onSubmit, children }: DraftFormProps) {
  const { t } = useMessages()
  if (!draft.ready) return null
  return (
    <Form unsent="kept" onSubmit={() => void draft.run()}>
      <FormRenderer
        form={form}
        codeLists={codeLists}
        answers={draft.answers}
        pending={draft.pending}
        onPending={draft.onPending}
        failures={draft.failures}
        onChange={draft.edit}
      />
      {children}
      <Refusal>{draft.refused}</Refusal>
      <Row>
        <Button type="submit" busy={draft.busy} disabled={!draft.changed}>
          {t('cooperation.write.save')}
        </Button>
        {onSubmit && (
          <Button kind="primary" busy={draft.busy} onPress={() => void draft.run(onSubmit)}>
            {t('cooperation.write.submit')}
          </Button>
        )}
      </Row>
    </Form>
  )
}
