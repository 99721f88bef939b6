import { isPlainDate, newId, type PartialDate } from '@gloact/kernel'
import { readLaw, restoreNumbers, sourceKind } from '@gloact/law'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  DateField,
  FilePicker,
  Form,
  LongText,
  PageHeader,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useDeferredValue, useMemo, useState } from 'react'
import { addLaw } from '../contract/laws.ts'
import { useRefusal } from './asked.tsx'
import { ImportPreview } from './import-preview.tsx'
import { useRenew } from './queries.ts'

const LANGUAGES = ['en', 'ar', 'es', 'fr', 'pt', 'ru', 'ms', 'de', 'ur', 'ky', 'uk', 'ne', 'lo'] as const

/** Imports a law from its text: what was understood is seen, and corrected in place, before anything is kept. */
export function ImportPage() {
  const { t, language: shown } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const { go } = useNavigation()
  // Made once for what stands in the form: sent again after a lost answer, it is imported once.
  const [ids] = useState(() => ({ id: newId(), expressionId: newId() }))
  const [source, setSource] = useState('')
  const [title, setTitle] = useState('')
  const [type, setType] = useState<string | null>('act')
  const [number, setNumber] = useState('')
  const [language, setLanguage] = useState<string | null>('en')
  const [madeOn, setMadeOn] = useState<PartialDate | null>(null)
  const [validFrom, setValidFrom] = useState<PartialDate | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const settled = useDeferredValue(source)
  const isXml = useMemo(
    () => settled.trimStart().startsWith('<?xml') || settled.trimStart().startsWith('<akomaNtoso'),
    [settled],
  )
  const read = useMemo(
    () => (settled.trim() === '' || isXml ? null : readLaw(settled, language ?? 'und')),
    [settled, language, isXml],
  )
  const names = new Intl.DisplayNames([shown], { type: 'language' })

  const take = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const kind = sourceKind(bytes)
    if (kind !== 'text' && kind !== 'xml') return setProblem(t(`legislation.source.${kind}`))
    try {
      const wide = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
      setSource(new TextDecoder(wide, { fatal: true }).decode(bytes))
      setProblem(null)
    } catch {
      setProblem(t('legislation.source.not_utf8'))
    }
  }
  const send = async () => {
    if (source.trim() === '' || title.trim() === '') return setProblem(t('legislation.title_and_text_missing'))
    if (madeOn === null || validFrom === null || !isPlainDate(madeOn) || !isPlainDate(validFrom)) {
      return setProblem(t('legislation.dates_missing'))
    }
    setBusy(true)
    const added = await client.call(addLaw, {
      body: {
        ...ids,
        title: title.trim(),
        type: type === 'bill' ? 'bill' : 'act',
        number,
        language: language ?? 'en',
        madeOn,
        validFrom,
        source,
      },
    })
    setBusy(false)
    if (!added.ok) return setProblem(refusal(added.error))
    await renew()
    go(`/legislation/texts/${ids.expressionId}`)
  }
  return (
    <>
      <PageHeader
        title={t('legislation.import')}
        about={t('legislation.import_about')}
        back={{ to: '/legislation/laws', label: t('legislation.library') }}
      />
      <Form onSubmit={() => void send()}>
        <Stack>
          <Columns>
            <TextField label={t('legislation.law_title')} value={title} maxLength={300} required onChange={setTitle} />
            <TextField label={t('legislation.law_number')} value={number} maxLength={40} onChange={setNumber} />
            <ChoiceField
              label={t('legislation.law_type')}
              as="select"
              options={(['act', 'bill'] as const).map((value) => ({ value, label: t(`legislation.type.${value}`) }))}
              value={type}
              onChange={setType}
            />
            <ChoiceField
              label={t('legislation.language')}
              as="select"
              options={LANGUAGES.map((value) => ({ value, label: names.of(value) ?? value }))}
              value={language}
              onChange={setLanguage}
            />
            <DateField label={t('legislation.made_on')} precision="day" required value={madeOn} onChange={setMadeOn} />
            <DateField
              label={t('legislation.valid_from')}
              precision="day"
              required
              value={validFrom}
              onChange={setValidFrom}
            />
          </Columns>
          <FilePicker
            label={t('legislation.file')}
            choose={t('legislation.choose_file')}
            help={t('legislation.file_help')}
            accept=".txt,.md,.xml,text/plain,text/markdown,application/xml"
            onFiles={([file]) => file && void take(file)}
          />
          <Columns min="24rem">
            <LongText
              label={t('legislation.text')}
              help={t('legislation.text_help')}
              rows={16}
              required
              value={source}
              onChange={setSource}
            />
            {read && <ImportPreview read={read} />}
          </Columns>
          {read?.notUnderstood.some(({ remark }) => remark === 'no_number') && (
            <Callout
              title={t('legislation.numbers_missing')}
              actions={
                <Button onPress={() => setSource(restoreNumbers(source).text)}>
                  {t('legislation.restore_numbers')}
                </Button>
              }
            >
              {t('legislation.numbers_missing_about')}
            </Callout>
          )}
          {problem && (
            <Callout tone="notice" urgent>
              {problem}
            </Callout>
          )}
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('legislation.import')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </>
  )
}
