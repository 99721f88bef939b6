import { KeyValueList, Section, Text, useMessages } from '@gloact/ui'
import { useFile } from '../file-context.tsx'
import { Facts } from './attachment-list.tsx'

/** That there are attachments, and which: on paper they are named and not shown. */
export function AttachmentsOnPaper() {
  const { t } = useMessages()
  const { file } = useFile()
  const there = file.attachments.filter(({ removed }) => removed === null)
  if (there.length === 0) return null
  return (
    <Section title={t('protection.file.section.attachments')}>
      <KeyValueList
        items={there.map((attachment) => ({
          label: attachment.title ?? t(`protection.attachment.kind.${attachment.kind}`),
          value: <Facts attachment={attachment} />,
        }))}
      />
      <Text tone="quiet" size="sm">
        {t('protection.attachment.on_paper')}
      </Text>
    </Section>
  )
}
