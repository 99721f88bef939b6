import { asInstant, asPlainDate, isPlainDate, newId, type PartialDate } from '@gloact/kernel'
import {
  Button,
  Columns,
  DateField,
  Form,
  Refusal,
  Row,
  Section,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { type DraftView, enactDraft } from '../contract/drafts.ts'
import { useRefusal } from './asked.tsx'
import { useRenew } from './queries.ts'

/** Records that the bill was enacted: the amended law gets its next text. */
export function EnactDraft({ draft }: { draft: DraftView }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const { go } = useNavigation()
  const [stepId] = useState(() => newId())
  const [number, setNumber] = useState('')
  const [madeOn, setMadeOn] = useState<PartialDate | null>(null)
  const [inForceOn, setInForceOn] = useState<PartialDate | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const enact = async () => {
    if (madeOn === null || inForceOn === null || !isPlainDate(madeOn) || !isPlainDate(inForceOn)) {
      return setProblem(t('legislation.dates_missing'))
    }
    setBusy(true)
    const enacted = await client.call(enactDraft, {
      params: { draftId: draft.id },
      body: {
        stepId,
        happenedAt: asInstant(Date.now()),
        number,
        madeOn: asPlainDate(madeOn),
        inForceOn: asPlainDate(inForceOn),
      },
    })
    setBusy(false)
    if (!enacted.ok) return setProblem(refusal(enacted.error))
    await renew()
    if (enacted.value.enactedId !== null) go(`/legislation/texts/${enacted.value.enactedId}`)
  }
  return (
    <Section title={t('legislation.enact')} about={t('legislation.enact_about')}>
      <Form onSubmit={() => void enact()}>
        <Stack>
          <Columns>
            <TextField label={t('legislation.law_number')} value={number} maxLength={40} onChange={setNumber} />
            <DateField label={t('legislation.made_on')} precision="day" value={madeOn} onChange={setMadeOn} />
            <DateField label={t('legislation.valid_from')} precision="day" value={inForceOn} onChange={setInForceOn} />
          </Columns>
          <Refusal>{problem}</Refusal>
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('legislation.record_enacted')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Section>
  )
}
