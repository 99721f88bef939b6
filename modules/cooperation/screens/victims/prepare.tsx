import { asInstant } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, Callout, Disclosure, Form, FormRenderer, Row, useClient } from '@gloact/ui'
import { takeVictimStep, type VictimPreview } from '../../contract/victims.ts'
import { preparationForm } from '../../domain/victims/forms.ts'
import { useDraft } from '../use-draft.ts'
import { useVictimWords } from './victim-words.ts'

/** What is asked before anything goes, and what each of the three steps will send. Kept as far as it is written. */
export function Prepare({
  request,
  preview,
  onSaved,
}: {
  readonly request: RequestShown
  readonly preview: VictimPreview
  readonly onSaved: () => Promise<void>
}) {
  const { t, lists } = useVictimWords()
  const client = useClient()
  const draft = useDraft(
    preview.prepared,
    (id, answers) =>
      client.call(takeVictimStep, {
        params: { requestId: request.id },
        body: { id, step: 'amend', happenedAt: asInstant(Date.now()), answers },
      }),
    onSaved,
  )
  return (
    <Disclosure
      summary={t('cooperation.victims.prepare')}
      open={request.state === 'draft' || preview.missing.length > 0}
    >
      <Form onSubmit={() => void draft.run()}>
        <FormRenderer
          form={preparationForm}
          codeLists={lists}
          answers={draft.answers}
          failures={draft.failures}
          onChange={draft.edit}
        />
        {draft.refused && (
          <Callout tone="notice" urgent>
            {draft.refused}
          </Callout>
        )}
        <Row>
          <Button type="submit" busy={draft.busy} disabled={!draft.changed}>
            {t('cooperation.write.save')}
          </Button>
        </Row>
      </Form>
    </Disclosure>
  )
}
