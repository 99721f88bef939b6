import { newId } from '@gloact/kernel'
import {
  Button,
  Card,
  ChoiceField,
  FileField,
  Form,
  Heading,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { importPackage, listPackages } from '../../contract/scorm.ts'
import type { ScormStatus } from '../../domain/scorm/cmi.ts'
import { Asked, EVENT_LANGUAGES, useDoing, useLanguageName } from '../asked.tsx'

export const usePackages = () => {
  const client = useClient()
  return useQuery({ queryKey: ['training', 'packages'], queryFn: () => client.callOrThrow(listPackages) })
}

/** How far somebody is in a package, in words. */
export function usePackageState(): (status: ScormStatus, score: number | null) => string {
  const { t } = useMessages()
  return (status, score) => {
    const said = t(`training.package.status.${status.replace(' ', '_')}`)
    return score === null ? said : t('training.package.with_score', { status: said, score })
  }
}

export function useSize(): (bytes: number) => string {
  const { formatNumber } = useMessages()
  return (bytes) => formatNumber(Math.max(1, Math.round(bytes / 1000)), { style: 'unit', unit: 'kilobyte' })
}

/** The SCORM packages of the agency, and importing one. */
export function Packages() {
  const { t } = useMessages()
  const packages = usePackages()
  const sizeOf = useSize()
  return (
    <Stack>
      <Heading level={2}>{t('training.packages.title')}</Heading>
      <Text tone="quiet">{t('training.packages.about')}</Text>
      <Asked query={packages}>
        {({ items }) => (
          <>
            {items.map(({ id, title, files, bytes }) => (
              <Card key={id} title={title} level={3}>
                <Row justify="between">
                  <Text as="span" size="sm" tone="quiet">
                    {t('training.packages.files', { files, size: sizeOf(bytes) })}
                  </Text>
                  <Button to={`/training/packages/${id}`} label={`${t('training.packages.try')}: ${title}`}>
                    {t('training.packages.try')}
                  </Button>
                </Row>
              </Card>
            ))}
          </>
        )}
      </Asked>
      <Import />
    </Stack>
  )
}

function Import() {
  const { t, language } = useMessages()
  const client = useClient()
  const nameOf = useLanguageName()
  const { busy, run, note } = useDoing()
  const [id, setId] = useState(() => newId())
  const [file, setFile] = useState<File | null>(null)
  const [spoken, setSpoken] = useState<string | null>(
    EVENT_LANGUAGES.find((known) => known === language) ?? EVENT_LANGUAGES[0],
  )
  const send = async () => {
    if (file === null || spoken === null) return
    const done = await run(() => client.call(importPackage, { query: { id, language: spoken }, body: file }))
    if (!done) return
    setFile(null)
    setId(newId())
  }
  return (
    <Card title={t('training.packages.import')} level={3}>
      <Form onSubmit={() => void send()}>
        <Stack>
          <FileField
            label={t('training.packages.file')}
            help={t('training.packages.file_help')}
            accept=".zip"
            value={file}
            onChange={(chosen) => {
              setFile(chosen)
              setId(newId())
            }}
          />
          <ChoiceField
            as="select"
            label={t('training.language')}
            options={EVENT_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
            value={spoken}
            onChange={setSpoken}
          />
          {note}
          <Row>
            <Button kind="primary" type="submit" icon="upload" busy={busy} disabled={file === null}>
              {t('training.packages.import')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}
