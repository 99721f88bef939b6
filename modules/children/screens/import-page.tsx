import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { problemOf } from '@gloact/http/client'
import {
  Button,
  Callout,
  Card,
  FileNumber,
  FilePicker,
  Link,
  PageHeader,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
} from '@gloact/ui'
import {
  CASES_AT_A_TIME,
  importCases,
  importRegistry,
  importInquiries,
  type ImportedCarer,
  type ImportedCase,
  type ImportedInquiry,
  type SentCase,
} from '../contract/primero.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'

const isRecord = (value: unknown): value is SentCase =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A request in which children are sought, and no child's case. */
const isInquiry = (record: SentCase): boolean =>
  ['tracing_request_subform_section', 'tracing_request_id', 'inquiry_date'].some((field) => field in record)

/** Somebody in a registry, and no child's case that names one. */
const isCarer = (record: SentCase): boolean =>
  ['registry_id', 'registry_no', 'registry_id_display', 'registry_category'].some((field) => field in record) &&
  !['case_id', 'case_id_display', 'age', 'date_of_birth', 'protection_status'].some((field) => field in record)

/** The records of a file: a list, one alone, or as the interface of CPIMS+ answers, in `data`. Null where it has none. */
function recordsIn(text: string): readonly SentCase[] | null {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    // Said to the reader: no JSON.
    return null
  }
  const found = isRecord(read) && 'data' in read ? read['data'] : read
  const records = Array.isArray(found) ? found : [found]
  return records.length > 0 && records.every(isRecord) ? records : null
}

/** Sends records in batches, one after the other, and gives the outcomes in the records' order. */
async function inBatches<Item>(
  records: readonly SentCase[],
  send: (batch: SentCase[]) => Promise<readonly Item[]>,
): Promise<readonly Item[]> {
  const done: Item[] = []
  for (let from = 0; from < records.length; from += CASES_AT_A_TIME)
    done.push(...(await send(records.slice(from, from + CASES_AT_A_TIME))))
  return done
}

