import { problemOf, type Problem } from '@gloact/http/client'
import {
  Button,
  Callout,
  ChoiceField,
  DenseSheet,
  FileNumber,
  Form,
  InLanguage,
  NotOnPaper,
  PageHeader,
  Paper,
  PAPER_SIZES,
  PaperBanner,
  PaperBlock,
  KeyValueList,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useLanguages,
  useMessages,
  type PaperSize,
  problemWords,
  Refusal,
} from '@gloact/ui'
import type { Instant } from '@gloact/kernel'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { PRINT_COPIES, PRINT_PURPOSES, printFile } from '../../../contract/history/history.ts'
import { usePrincipal } from '../../principal.ts'
import { FileBody, languageOfPerson, leftOut, type DocumentFile } from '../document/file-body.tsx'
import { fileAddress } from '../../file-address.ts'
import { useFile } from '../../reading/file-context.tsx'
import { purposesOffered } from '../../reading/purposes-offered.ts'
import { SafeContactOnPaper } from '../safe-contact-shown.tsx'
import { useFactsOfFile, type SummarisedFile } from '../summary/facts-of-file.tsx'

type Purpose = (typeof PRINT_PURPOSES)[number]
type Copy = (typeof PRINT_COPIES)[number]

interface Made {
  readonly purpose: Purpose
  readonly copy: Copy
  readonly language: string
  readonly size: PaperSize
  readonly printedAt: Instant
  /** What stood there when it was recorded, who the person is or not: the document stays that, however long it is open. */
  readonly printed: Pick<DocumentFile, 'file' | 'formView' | 'on'>
  readonly withWho: boolean
}

/** The file as a document to print or keep: first in which language, for whom and for what, then the document itself. */
export function FileDocument() {
  const { t } = useMessages()
  const { file } = useFile()
  const [made, setMade] = useState<Made>()
  return (
    <Stack gap="lg">
      <NotOnPaper>
        <PageHeader
          title={<FileNumber>{file.number}</FileNumber>}
          back={{ to: fileAddress(file.id), label: t('protection.file.back') }}
          about={t('protection.file.document.about')}
          {...(made && {
            actions: (
              <Row>
                <Button onPress={() => setMade(undefined)}>{t('protection.file.document.change')}</Button>
                <Button kind="primary" icon="print" onPress={() => window.print()}>
                  {t('protection.file.document.print')}
                </Button>
              </Row>
            ),
          })}
        />
      </NotOnPaper>
      {made ? (
        <InLanguage language={made.language}>
          <Document made={made} />
        </InLanguage>
      ) : (
        <BeforePrinting onMade={setMade} />
      )}
    </Stack>
  )
}

/** What is asked before a document is made. That it was made is recorded with the answers, before anything is shown. */
function BeforePrinting({ onMade }: { onMade: (made: Made) => void }) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const { file, today, formView, identity, may } = useFile()
  const { available } = useLanguages()
  const theirs = languageOfPerson(file)
  const [language, setLanguage] = useState(available.find(({ tag }) => tag === theirs)?.tag ?? messages.language)
  const { copy: wanted }: { readonly copy?: unknown } = useSearch({ strict: false })
  const [copy, setCopy] = useState<Copy>(PRINT_COPIES.find((each) => each === wanted) ?? 'work')
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const [size, setSize] = useState<PaperSize>('a4')
  const [problem, setProblem] = useState<Problem>()
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setTried(true)
    if (purpose === null) return
    setBusy(true)
    const body = { purpose, copy, language, identity: identity.isOpen }
    const result = await client.call(printFile, { params: { fileId: file.id }, body })
    setBusy(false)
    if (!result.ok) setProblem(result.error)
    else {
      onMade({
        purpose,
        copy,
        language,
        size,
        printedAt: result.value.printedAt as Instant,
        printed: { file, formView, on: today },
        withWho: body.identity,
      })
    }
  }
  return (
    <Section title={t('protection.file.document.before')}>
      <Form onSubmit={() => void make()}>
        <ChoiceField
          label={t('protection.file.document.language')}
          help={t('protection.file.document.language_help')}
          required
          value={language}
          onChange={(next) => next !== null && setLanguage(next)}
          options={available.map(({ tag, name }) => ({ value: tag, label: name }))}
        />
        <ChoiceField
          label={t('protection.file.document.copy')}
          required
          value={copy}
          onChange={(next) => setCopy(PRINT_COPIES.find((each) => each === next) ?? 'work')}
          options={PRINT_COPIES.map((value) => ({
            value,
            label: t(`protection.file.document.copy_${value}`),
            help: t(`protection.file.document.copy_${value}_help`),
          }))}
        />
        <ChoiceField
          label={t('protection.file.document.purpose')}
          required
          error={tried && purpose === null ? t('protection.file.document.purpose_missing') : undefined}
          value={purpose}
          onChange={(next) => setPurpose(PRINT_PURPOSES.find((each) => each === next) ?? null)}
          options={purposesOffered(PRINT_PURPOSES, may).map((value) => ({
            value,
            label: t(`protection.file.purpose.${value}`),
          }))}
        />
        <ChoiceField
          label={t('protection.file.document.paper')}
          required
          value={size}
          onChange={(next) => setSize(PAPER_SIZES.find((each) => each === next) ?? 'a4')}
          options={PAPER_SIZES.map((value) => ({ value, label: t(`protection.file.document.paper_${value}`) }))}
        />
        <Callout tone={identity.isOpen ? 'notice' : 'info'}>
          <Text>
            {t(identity.isOpen ? 'protection.file.document.with_who' : 'protection.file.document.without_who')}
          </Text>
        </Callout>
        <Refusal>{problem ? problemWords(messages, problemOf(problem)) : null}</Refusal>
        <Row>
          <Button type="submit" kind="primary" busy={busy}>
            {t('protection.file.document.make')}
          </Button>
        </Row>
      </Form>
    </Section>
  )
}

