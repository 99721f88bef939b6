import { useQuery, useQueryClient } from '@tanstack/react-query'
import { labelOf } from '@gloact/codes'
import { asPlainDate, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  QueryState,
  Refusal,
  Row,
  Section,
  Stack,
  Text,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { readGuardianComplaints, reviewGuardianComplaint, type GuardianComplaints } from '../contract/guardians.ts'
import { CHILDREN_LISTS } from '../domain/forms.ts'
import { REVIEWS, type Review } from '../domain/suspension.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'

/** Complaints of children that were upheld against a guardian: what suspends them, who found it, and what a second person has found since. */
export function UpheldComplaints({ row }: { readonly row: { readonly id: string } }) {
  const { t } = useChildrenWords()
  const client = useClient()
  const found = useQuery({
    queryKey: CHILDREN_KEYS.complaints(row.id),
    queryFn: () => client.callOrThrow(readGuardianComplaints, { params: { guardianId: row.id } }),
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.complaints.title')} />
  const { suspended, complaints } = found.data
  return (
    <Section title={t('children.complaints.title')} about={t('children.complaints.about')}>
      <Stack>
        {suspended && (
          <Callout tone="danger" title={t('children.complaints.suspended')}>
            {t('children.complaints.suspended_about')}
          </Callout>
        )}
        {complaints.length === 0 && <Text>{t('children.complaints.none')}</Text>}
        {complaints.map((complaint) => (
          <One key={complaint.id} guardianId={row.id} complaint={complaint} />
        ))}
      </Stack>
    </Section>
  )
}

function One({
  guardianId,
  complaint,
}: {
  readonly guardianId: string
  readonly complaint: GuardianComplaints['complaints'][number]
}) {
  const { t, language, formatDate } = useChildrenWords()
  const { outcome, foundBy, foundOn, reviews } = complaint
  const said = (word: string, by: string | null, on: string) =>
    [word, by, formatDate(asPlainDate(on))].filter((each) => each !== null).join(' · ')
  return (
    <Card title={labelOf(CHILDREN_LISTS['children_complaint_outcome']!, outcome, language)}>
      <Stack gap="xs">
        <Text tone="quiet">{said(t('children.complaints.found'), foundBy, foundOn)}</Text>
        {reviews.map(({ result, by, on }, at) => (
          <Text key={`${on} ${at}`}>{said(t(`children.complaints.review.${result}`), by, on)}</Text>
        ))}
        <LookAgain guardianId={guardianId} complaintId={complaint.id} />
      </Stack>
    </Card>
  )
}

/** A second person of the authority looks again: the guardian appeals, or something was done about it. */
function LookAgain({ guardianId, complaintId }: { readonly guardianId: string; readonly complaintId: string }) {
  const { t } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [result, setResult] = useState<Review | null>(null)
  const [id, setId] = useState(() => newId<string>())
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const send = async () => {
    if (result === null) return
    setBusy(true)
    const sent = await client.call(reviewGuardianComplaint, {
      params: { guardianId, complaintId },
      body: { id, result },
    })
    setBusy(false)
    setRefused(sent.ok ? null : t(sent.error.code))
    if (!sent.ok) return
    setOpen(false)
    setResult(null)
    setId(newId())
    queries.setQueryData(CHILDREN_KEYS.complaints(guardianId), sent.value)
  }
  if (!open) {
    return (
      <Row>
        <Button onPress={() => setOpen(true)}>{t('children.complaints.look_again')}</Button>
      </Row>
    )
  }
  return (
    <Stack>
      <ChoiceField
        label={t('children.complaints.finding')}
        options={REVIEWS.map((value) => ({ value, label: t(`children.complaints.review.${value}`) }))}
        value={result}
        onChange={(value) => {
          setResult(REVIEWS.find((each) => each === value) ?? null)
          setId(newId())
        }}
      />
      <Refusal>{refused}</Refusal>
      <Row>
        <Button kind="primary" busy={busy} disabled={result === null} onPress={() => void send()}>
          {t('records.record')}
        </Button>
        <Button kind="quiet" onPress={() => setOpen(false)}>
          {t('ui.cancel')}
        </Button>
      </Row>
    </Stack>
  )
}
