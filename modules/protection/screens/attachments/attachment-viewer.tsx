import {
  Button,
  Callout,
  Dialog,
  Pdf,
  Picture,
  Row,
  saveFile,
  Sound,
  Stack,
  Text,
  useMessages,
  WordsInFrame,
} from '@gloact/ui'
import type { OpenedAttachment } from './use-opened-attachment.ts'

/**
 * What was opened, shown so that it can do nothing: pictures, sound, the pages of a PDF as pictures, words in a sandboxed
 * frame. The rest is handed over.
 */
export function AttachmentViewer({
  opened,
  onClose,
}: {
  readonly opened: OpenedAttachment
  readonly onClose: () => void
}) {
  const { t } = useMessages()
  const { attachment, content } = opened
  const title = attachment.title ?? t(`protection.attachment.kind.${attachment.kind}`)
  return (
    <Dialog title={title} open onClose={onClose} size="lg">
      <Stack>
        <Shown content={content} type={attachment.contentType} title={title} />
        <Row justify="between">
          <Button
            icon="download"
            onPress={() =>
              saveFile(content, `attachment-${attachment.attachmentId.slice(-8)}${ending(attachment.contentType)}`)
            }
          >
            {t('protection.attachment.keep_copy')}
          </Button>
          <Button kind="primary" onPress={onClose}>
            {t('protection.attachment.close')}
          </Button>
        </Row>
        <Text tone="quiet" size="sm">
          {t('protection.attachment.copy_about')}
        </Text>
      </Stack>
    </Dialog>
  )
}

function Shown({ content, type, title }: { content: Blob; type: string; title: string }) {
  const { t } = useMessages()
  if (type.startsWith('image/')) return <Picture of={content} alt={title} />
  if (type.startsWith('audio/')) return <Sound of={content} label={title} />
  if (type === 'application/pdf') return <Pdf of={content} title={title} />
  if (type === 'text/plain') return <WordsInFrame of={content} title={title} />
  return (
    <Callout tone="notice" title={t('protection.attachment.not_shown')}>
      {t('protection.attachment.not_shown_about')}
    </Callout>
  )
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'text/plain': '.txt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.oasis.opendocument.text': '.odt',
  'application/vnd.oasis.opendocument.spreadsheet': '.ods',
}

const ending = (type: string): string => ENDINGS[type] ?? `.${type.split('/')[1] ?? 'bin'}`