function Document({ made }: { made: Made }) {
  const messages = useMessages()
  const { t, formatInstant, language } = messages
  const { rules, directory } = useFile()
  const me = usePrincipal()
  const shown: DocumentFile = { ...made.printed, rules, directory, forPerson: made.copy === 'person' }
  const { file } = shown
  const kept = leftOut(shown, language)
  const isSummary = made.copy === 'summary'
  const printed = t('protection.file.document.printed', {
    when: formatInstant(made.printedAt),
    who: me?.displayName ?? '',
  })
  return (
    <Paper
      size={made.size}
      foot={
        <>
          {t('protection.file.document.confidential')} · <bdi>{file.number}</bdi> · {printed}
        </>
      }
      cover={
        isSummary ? null : (
          <>
            <PaperBanner>{t('protection.file.document.confidential')}</PaperBanner>
            <Text size="lg" tone="strong">
              {t(`protection.file.document.title_${made.copy}`, { number: file.number })}
            </Text>
            <Text>{t('protection.file.document.confidential_about')}</Text>
            <KeyValueList
              items={[
                { label: t('protection.file.document.printed_by'), value: me?.displayName ?? '' },
                { label: t('protection.file.document.agency'), value: me?.agencyName ?? '' },
                { label: t('protection.file.document.printed_at'), value: formatInstant(made.printedAt) },
                {
                  label: t('protection.file.document.purpose'),
                  value: t(`protection.file.purpose.${made.purpose}`),
                },
                {
                  label: t('protection.file.document.who'),
                  value: t(made.withWho ? 'protection.file.document.who_in' : 'protection.file.document.who_out'),
                },
              ]}
            />
            <PaperBlock title={t('protection.file.document.left_out')}>
              {kept.length > 0 && (
                <Text>{t('protection.file.document.left_out_forms', { forms: kept.join(' · ') })}</Text>
              )}
              <Text>
                {t(
                  made.copy === 'person'
                    ? 'protection.file.document.left_out_person'
                    : 'protection.file.document.left_out_work',
                )}
              </Text>
            </PaperBlock>
          </>
        )
      }
    >
      {isSummary ? (
        <SummarySheet shown={{ ...shown, now: made.printedAt }} purpose={made.purpose} />
      ) : (
        <FileBody {...shown} />
      )}
    </Paper>
  )
}

/** The facts on one sheet, without a page before them. */
function SummarySheet({ shown, purpose }: { shown: SummarisedFile; purpose: Purpose }) {
  const { t } = useMessages()
  const parts = useFactsOfFile(shown)
  return (
    <>
      <PaperBanner>
        {t('protection.file.document.title_summary', { number: shown.file.number })} ·{' '}
        {t('protection.file.document.confidential')} · {t(`protection.file.purpose.${purpose}`)}
      </PaperBanner>
      <DenseSheet>
        <SafeContactOnPaper {...shown} />
        {parts.map(({ id, title, body }) => (
          <PaperBlock key={id} title={title}>
            {body}
          </PaperBlock>
        ))}
      </DenseSheet>
    </>
  )
}
