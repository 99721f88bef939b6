import { asInstant, asPlainDate, dateIn } from '@gloact/kernel'
import { linker } from '@gloact/law'
import {
  ActionMenu,
  Button,
  Callout,
  Disclosure,
  Link,
  PageHeader,
  Row,
  saveFile,
  SplitPage,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { exportExpression, LAW_FORMATS, type LawFormat, type LawTextView, readOriginal } from '../contract/laws.ts'
import { ENDINGS } from '../domain/law-words.ts'
import { standingOn, datedTexts } from '../domain/in-force.ts'
import { Asked, useRefusal } from './asked.tsx'
import { LawDates } from './law-dates.tsx'
import { ProvisionText } from './provision-text.tsx'
import { useLaws, useLawText } from './queries.ts'

/** A law to read: its contents, and every provision under an address of its own. */
export function LawPage() {
  const { expressionId = '' }: { expressionId?: string } = useParams({ strict: false })
  return <Asked query={useLawText(expressionId)}>{(text) => <LawText key={text.id} text={text} />}</Asked>
}

function LawText({ text }: { text: LawTextView }) {
  const { t, formatDate, timeZone } = useMessages()
  const client = useClient()
  const refusal = useRefusal()
  const [problem, setProblem] = useState<string | null>(null)
  const { law, provisions } = text
  const link = useMemo(() => linker(provisions), [provisions])
  const beside = law.expressions.find(({ id, language }) => id !== text.id && language !== text.language)
  const [today] = useState(() => dateIn(asInstant(Date.now()), timeZone))
  const nextFrom = datedTexts(law.expressions).find(({ id }) => id === text.id)?.nextFrom ?? null
  const standing = standingOn(
    { type: law.type, validFrom: text.validFrom, nextFrom },
    { asOf: today, kind: 'baseline' },
  )
  const mayEdit = useLaws().data?.mayEdit ?? false
  // The address may name a provision, which was not there before the text was.
  useEffect(() => {
    const place = decodeURIComponent(window.location.hash.slice(1))
    if (place !== '') document.getElementById(place)?.scrollIntoView()
  }, [])
  const save = async (format: LawFormat | 'original') => {
    const params = { expressionId: text.id }
    const file = await (format === 'original'
      ? client.call(readOriginal, { params })
      : client.call(exportExpression, { params, query: { format } }))
    setProblem(file.ok ? null : refusal(file.error))
    const ending = format === 'akn' ? 'xml' : format === 'original' ? ENDINGS[text.original?.format ?? 'text'] : format
    if (file.ok) saveFile(file.value as Blob, `law-${text.id.slice(0, 8)}.${ending}`)
  }
  const headed = provisions.filter(({ heading, depth, kind }) => depth < 3 && (heading !== '' || kind === 'article'))
  return (
    <>
      <PageHeader
        title={<bdi>{law.title}</bdi>}
        back={{ to: '/legislation/laws', label: t('legislation.library') }}
        about={
          standing === 'bill'
            ? t('legislation.standing.bill')
            : t(standing === 'not_yet' ? 'legislation.will_be_from' : 'legislation.as_from', {
                when: formatDate(text.validFrom),
              })
        }
        actions={
          <Row>
            {beside && (
              <Button to={`/legislation/texts/${text.id}/beside/${beside.id}`}>{t('legislation.beside')}</Button>
            )}
            {mayEdit && <Button to={`/legislation/laws/${law.id}/import`}>{t('legislation.add_text')}</Button>}
            {law.expressions.length > 1 && (
              <Button to={`/legislation/texts/${text.id}/compare`}>{t('legislation.redline')}</Button>
            )}
            {mayEdit && (
              <Button icon="law" to={`/legislation/texts/${text.id}/amend`}>
                {t('legislation.amend')}
              </Button>
            )}
            <ActionMenu
              label={t('legislation.save')}
              words
              items={([...LAW_FORMATS, 'original'] as const).map((format) => ({
                label: t(`legislation.save.${format}`),
                onChoose: () => void save(format),
              }))}
            />
          </Row>
        }
      />
      <SplitPage asideLabel={t('legislation.contents')} aside={<Contents items={headed} />}>
        {law.expressions.length > 1 && (
          <Row>
            <Text as="span" tone="quiet">
              {t('legislation.texts')}
            </Text>
            {law.expressions.map(({ id, validFrom, language }) =>
              id === text.id ? (
                <Text key={id} as="span" tone="strong">
                  {formatDate(validFrom)} ({language})
                </Text>
              ) : (
                <Link key={id} to={`/legislation/texts/${id}`}>
                  {formatDate(validFrom)} ({language})
                </Link>
              ),
            )}
          </Row>
        )}
        {standing === 'not_yet' && (
          <Callout tone="notice" title={t('legislation.not_yet_law', { when: formatDate(text.validFrom) })} />
        )}
        {standing === 'replaced' && <Callout tone="notice" title={t('legislation.later_text')} />}
        {standing === 'in_force' && nextFrom !== null && (
          <Callout title={t('legislation.next_text', { when: formatDate(asPlainDate(nextFrom)) })} />
        )}
        {problem && <Callout tone="notice">{problem}</Callout>}
        <LawDates text={text} />
        <div lang={text.language} dir="auto">
          <Stack>
            {[...text.preface, text.longTitle, ...text.preamble]
              .filter((words) => words !== '')
              .map((words, at) => (
                <Text key={at} tone="quiet">
                  {words}
                </Text>
              ))}
            {provisions.map((provision) => (
              <ProvisionText key={provision.eId} provision={provision} link={link} />
            ))}
          </Stack>
        </div>
      </SplitPage>
    </>
  )
}

/** Open beside the text; folded above it where there is no room, until it is asked for. */
function Contents({ items }: { items: LawTextView['provisions'] }) {
  const { t } = useMessages()
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 62em)').matches)
  return (
    <nav aria-label={t('legislation.contents')}>
      <Disclosure summary={t('legislation.contents')} open={open} onOpenChange={setOpen}>
        <div style={{ maxBlockSize: '70dvh', overflowY: 'auto' }}>
          <Stack gap="xs">
            {items.map(({ eId, num, heading, depth }) => (
              <div key={eId} style={{ paddingInlineStart: `${depth}rem` }}>
                <a href={`#${encodeURIComponent(eId)}`}>
                  <bdi>{[num, heading].filter(Boolean).join(' ') || eId}</bdi>
                </a>
              </div>
            ))}
          </Stack>
        </div>
      </Disclosure>
    </nav>
  )
}
