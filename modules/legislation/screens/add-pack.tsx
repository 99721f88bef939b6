import {
  Button,
  FilePicker,
  Form,
  Refusal,
  Row,
  saveFile,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { addPack, exportPack } from '../contract/packs.ts'
import { useRefusal } from './asked.tsx'
import { usePacks, useRenew } from './queries.ts'

/** Adds obligations of a regional or national instrument, from a file that is written as the packs here are. */
export function AddPack() {
  const { t, formatDate } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const own = usePacks().data?.items.filter((pack) => pack.own) ?? []
  const [name, setName] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const add = async () => {
    if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(name) || file === null) return setProblem(t('legislation.pack_missing'))
    setBusy(true)
    const added = await client.call(addPack, { body: { pack: name, source: await file.text() } })
    setBusy(false)
    setProblem(added.ok ? null : refusal(added.error))
    if (!added.ok) return
    setName('')
    setFile(null)
    await renew()
  }
  const save = async (pack: string) => {
    const saved = await client.call(exportPack, { params: { pack } })
    setProblem(saved.ok ? null : refusal(saved.error))
    if (saved.ok) saveFile(saved.value as Blob, `${pack}.json`)
  }
  return (
    <Form onSubmit={() => void add()}>
      <Stack>
        <Text tone="quiet">{t('legislation.add_pack_about')}</Text>
        <Row>
          <Button kind="quiet" icon="download" onPress={() => void save('asean-actip-2015-art14')}>
            {t('legislation.pack_example')}
          </Button>
        </Row>
        {own.map(({ id, title, version, obligations }) => (
          <Row key={id}>
            <Text as="span">
              <bdi>{title}</bdi> ({formatDate(version as Parameters<typeof formatDate>[0])},{' '}
              {t('legislation.obligations_count', { count: obligations })})
            </Text>
            <Button
              kind="quiet"
              icon="download"
              label={`${t('legislation.save')}: ${title}`}
              onPress={() => void save(id)}
            >
              {t('legislation.save')}
            </Button>
          </Row>
        ))}
        <TextField
          label={t('legislation.pack_name')}
          help={t('legislation.pack_name_help')}
          value={name}
          maxLength={60}
          onChange={setName}
        />
        <FilePicker
          label={t('legislation.pack_file')}
          choose={t('legislation.choose_file')}
          accept=".json,application/json"
          onFiles={([one]) => one && setFile(one)}
        />
        {file && (
          <Text>
            <bdi>{file.name}</bdi>
          </Text>
        )}
        <Refusal>{problem}</Refusal>
        <Row>
          <Button type="submit" busy={busy}>
            {t('legislation.add_pack')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
