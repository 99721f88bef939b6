import { asInstant } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Disclosure, useClient } from '@gloact/ui'
import { takeVictimStep, type VictimPreview } from '../../contract/victims.ts'
import { preparationForm } from '../../domain/victims/forms.ts'
import { DraftForm } from '../draft-form.tsx'
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
      <DraftForm form={preparationForm} codeLists={lists} draft={draft} />
    </Disclosure>
  )
}
