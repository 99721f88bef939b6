import { useQuery } from '@tanstack/react-query'
import {
  EmptyState,
  FilePicker,
  Section,
  SoundRecorder,
  Stack,
  Text,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { readAttachmentRules } from '../../contract/attachments/attachments.ts'
import { useFile } from '../reading/file-context.tsx'
import { isInWork } from '../panel/file-status.ts'
import { AttachmentList, RemovedAttachments } from './attachment-list.tsx'
import { ACCEPTED, sizeWords } from './attachment-words.ts'
import { UploadCard } from './upload-card.tsx'
import { fieldsFor, kindOfType, type Begin } from '../outbox/uploads.ts'
import { useUploads } from '../outbox/use-file-uploads.ts'

/** Photographs, recordings and documents of a file: to add, to open, to remove. */
export function AttachmentsPanel() {
  const { t } = useMessages()
  const { file, may, uploads } = useFile()
  const sending = useUploads(uploads).filter(({ besideConsent }) => besideConsent === null)
  const mayAdd = may('action.attachment_added') && isInWork(file)
  const there = file.attachments.filter(({ removed }) => removed === null).toReversed()
  return (
    <Section title={t('protection.file.section.attachments')}>
      <Stack>
        {mayAdd && <AddAttachments />}
        {sending.map((upload) => (
          <UploadCard key={upload.id} upload={upload} />
        ))}
        {there.length === 0 && sending.length === 0 && (
          <EmptyState
            icon="attachment"
            title={t('protection.attachment.none')}
            about={t('protection.attachment.none_about')}
          />
        )}
        {there.length > 0 && <AttachmentList attachments={there} />}
        <RemovedAttachments attachments={file.attachments.filter(({ removed }) => removed !== null)} />
      </Stack>
    </Section>
  )
}

/** What is chosen, dropped, photographed or recorded goes on its way at once; what it is gets said while it is sent. */
function AddAttachments() {
  const messages = useMessages()
  const { t } = messages
  const { uploads } = useFile()
  const begin = useBegin()
  return (
    <Stack>
      <FilePicker
        label={t('protection.attachment.add')}
        choose={t('protection.attachment.choose')}
        many
        camera
        accept={ACCEPTED}
        help={t('protection.attachment.choose_help')}
        onFiles={(files) => begin(files)}
      />
      <SoundRecorder
        words={{
          record: t('protection.attachment.record'),
          stop: t('protection.attachment.stop_recording'),
          recording: t('protection.attachment.recording'),
          noMicrophone: t('protection.attachment.no_microphone'),
        }}
        onRecorded={(sound) =>
          uploads.begin([
            {
              chosen: sound,
              name: t('protection.attachment.own_recording'),
              fields: fieldsFor('audio', t('protection.attachment.kind.audio')),
            },
          ])
        }
      />
      <Text tone="quiet" size="sm">
        {t('protection.attachment.until_added')}
      </Text>
    </Stack>
  )
}

/** Takes what was chosen; says at once what is too large to be sent. */
export function useBegin() {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const { uploads } = useFile()
  const { say } = useToast()
  const { data: rules } = useQuery({
    queryKey: ['protection', 'attachment-rules'],
    queryFn: ({ signal }) => client.callOrThrow(readAttachmentRules, undefined, { signal }),
    staleTime: Infinity,
  })
  return (files: readonly File[], more: { readonly besideConsent?: string } = {}) => {
    const most = rules?.maxBytes ?? Infinity
    if (files.some(({ size }) => size > most)) {
      say(t('protection.attachment.too_large_here', { most: sizeWords(messages, most) }), { tone: 'notice' })
    }
    uploads.begin(
      files
        .filter(({ size }) => size <= most)
        .map((chosen): Begin => {
          const kind = more.besideConsent === undefined ? kindOfType(chosen.type) : 'consent_form'
          return {
            chosen,
            name: chosen.name,
            fields: {
              ...fieldsFor(kind, t(`protection.attachment.kind.${kind}`)),
              consentId: more.besideConsent ?? null,
            },
            ...more,
          }
        }),
    )
  }
}
