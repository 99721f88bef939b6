import { KeyValueList, PaperBlock, Text, useMessages } from '@gloact/ui'
import type { FileView } from '../../contract/reading/files.ts'
import { Facts } from './attachment-list.tsx'

/** That there are attachments, and which: on paper they are named and not shown. */
export function AttachmentsOnPaper({ file }: { file: FileView }) {
  const { t } = useMessages()
  const there = file.attachments.filter(({ removed }) => removed === null)
  if (there.length === 0) return null
  return (
    <PaperBlock title={t('protection.file.section.attachments')}>
      <KeyValueList
        items={there.map((attachment) => ({
          label: <bdi>{attachment.title ?? t(`protection.attachment.kind.${attachment.kind}`)}</bdi>,
          value: <Facts attachment={attachment} />,
        }))}
      />
      <Text tone="quiet" size="sm">
        {t('protection.attachment.on_paper')}
      </Text>
    </PaperBlock>
  )
}
