import { FilePicker, Stack, Text, useMessages } from '@gloact/ui'
import { useFile } from '../reading/file-context.tsx'
import { isInWork } from '../panel/file-status.ts'
import { AttachmentList } from './attachment-list.tsx'
import { ACCEPTED } from './attachment-words.ts'
import { useBegin } from './attachments-panel.tsx'
import { UploadCard } from './upload-card.tsx'
import { useUploads } from '../outbox/use-file-uploads.ts'

/** The signed paper of a consent: scanned or photographed, beside the consent that it is of. */
export function PaperOfConsent({ consentId }: { readonly consentId: string }) {
  const { t } = useMessages()
  const { file, may, uploads } = useFile()
  const begin = useBegin()
  const papers = file.attachments.filter(
    (attachment) => attachment.consentId === consentId && attachment.removed === null,
  )
  const sending = useUploads(uploads).filter((upload) => upload.besideConsent === consentId)
  const mayAdd = may('action.attachment_added') && isInWork(file)
  if (!mayAdd && papers.length === 0) return null
  return (
    <Stack>
      <Text tone="strong">{t('protection.attachment.paper')}</Text>
      {papers.length > 0 && <AttachmentList attachments={papers} />}
      {sending.map((upload) => (
        <UploadCard key={upload.id} upload={upload} />
      ))}
      {mayAdd && (
        <FilePicker
          label={t('protection.attachment.paper')}
          choose={t('protection.attachment.paper_choose')}
          many
          camera
          accept={ACCEPTED}
          onFiles={(files) => begin(files, { besideConsent: consentId })}
        />
      )}
    </Stack>
  )
}
