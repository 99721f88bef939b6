import {
  Button,
  Callout,
  Form,
  PageHeader,
  problemWords,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { findFileForReaders } from '../../contract/history/history.ts'
import { readersAddress } from '../file-address.ts'

/** "Who has read my file?", asked of an officer who sees no files: the person tells its number. */
export function FindReadersPage() {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const { go } = useNavigation()
  const [number, setNumber] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const find = async () => {
    setTried(true)
    if (number.trim() === '' || busy) return
    setBusy(true)
    const found = await client.call(findFileForReaders, { body: { number: number.trim() } })
    setBusy(false)
    setProblem(found.ok ? null : problemWords(messages, found.error))
    if (found.ok) go(readersAddress(found.value.fileId))
  }
  return (
    <>
      <PageHeader title={t('protection.readers.find_title')} about={t('protection.readers.find_about')} />
      <Form unsent="free" onSubmit={() => void find()}>
        <Stack>
          {problem && <Callout tone="notice">{problem}</Callout>}
          <TextField
            label={t('protection.files.number')}
            required
            dir="ltr"
            autoComplete="off"
            maxLength={40}
            value={number}
            onChange={setNumber}
            error={tried && number.trim() === '' ? t('protection.erasure.number_missing') : undefined}
          />
          <Row>
            <Button type="submit" kind="primary" busy={busy}>
              {t('protection.readers.find')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </>
  )
}
