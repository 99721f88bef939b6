import { useQuery } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import {
  Button,
  Card,
  CopyText,
  Dialog,
  FilePicker,
  Pdf,
  Picture,
  QueryState,
  Refusal,
  Row,
  saveFile,
  Section,
  Sound,
  Stack,
  Tag,
  Text,
  useClient,
  WordsInFrame,
} from '@gloact/ui'
import { useState } from 'react'
import {
  addFile,
  listFiles,
  nameFile,
  openFile,
  removeFile,
  type FileUse,
  type RequestFile,
} from '../contract/files.ts'
import { KEYS, useCooperationWords } from './cooperation-words.ts'
import { useRenew } from './queries.ts'

/** Files that go with a request, those that went and those that came; each with the checksum that the other country shows as well. */
export function Files({ requestId }: { readonly requestId: string }) {
  const { t, problem } = useCooperationWords()
  const client = useClient()
  const renew = useRenew()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [shown, setShown] = useState<{ readonly file: RequestFile; readonly content: Blob } | null>(null)
  const found = useQuery({
    queryKey: KEYS.files(requestId),
    queryFn: () => client.callOrThrow(listFiles, { params: { requestId } }),
    // What is on its way gets there by itself.
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ messageId, there }) => messageId !== null && there < 1) ? 5_000 : false,
  })
  const add = async (file: File) => {
    setBusy(true)
    const params = { requestId, enclosureId: newId<string>() }
    const added = await client.call(addFile, {
      params,
      query: file.type === '' ? {} : { contentType: file.type },
      body: file,
    })
    // A name may be a person's: it goes in a body, and in no address.
    const named = added.ok ? await client.call(nameFile, { params, body: { name: file.name } }) : added
    setBusy(false)
    setRefused(named.ok ? null : problem(named.error))
    await renew()
  }
  const open = async (file: RequestFile, use: FileUse) => {
    const opened = await client.call(openFile, { params: { requestId, enclosureId: file.id }, query: { use } })
    setRefused(opened.ok ? null : problem(opened.error))
    if (!opened.ok) return
    const content = opened.value as Blob
    if (use === 'save') saveFile(content, file.name)
    else setShown({ file, content })
  }
  const remove = async (file: RequestFile) => {
    const removed = await client.call(removeFile, { params: { requestId, enclosureId: file.id }, body: {} })
    setRefused(removed.ok ? null : problem(removed.error))
    await renew()
  }
  return (
    <Section title={t('cooperation.files.title')} about={t('cooperation.files.about')}>
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('cooperation.files.title')} />
      ) : (
        <Stack>
          {found.data.items.length === 0 && <Text tone="quiet">{t('cooperation.files.none')}</Text>}
          {found.data.items.map((file) => (
            <OneFile key={file.id} file={file} removable={found.data.mayAdd} onOpen={open} onRemove={remove} />
          ))}
          <Refusal>{refused}</Refusal>
          {found.data.mayAdd && (
            <FilePicker
              label={t('cooperation.files.add')}
              choose={t('cooperation.files.choose')}
              help={t('cooperation.files.help')}
              disabled={busy}
              onFiles={([file]) => file && void add(file)}
            />
          )}
        </Stack>
      )}
      {shown && (
        <Dialog title={shown.file.name} open onClose={() => setShown(null)} size="lg">
          <Stack>
            <Looked content={shown.content} type={shown.file.contentType} title={shown.file.name} />
            <Row>
              <Button onPress={() => setShown(null)}>{t('cooperation.files.close')}</Button>
            </Row>
          </Stack>
        </Dialog>
      )}
    </Section>
  )
}

/** Shown so that it can do nothing, and nothing is handed out. */
function Looked({ content, type, title }: { content: Blob; type: string; title: string }) {
  if (type.startsWith('image/')) return <Picture of={content} alt={title} />
  if (type.startsWith('audio/')) return <Sound of={content} label={title} />
  if (type === 'application/pdf') return <Pdf of={content} title={title} />
  return <WordsInFrame of={content} title={title} />
}

function OneFile({
  file,
  removable,
  onOpen,
  onRemove,
}: {
  readonly file: RequestFile
  readonly removable: boolean
  readonly onOpen: (file: RequestFile, use: FileUse) => Promise<void>
  readonly onRemove: (file: RequestFile) => Promise<void>
}) {
  const { t, formatNumber } = useCooperationWords()
  const { direction, messageId, there, uses, name } = file
  const where =
    direction === 'in'
      ? t('cooperation.files.came')
      : messageId === null
        ? t('cooperation.files.waiting')
        : there >= 1
          ? t('cooperation.files.sent')
          : t('cooperation.files.part', { percent: formatNumber(there, { style: 'percent' }) })
  const size = formatNumber(Math.max(1, Math.round(file.bytes / 1_000)), { style: 'unit', unit: 'kilobyte' })
  return (
    <Card>
      <Stack gap="xs">
        <Row justify="between">
          <Text>
            <bdi>{name}</bdi>
          </Text>
          <Tag>{where}</Tag>
        </Row>
        <Row gap="xs">
          <Text as="span" tone="quiet" size="sm">
            {size} · SHA-256 <bdi dir="ltr">{file.sha256.slice(0, 16)}…</bdi>
          </Text>
          <CopyText text={file.sha256} label={t('cooperation.files.hash')} />
        </Row>
        <Row>
          {uses.includes('view') && (
            <Button
              size="sm"
              label={`${t('cooperation.files.view')}: ${name}`}
              onPress={() => void onOpen(file, 'view')}
            >
              {t('cooperation.files.view')}
            </Button>
          )}
          {uses.includes('save') && (
            <Button
              size="sm"
              icon="download"
              label={`${t('cooperation.files.save')}: ${name}`}
              onPress={() => void onOpen(file, 'save')}
            >
              {t('cooperation.files.save')}
            </Button>
          )}
          {messageId === null && removable && (
            <Button
              size="sm"
              kind="quiet"
              label={`${t('cooperation.files.remove')}: ${name}`}
              onPress={() => void onRemove(file)}
            >
              {t('cooperation.files.remove')}
            </Button>
          )}
        </Row>
        {!uses.includes('save') && (
          <Text tone="quiet" size="sm">
            {t('cooperation.files.not_saved')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}
