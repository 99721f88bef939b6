import { isPlainDate, newId, type PartialDate } from '@gloact/kernel'
import { corrected, type Correction, guessLanguage, readLaw, type ReadLaw, restoreNumbers } from '@gloact/law'
import { readXmlLaw } from '@gloact/law/akn'
import type { SourceFormat } from '@gloact/law/source'
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
  Refusal,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
  useToast,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { addExpression, addLaw, keepOriginal, type LawEntry } from '../contract/laws.ts'
import { Asked, useRefusal } from './asked.tsx'
import { CorrectStructure } from './correct-structure.tsx'
import { ImportPreview } from './import-preview.tsx'
import { useLaws, useRenew } from './queries.ts'
import { takeFile } from './take-file.ts'

const LANGUAGES = ['en', 'ar', 'es', 'fr', 'pt', 'ru', 'ms', 'de', 'ur', 'ky', 'uk', 'ne', 'lo'] as const

/** Imports a law, or another text of one that is there: from another day on, or in another language. */
export function ImportPage() {
  const { lawId }: { lawId?: string } = useParams({ strict: false })
  const { t } = useMessages()
  if (lawId === undefined) return <Import law={null} />
  return (
    <AskedLaw lawId={lawId}>
      {(law) => (law ? <Import law={law} /> : <Callout tone="notice">{t('legislation.unknown')}</Callout>)}
    </AskedLaw>
  )
}

function AskedLaw({ lawId, children }: { lawId: string; children: (law: LawEntry | undefined) => ReactNode }) {
  return <Asked query={useLaws()}>{({ items }) => children(items.find(({ id }) => id === lawId))}</Asked>
}

/** What stands in a text as it is settled: read as a law, and what of it was wrong. */
function reading(source: string, language: string): ReadLaw | 'doctype' | 'not_akn' | null {
  if (source.trim() === '') return null
  if (!/^\s*(?:<\?xml|<akomaNtoso|<Statute|<Extract)/.test(source)) return readLaw(source, language)
  const read = readXmlLaw(source)
  if (read.ok) return { ...read.value, law: { ...read.value.law, language } }
  return read.error === 'doctype' ? 'doctype' : 'not_akn'
}