/** Children's cases and relatives' requests of CPIMS+: what would become of each, and then the import itself. */
export function ImportPage() {
  const { t } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const [records, setRecords] = useState<readonly SentCase[]>([])
  const [items, setItems] = useState<readonly ImportedCase[]>([])
  const [inquiries, setInquiries] = useState<readonly ImportedInquiry[]>([])
  const [carers, setCarers] = useState<readonly ImportedCarer[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ready = [...items, ...inquiries, ...carers].filter(({ outcome }) => outcome === 'ready').length

  const send = async (sent: readonly SentCase[], tryOut: boolean) => {
    setBusy(true)
    setProblem(null)
    setItems([])
    setInquiries([])
    setCarers([])
    try {
      const cases = sent.filter((record) => !isInquiry(record) && !isCarer(record))
      setItems(
        await inBatches(
          cases,
          async (batch) => (await client.callOrThrow(importCases, { body: { cases: batch, tryOut } })).items,
        ),
      )
      setInquiries(
        await inBatches(
          sent.filter(isInquiry),
          async (batch) => (await client.callOrThrow(importInquiries, { body: { inquiries: batch, tryOut } })).items,
        ),
      )
      setCarers(
        await inBatches(
          sent.filter((record) => !isInquiry(record) && isCarer(record)),
          async (batch) => (await client.callOrThrow(importRegistry, { body: { carers: batch, tryOut } })).items,
        ),
      )
    } catch (error) {
      const { code } = problemOf(error)
      setProblem(t(code))
    }
    setBusy(false)
    if (!tryOut) await queries.invalidateQueries({ queryKey: CHILDREN_KEYS.all })
  }
  const take = async ([file]: readonly File[]) => {
    const found = file ? recordsIn(await file.text()) : null
    setItems([])
    setInquiries([])
    setCarers([])
    setRecords(found ?? [])
    if (found === null) return setProblem(t('children.import.unreadable'))
    await send(found, true)
  }
  return (
    <>
      <PageHeader
        title={t('children.import.title')}
        about={t('children.import.about')}
        back={{ to: '/children', label: t('children.title') }}
      />
      <Stack gap="lg">
        <Callout tone="notice">{t('children.import.holds')}</Callout>
        <FilePicker
          label={t('children.import.file')}
          choose={t('children.import.choose')}
          accept=".json,application/json"
          disabled={busy}
          onFiles={(files) => void take(files)}
        />
        {problem !== null && <Callout tone="danger">{problem}</Callout>}
        {items.map((item, index) => (
          <Item key={index} item={item} index={index} />
        ))}
        {inquiries.map((item, index) => (
          <Inquiry key={index} item={item} index={index} />
        ))}
        {carers.map((item, index) => (
          <Carer key={index} item={item} index={index} />
        ))}
        {ready > 0 && (
          <Row>
            <Button kind="primary" busy={busy} onPress={() => void send(records, false)}>
              {t('children.import.send', { count: ready })}
            </Button>
          </Row>
        )}
      </Stack>
    </>
  )
}

const TAKEN: readonly string[] = ['ready', 'imported', 'already']

function Item({ item, index }: { item: ImportedCase; index: number }) {
  const { t, kind, language } = useChildrenWords()
  return (
    <Imported
      item={item}
      header={
        item.fileId === null || item.number === null ? (
          <Text>{t('children.import.case', { number: index + 1 })}</Text>
        ) : (
          <Link to={`/children/files/${item.fileId}`}>
            <FileNumber>{item.number}</FileNumber>
          </Link>
        )
      }
      matched={t('children.import.matched')}
    >
      {item.records.length > 0 && (
        <Text>
          {t('children.import.becomes', { what: new Intl.ListFormat(language).format(item.records.map(kind)) })}
        </Text>
      )}
    </Imported>
  )
}

function Inquiry({ item, index }: { item: ImportedInquiry; index: number }) {
  const { t } = useChildrenWords()
  return (
    <Imported
      item={item}
      header={<Text>{t('children.import.inquiry', { number: index + 1 })}</Text>}
      matched={t('children.import.matched_case')}
    >
      {TAKEN.includes(item.outcome) && <Text>{t('children.import.requests', { count: item.requests })}</Text>}
      {item.requestIds.length > 0 && (
        <Row>
          {item.requestIds.map((id, at) => (
            <Link key={id} to={`/children/tracing/requests/${id}`}>
              {t('children.import.request', { number: at + 1 })}
            </Link>
          ))}
        </Row>
      )}
    </Imported>
  )
}

function Carer({ item, index }: { item: ImportedCarer; index: number }) {
  const { t } = useChildrenWords()
  const label = t('children.import.carer', { number: index + 1 })
  return (
    <Imported
      item={{ ...item, consents: 0, matchedThere: false }}
      header={
        item.carerId === null ? <Text>{label}</Text> : <Link to={`/children/carers/${item.carerId}`}>{label}</Link>
      }
      matched=""
    >
      {TAKEN.includes(item.outcome) && <Text>{t('children.import.carer_holds')}</Text>}
    </Imported>
  )
}

/** The outcome of one record: what it becomes, what does not hold here, and what is in no list. */
function Imported({
  item,
  header,
  matched,
  children,
}: {
  item: Pick<ImportedCase, 'consents' | 'matchedThere' | 'unknown'> & { readonly outcome: string }
  header: ReactNode
  matched: string
  children: ReactNode
}) {
  const { t } = useChildrenWords()
  return (
    <Card>
      <Stack gap="sm">
        <Row justify="between">
          {header}
          <Tag tone={TAKEN.includes(item.outcome) ? 'accent' : 'notice'}>
            {t(`children.import.outcome.${item.outcome}`)}
          </Tag>
        </Row>
        {children}
        {item.consents > 0 && <Text>{t('children.import.consents', { count: item.consents })}</Text>}
        {item.matchedThere && <Text>{matched}</Text>}
        {item.unknown.length > 0 && (
          <Stack gap="sm">
            <Text tone="strong">{t('children.import.unknown')}</Text>
            {item.unknown.map(({ field, value }, at) => (
              <Text key={at} tone="quiet">
                <bdi>{field}</bdi>: <bdi>{value}</bdi>
              </Text>
            ))}
          </Stack>
        )}
      </Stack>
    </Card>
  )
}
