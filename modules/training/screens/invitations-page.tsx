import {
  Button,
  Callout,
  FileNumber,
  PageHeader,
  Paper,
  PaperBlock,
  QrCode,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Invitation, invite } from '../contract/training-events.ts'
import { Asked, useDoing, useEvent } from './asked.tsx'

/** The invitations of those selected, to be printed: each with the code by which a phone takes part. */
export function InvitationsPage() {
  const { t } = useMessages()
  const { eventId = '' }: { eventId?: string } = useParams({ strict: false })
  const event = useEvent(eventId)
  return (
    <Asked query={event}>
      {(page) => (
        <>
          <PageHeader
            title={t('training.invitations.title')}
            about={t('training.invitations.about')}
            back={{ to: `/training/events/${eventId}#attendance`, label: page.event.title }}
          />
          <Sheets eventId={eventId} title={page.event.title} place={page.event.place} />
        </>
      )}
    </Asked>
  )
}

interface SheetsProps {
  readonly eventId: string
  readonly title: string
  readonly place: string
}

function Sheets({ eventId, title, place }: SheetsProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [items, setItems] = useState<readonly Invitation[] | null>(null)
  // Codes are shown when somebody asks for them, and who asked is recorded.
  const show = () =>
    run(async () => {
      const answer = await client.call(invite, { params: { eventId } })
      if (answer.ok) setItems(answer.value.items)
      return answer
    })
  if (items === null) {
    return (
      <Stack>
        <Callout>{t('training.invitations.codes')}</Callout>
        {note}
        <Row>
          <Button kind="primary" busy={busy} onPress={() => void show()}>
            {t('training.invitations.show')}
          </Button>
        </Row>
      </Stack>
    )
  }
  const address = `${location.origin}/take-part`
  return (
    <Stack>
      <Row>
        <Button icon="print" onPress={() => print()}>
          {t('training.invitations.print')}
        </Button>
      </Row>
      <Paper size="a4" foot={<bdi>{title}</bdi>}>
        {items.map(({ participantId, name, employer, code }) => (
          <PaperBlock key={participantId} title={name} whole>
            <Text>
              <bdi>{employer}</bdi>
            </Text>
            <Text>{t('training.invitations.text', { event: title, place })}</Text>
            <Text>
              {t('training.invitations.code')} <FileNumber>{code}</FileNumber>
            </Text>
            <Text>
              {t('training.invitations.where')} <bdi dir="ltr">{address}</bdi>
            </Text>
            <QrCode text={`${address}#${code}`} label={t('training.invitations.qr')} />
          </PaperBlock>
        ))}
      </Paper>
    </Stack>
  )
}
