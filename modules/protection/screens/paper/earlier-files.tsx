import { Button, Callout, FileNumber, Link, Row, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { likenessOf, type FoundFile } from '../search/found-files.ts'
import { fileAddress } from '../file-address.ts'
import { personWords } from '../person-words.ts'

export interface EarlierFilesProps {
  /** Null where nobody has looked yet. */
  readonly found: readonly FoundFile[] | null
  readonly searching: boolean
  /** The name on the paper; empty where there is none. */
  readonly name: string
  readonly onSearch: () => void
}

/** Whether the person may have a file already: looked for by name before one is opened. It suggests; people decide. */
export function EarlierFiles({ found, searching, name, onSearch }: EarlierFilesProps) {
  const messages = useMessages()
  const { t } = messages
  return (
    <Stack gap="sm">
      <Row>
        <Button icon="search" busy={searching} disabled={name === ''} onPress={onSearch}>
          {t('protection.backlog.search')}
        </Button>
        {found?.length === 0 && <span role="status">{t('protection.backlog.found_none')}</span>}
      </Row>
      {found !== null && found.length > 0 && (
        <Callout tone="notice" urgent title={t('protection.backlog.found', { count: found.length })}>
          <Stack gap="xs">
            {found.map(({ file, score }) => (
              <Row key={file.id}>
                <Link to={fileAddress(file.id)}>
                  <FileNumber>{file.number}</FileNumber>
                </Link>
                <Tag>{t(`protection.search.likeness.${likenessOf(score)}`)}</Tag>
                <Text as="span">{personWords(file, messages)}</Text>
              </Row>
            ))}
            <Text>{t('protection.backlog.found_about')}</Text>
          </Stack>
        </Callout>
      )}
    </Stack>
  )
}
