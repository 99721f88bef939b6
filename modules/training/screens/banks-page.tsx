import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  Disclosure,
  EmptyState,
  FileField,
  Form,
  PageHeader,
  Refusal,
  Row,
  Stack,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type BankSummary, importBank, listBanks, writeBank } from '../contract/tests.ts'
import { Asked, EVENT_LANGUAGES, saveBytes, useDoing, useLanguageName } from './asked.tsx'

/** It is no new version of any. */
const NONE = 'none'

const MOST_BYTES = 2 * 1024 * 1024

/** Banks of questions: importing one, with what is odd about which line. */
export function BanksPage() {
  const { t } = useMessages()
  const client = useClient()
  const banks = useQuery({ queryKey: ['training', 'banks'], queryFn: () => client.callOrThrow(listBanks) })
  return (
    <>
      <PageHeader title={t('training.banks.title')} about={t('training.banks.about')} />
      <Stack>
        <ImportBank banks={banks.data?.items ?? []} />
        <Asked query={banks}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="book" title={t('training.banks.none')} about={t('training.banks.none_about')} />
            ) : (
              <Stack>
                {items.map((bank) => (
                  <Bank key={bank.id} bank={bank} />
                ))}
              </Stack>
            )
          }
        </Asked>
      </Stack>
    </>
  )
}

function Bank({ bank }: { readonly bank: BankSummary }) {
  const { t, formatInstant, formatList } = useMessages()
  const nameOf = useLanguageName()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const save = (format: 'gift' | 'moodle_xml') =>
    run(async () => {
      const answer = await client.call(writeBank, { params: { bankId: bank.id }, query: { format } })
      if (answer.ok) saveBytes(answer.value, format === 'gift' ? 'bank.gift.txt' : 'bank.xml')
      return answer
    })
  return (
    <Card
      title={bank.version > 1 ? t('training.banks.version', { title: bank.title, version: bank.version }) : bank.title}
      level={2}
      actions={<Tag>{t('training.questions', { count: bank.questions })}</Tag>}
    >
      <Stack gap="sm">
        <Text tone="quiet" size="sm">
          {t('training.banks.imported', {
            day: formatInstant(asInstant(bank.importedAt), 'date'),
            language: nameOf(bank.language),
          })}
        </Text>
        <Text as="span" size="sm">
          {formatList(
            bank.categories.map(({ name, questions }) => `${name || t('training.banks.no_category')} (${questions})`),
          )}
        </Text>
        <Findings findings={bank.findings} />
        {note}
        <Row>
          {(['gift', 'moodle_xml'] as const).map((format) => (
            <Button
              key={format}
              size="sm"
              icon="download"
              busy={busy}
              label={`${t(`training.banks.save_${format}`)}: ${bank.title}`}
              onPress={() => void save(format)}
            >
              {t(`training.banks.save_${format}`)}
            </Button>
          ))}
        </Row>
      </Stack>
    </Card>
  )
}

export function Findings({ findings }: { readonly findings: BankSummary['findings'] }) {
  const { t } = useMessages()
  if (findings.length === 0) return <Text size="sm">{t('training.banks.no_findings')}</Text>
  const refused = findings.filter(({ weight }) => weight === 'refused').length
  return (
    <Disclosure summary={t('training.banks.findings', { count: findings.length, refused })}>
      <ul>
        {findings.map(({ line, code, found }, index) => (
          <li key={index}>
            {t('training.banks.line', { line })} {t(`training.gift.${code}`, { found })}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function ImportBank({ banks }: { readonly banks: readonly BankSummary[] }) {
  const { t, language } = useMessages()
  const nameOf = useLanguageName()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [file, setFile] = useState<File | null>(null)
  const [title, setTitle] = useState('')
  const [spoken, setSpoken] = useState<string | null>(EVENT_LANGUAGES.find((tag) => tag === language) ?? 'en')
  const [id, setId] = useState(() => newId())
  const [replaces, setReplaces] = useState<string | null>(NONE)
  const [wrong, setWrong] = useState<string | null>(null)
  const [read, setRead] = useState<BankSummary | null>(null)

  const choose = (chosen: File | null) => {
    setFile(chosen)
    setWrong(null)
    setRead(null)
    setId(newId())
    if (chosen && title === '') setTitle(chosen.name.replace(/\.(?:gift|txt|gift\.txt|xml)$/i, ''))
  }
  const send = async () => {
    if (!file || !title.trim() || !spoken) return setWrong(t('training.banks.choose'))
    const text = file.size > MOST_BYTES ? null : await textOf(file)
    if (text === null) return setWrong(t('training.bank_unreadable'))
    if (text.trim() === '') return setWrong(t('training.bank_empty'))
    setWrong(null)
    await run(async () => {
      const answer = await client.call(importBank, {
        body: {
          id,
          title: title.trim(),
          language: spoken,
          text,
          ...(replaces !== null && replaces !== NONE && { replaces }),
        },
      })
      if (answer.ok) setRead(answer.value)
      return answer
    })
  }
  return (
    <Card title={t('training.banks.import')} level={2}>
      <Form onSubmit={() => void send()}>
        <Stack>
          <FileField
            label={t('training.banks.file')}
            help={t('training.banks.file_help')}
            accept=".gift,.txt,.xml"
            value={file}
            onChange={choose}
          />
          <TextField label={t('training.name')} maxLength={200} value={title} onChange={setTitle} />
          <ChoiceField
            as="select"
            label={t('training.language')}
            options={EVENT_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
            value={spoken}
            onChange={setSpoken}
          />
          {banks.length > 0 && (
            <ChoiceField
              as="select"
              label={t('training.banks.replaces')}
              help={t('training.banks.replaces_help')}
              options={[
                { value: NONE, label: t('training.banks.replaces_none') },
                ...banks.map((bank) => ({ value: bank.id, label: bank.title })),
              ]}
              value={replaces}
              onChange={setReplaces}
            />
          )}
          <Refusal>{wrong}</Refusal>
          {note}
          {read && (
            <Callout tone="success" urgent title={t('training.banks.read', { count: read.questions })}>
              <Findings findings={read.findings} />
            </Callout>
          )}
          <Row>
            <Button kind="primary" type="submit" icon="upload" busy={busy}>
              {t('training.banks.import')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}

async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    return null
  }
}
