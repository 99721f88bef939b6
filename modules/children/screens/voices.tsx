import { useQuery } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, Refusal, Row, Section, Sound, Stack, useClient } from '@gloact/ui'
import { useState } from 'react'
import { listVoices, playVoice } from '../contract/complaints.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'

/** Complaints that a child spoke, for the authority: one is fetched when somebody listens, and lies in the page's memory alone. */
export function Voices({ request }: { readonly request: RequestShown }) {
  const { t } = useChildrenWords()
  const client = useClient()
  const spoken = request.steps.some(({ step }) => step === 'complain')
  const found = useQuery({
    queryKey: [...CHILDREN_KEYS.voices(request.id), request.version],
    queryFn: () => client.callOrThrow(listVoices, { params: { requestId: request.id } }),
    enabled: spoken && request.you.includes('authority'),
  })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('children.voice.title')} about={t('children.voice.about')}>
      <Stack>
        {items.map((voice) => (
          <One key={voice.complaintId} requestId={request.id} voice={voice} />
        ))}
      </Stack>
    </Section>
  )
}

function One({
  requestId,
  voice: { complaintId, contentType, addedAt },
}: {
  readonly requestId: string
  readonly voice: { readonly complaintId: string; readonly contentType: string; readonly addedAt: string }
}) {
  const { t, formatInstant } = useChildrenWords()
  const client = useClient()
  const [sound, setSound] = useState<Blob | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const label = t('children.voice.play', { when: formatInstant(asInstant(addedAt)) })
  const listen = async () => {
    setBusy(true)
    const got = await client.call(playVoice, { params: { requestId, complaintId } })
    setBusy(false)
    setRefused(got.ok ? null : t(got.error.code))
    if (got.ok) setSound(new Blob([got.value as Blob], { type: contentType }))
  }
  return (
    <Row>
      {sound ? (
        <Sound of={sound} label={label} />
      ) : (
        <Button busy={busy} onPress={() => void listen()}>
          {label}
        </Button>
      )}
      <Refusal>{refused}</Refusal>
    </Row>
  )
}