/** What was understood is seen, and corrected in place, before anything is kept. */
function Import({ law }: { law: LawEntry | null }) {
  const { t, language: shown } = useMessages()
  const { say } = useToast()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const { go } = useNavigation()
  // Made once for what stands in the form: sent again after a lost answer, it is imported once.
  const [ids] = useState(() => ({ id: newId(), expressionId: newId() }))
  const [source, setSource] = useState('')
  const [original, setOriginal] = useState<{ readonly file: File; readonly format: SourceFormat } | null>(null)
  const [pictures, setPictures] = useState<readonly number[]>([])
  const [corrections, setCorrections] = useState<readonly Correction[]>([])
  const [title, setTitle] = useState(law?.title ?? '')
  const [type, setType] = useState<string | null>('act')
  const [number, setNumber] = useState('')
  const [language, setLanguage] = useState<string | null>(law?.expressions[0]?.language ?? 'en')
  const [madeOn, setMadeOn] = useState<PartialDate | null>(null)
  const [validFrom, setValidFrom] = useState<PartialDate | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const settled = useDeferredValue(source)
  const found = useMemo(() => reading(settled, language ?? 'und'), [settled, language])
  const read = useMemo(
    () => (typeof found === 'string' || found === null ? null : { ...found, law: corrected(found.law, corrections) }),
    [found, corrections],
  )
  const names = new Intl.DisplayNames([shown], { type: 'language' })

  const write = (text: string) => {
    setSource(text)
    // They name provisions of the text as it was.
    setCorrections([])
    if (text.trim() === '') setOriginal(null)
  }
  const take = async (file: File) => {
    setBusy(true)
    const taken = await takeFile(file)
    setBusy(false)
    setProblem(taken.ok ? null : t(`legislation.source.${taken.error}`))
    if (!taken.ok) return
    const { text, format, pagesWithoutText } = taken.value
    write(text)
    setPictures(pagesWithoutText)
    setOriginal({ file, format })
    const guess = guessLanguage(text)
    if (LANGUAGES.some((one) => one === guess)) setLanguage(guess)
  }
  const send = async () => {
    if (source.trim() === '' || title.trim() === '') return setProblem(t('legislation.title_and_text_missing'))
    const enacted = law?.madeOn ?? madeOn
    if (enacted === null || validFrom === null || !isPlainDate(enacted) || !isPlainDate(validFrom)) {
      return setProblem(t('legislation.dates_missing'))
    }
    setBusy(true)
    const text = { language: language ?? 'en', validFrom, source, corrections: [...corrections] }
    const added = await (law
      ? client.call(addExpression, { params: { lawId: law.id }, body: { id: ids.expressionId, ...text } })
      : client.call(addLaw, {
          body: {
            ...ids,
            title: title.trim(),
            type: type === 'bill' ? 'bill' : 'act',
            number,
            madeOn: enacted,
            ...text,
          },
        }))
    const kept =
      added.ok && original && original.format !== 'html'
        ? await client.call(keepOriginal, {
            params: { expressionId: ids.expressionId },
            query: { format: original.format },
            body: original.file,
          })
        : added
    setBusy(false)
    if (!kept.ok && kept.error.code !== 'legislation.original_refused') return setProblem(refusal(kept.error))
    if (!kept.ok) say(refusal(kept.error), { tone: 'notice' })
    await renew()
    go(`/legislation/texts/${ids.expressionId}`)
  }
  return (
    <>
      <PageHeader
        title={law ? t('legislation.add_text') : t('legislation.import')}
        about={law ? law.title : t('legislation.import_about')}
        back={{ to: '/legislation/laws', label: t('legislation.library') }}
      />
      <Form onSubmit={() => void send()}>
        <Stack>
          <Columns>
            {!law && (
              <>
                <TextField
                  label={t('legislation.law_title')}
                  value={title}
                  maxLength={300}
                  required
                  onChange={setTitle}
                />
                <TextField label={t('legislation.law_number')} value={number} maxLength={40} onChange={setNumber} />
                <ChoiceField
                  label={t('legislation.law_type')}
                  as="select"
                  options={(['act', 'bill'] as const).map((value) => ({
                    value,
                    label: t(`legislation.type.${value}`),
                  }))}
                  value={type}
                  onChange={setType}
                />
              </>
            )}
            <ChoiceField
              label={t('legislation.language')}
              as="select"
              options={LANGUAGES.map((value) => ({ value, label: names.of(value) ?? value }))}
              value={language}
              onChange={setLanguage}
            />
            {!law && (
              <DateField
                label={t('legislation.made_on')}
                precision="day"
                required
                value={madeOn}
                onChange={setMadeOn}
              />
            )}
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
            accept=".txt,.md,.html,.htm,.docx,.pdf,.xml,.json,text/plain,text/markdown,text/html,application/pdf,application/xml"
            onFiles={([file]) => file && void take(file)}
          />
          {pictures.length > 0 && (
            <Callout tone="notice">
              {t('legislation.pages_without_text', { pages: pictures.slice(0, 40).join(', ') })}
            </Callout>
          )}
          <Columns min="24rem">
            <LongText
              label={t('legislation.text')}
              help={t('legislation.text_help')}
              rows={16}
              required
              value={source}
              onChange={write}
            />
            {read && (
              <Stack>
                <ImportPreview read={read} />
                <CorrectStructure law={read.law} corrections={corrections} onChange={setCorrections} />
              </Stack>
            )}
            {typeof found === 'string' && <Callout tone="notice">{t(`legislation.${found}`)}</Callout>}
          </Columns>
          {read?.notUnderstood.some(({ remark }) => remark === 'no_number') && (
            <Callout
              title={t('legislation.numbers_missing')}
              actions={
                <Button onPress={() => write(restoreNumbers(source).text)}>{t('legislation.restore_numbers')}</Button>
              }
            >
              {t('legislation.numbers_missing_about')}
            </Callout>
          )}
          <Refusal>{problem}</Refusal>
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {law ? t('legislation.add_text') : t('legislation.import')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </>
  )
}
