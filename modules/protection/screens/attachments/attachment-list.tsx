import {
  Button,
  Card,
  Disclosure,
  Icon,
  Picture,
  problemWords,
  Refusal,
  Row,
  Stack,
  Tag,
  Text,
  useMessages,
} from '@gloact/ui'
import type { Instant } from '@gloact/kernel'
import { useState } from 'react'
import type { AttachmentView } from '../../contract/attachments/attachments.ts'
import { useFile } from '../reading/file-context.tsx'
import { useWords } from '../panel/use-words.ts'
import { isInWork } from '../panel/file-status.ts'
import { AttachmentViewer } from './attachment-viewer.tsx'
import { KIND_ICONS, sizeWords } from './attachment-words.ts'
import { PurposeDialog } from './purpose-dialog.tsx'
import { RemoveAttachment } from './remove-attachment.tsx'
import { useOpenedAttachment, useThumbnail } from './use-opened-attachment.ts'

/** Attachments with their small pictures, to open and to remove again. */
export function AttachmentList({ attachments }: { readonly attachments: readonly AttachmentView[] }) {
  const messages = useMessages()
  const { identity } = useFile()
  const { opened, busy, problem, open, close } = useOpenedAttachment()
  const [asked, setAsked] = useState<AttachmentView>()
  const press = (attachment: AttachmentView) => {
    if (attachment.sensitivity === 'case') void open(attachment, null)
    else if (identity.purpose !== undefined) void open(attachment, identity.purpose)
    else setAsked(attachment)
  }
  return (
    <Stack>
      <Refusal>{problem && problemWords(messages, problem)}</Refusal>
      {attachments.map((attachment) => (
        <AttachmentCard
          key={attachment.attachmentId}
          attachment={attachment}
          busy={busy === attachment.attachmentId}
          onOpen={() => press(attachment)}
        />
      ))}
      {asked && (
        <PurposeDialog
          onClose={() => setAsked(undefined)}
          onOpen={(purpose) => {
            setAsked(undefined)
            void open(asked, purpose)
          }}
        />
      )}
      {opened && <AttachmentViewer opened={opened} onClose={close} />}
    </Stack>
  )
}

interface CardProps {
  readonly attachment: AttachmentView
  readonly busy: boolean
  readonly onOpen: () => void
}

function AttachmentCard({ attachment, busy, onOpen }: CardProps) {
  const { t } = useMessages()
  const { file, may } = useFile()
  const thumbnail = useThumbnail(attachment)
  const [removing, setRemoving] = useState(false)
  const title = attachment.title ?? t(`protection.attachment.kind.${attachment.kind}`)
  const mayRemove = may('action.attachment_removed') && isInWork(file) && attachment.title !== null
  return (
    <Card>
      <Stack>
        <Row align="start" wrap={false}>
          {thumbnail ? <Picture small of={thumbnail} alt="" /> : <Icon name={KIND_ICONS[attachment.kind]} size={32} />}
          <Stack gap="xs">
            <Text tone="strong">
              <bdi>{title}</bdi>
            </Text>
            <Text tone="quiet" size="sm">
              <Facts attachment={attachment} />
            </Text>
            <Row gap="xs">
              {attachment.sensitivity !== 'case' && (
                <Tag icon="lock">{t(`protection.attachment.kept.${attachment.sensitivity}`)}</Tag>
              )}
              {!attachment.mayOpen && <Text size="sm">{t('protection.attachment.not_yours')}</Text>}
            </Row>
          </Stack>
        </Row>
        <Row>
          {attachment.mayOpen && (
            <Button
              size="sm"
              icon="eye"
              busy={busy}
              label={t('protection.attachment.open_this', { title })}
              onPress={onOpen}
            >
              {t('protection.attachment.open')}
            </Button>
          )}
          {mayRemove && !removing && (
            <Button
              size="sm"
              kind="quiet"
              label={t('protection.attachment.remove_this', { title })}
              onPress={() => setRemoving(true)}
            >
              {t('protection.attachment.remove')}
            </Button>
          )}
        </Row>
        {removing && <RemoveAttachment attachmentId={attachment.attachmentId} onDone={() => setRemoving(false)} />}
      </Stack>
    </Card>
  )
}

/** Kind, day, size and who added it, in one line. */
export function Facts({ attachment }: { readonly attachment: AttachmentView }) {
  const messages = useMessages()
  const { t, formatDate, staff } = useWords()
  return messages.formatFacts([
    t(`protection.attachment.kind.${attachment.kind}`),
    attachment.takenOn === null
      ? messages.formatInstant(attachment.happenedAt as Instant, 'date')
      : t('protection.attachment.taken', { date: formatDate(attachment.takenOn) }),
    sizeWords(messages, attachment.bytes),
    staff(attachment.actor),
  ])
}

/** What was removed: that it was there, when and why. It can no longer be opened. */
export function RemovedAttachments({ attachments }: { readonly attachments: readonly AttachmentView[] }) {
  const { t, formatInstant } = useMessages()
  const { staff } = useWords()
  if (attachments.length === 0) return null
  return (
    <Disclosure summary={t('protection.attachment.removed_title', { count: attachments.length })}>
      <Stack>
        {attachments.map((attachment) => (
          <Stack key={attachment.attachmentId} gap="xs">
            <Text>
              <bdi>{attachment.title ?? t(`protection.attachment.kind.${attachment.kind}`)}</bdi>
            </Text>
            {attachment.removed && (
              <Text tone="quiet" size="sm">
                {t('protection.attachment.removed_by', {
                  date: formatInstant(attachment.removed.happenedAt as Instant, 'date'),
                  who: staff(attachment.removed.actor),
                })}
                {attachment.removed.reason !== null && (
                  <>
                    {' · '}
                    <bdi>{attachment.removed.reason}</bdi>
                  </>
                )}
              </Text>
            )}
          </Stack>
        ))}
      </Stack>
    </Disclosure>
  )
}
