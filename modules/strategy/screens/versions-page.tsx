import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { fieldsById, wordsIn } from '@gloact/forms'
import { asInstant, newId } from '@gloact/kernel'
import { titleIn } from '@gloact/registers/screens'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  DataTable,
  PageHeader,
  problemWords,
  QueryState,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { compareVersions, listVersions, takeVersion, type PlanVersion } from '../contract/planned.ts'
import { actionForm } from '../domain/action-form.ts'
import { CarryOver } from './carry-over.tsx'

/** The frozen versions of a plan, what has changed since one of them, and carrying what is open to the next plan. */
export function VersionsPage() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const { rowId = '' }: { readonly rowId?: string } = useParams({ strict: false })
  const [compared, setCompared] = useState<PlanVersion | null>(null)
  const versions = useQuery({
    queryKey: ['strategy', 'versions', rowId],
    queryFn: () => client.callOrThrow(listVersions, { params: { id: rowId } }),
  })
  const title = t('strategy.versions.title')
  if (!versions.isSuccess) return <QueryState query={versions} loading={title} />
  const { items, mayEdit } = versions.data
  return (
    <>
      <PageHeader
        title={title}
        about={t('strategy.versions.about')}
        back={{ to: `/strategy/plans/${rowId}`, label: t('strategy.overview.plan') }}
      />
      <Stack gap="lg">
        {items.length === 0 && <Text tone="quiet">{t('strategy.versions.none')}</Text>}
        {items.map((version) => (
          <Card key={version.id} title={version.label}>
            <Row justify="between">
              <Row>
                <Tag>{t(`strategy.versions.why.${version.why}`)}</Tag>
                <Text as="span" tone="quiet" size="sm">
                  {`${formatInstant(asInstant(version.takenAt), 'date')}, ${t('strategy.versions.actions', { count: version.actions })}`}
                </Text>
              </Row>
              <Button size="sm" onPress={() => setCompared(version)}>
                {t('strategy.versions.compare')}
              </Button>
            </Row>
          </Card>
        ))}
        {compared && <Differences key={compared.id} planId={rowId} from={compared} versions={items} />}
        {mayEdit && <Freeze planId={rowId} />}
        {mayEdit && <CarryOver planId={rowId} />}
      </Stack>
    </>
  )
}

function Freeze({ planId }: { readonly planId: string }) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const [versionId, setVersionId] = useState(() => newId<string>())
  const [label, setLabel] = useState('')
  const [why, setWhy] = useState<'draft' | 'evaluation'>('draft')
  const [problem, setProblem] = useState<string | null>(null)
  const freeze = async () => {
    const taken = await client.call(takeVersion, { params: { id: planId }, body: { versionId, label, why } })
    setProblem(taken.ok ? null : problemWords(messages, taken.error))
    if (!taken.ok) return
    setVersionId(newId<string>())
    setLabel('')
    await queries.invalidateQueries({ queryKey: ['strategy', 'versions', planId] })
  }
  return (
    <Section title={t('strategy.versions.freeze')}>
      <Stack>
        <TextField label={t('strategy.versions.label')} value={label} maxLength={120} onChange={setLabel} />
        <ChoiceField
          label={t('strategy.versions.why')}
          as="select"
          options={(['draft', 'evaluation'] as const).map((each) => ({
            value: each,
            label: t(`strategy.versions.why.${each}`),
          }))}
          value={why}
          onChange={(next) => setWhy(next === 'evaluation' ? 'evaluation' : 'draft')}
        />
        {problem !== null && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button disabled={label.trim() === ''} onPress={() => void freeze()}>
            {t('strategy.versions.freeze')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}

interface Difference {
  readonly id: string
  readonly title: Readonly<Record<string, string>>
  readonly code: string
  readonly how: 'added' | 'removed' | 'changed'
  readonly fields: readonly string[]
}

/** In place of a version: the plan as it stands. */
const NOW = 'now'

interface DifferencesProps {
  readonly planId: string
  readonly from: PlanVersion
  readonly versions: readonly PlanVersion[]
}

/** How a frozen version differs from the plan now, or from another version. */
function Differences({ planId, from, versions }: DifferencesProps) {
  const { t, language } = useMessages()
  const client = useClient()
  const [other, setOther] = useState(NOW)
  const compared = useQuery({
    queryKey: ['strategy', 'comparison', planId, from.id, other],
    queryFn: () =>
      client.callOrThrow(compareVersions, {
        params: { id: planId },
        query: { from: from.id, ...(other !== NOW && { to: other }) },
      }),
  })
  const title = t('strategy.versions.differences', { label: from.label })
  if (!compared.isSuccess) return <QueryState query={compared} loading={title} />
  const { added, removed, changed, same } = compared.data
  const items: Difference[] = [
    ...added.map((one) => ({ ...one, how: 'added' as const, fields: [] })),
    ...removed.map((one) => ({ ...one, how: 'removed' as const, fields: [] })),
    ...changed.map((one) => ({ ...one, how: 'changed' as const })),
  ]
  const asked = fieldsById(actionForm)
  const nameOf = (path: string): string => {
    const field = asked.get(path)?.field
    return field ? wordsIn(field.label, language) : path
  }
  return (
    <Section title={title} about={t('strategy.versions.same', { count: same })}>
      <ChoiceField
        label={t('strategy.versions.with')}
        as="select"
        options={[
          { value: NOW, label: t('strategy.versions.now') },
          ...versions.filter(({ id }) => id !== from.id).map(({ id, label }) => ({ value: id, label })),
        ]}
        value={other}
        onChange={(next) => setOther(next ?? NOW)}
      />
      <DataTable
        caption={title}
        columns={[
          {
            id: 'title',
            header: t('strategy.urgent.action'),
            primary: true,
            cell: ({ code, title: words }) => <bdi>{`${code} ${titleIn(words, language)}`}</bdi>,
          },
          { id: 'how', header: t('strategy.versions.change'), cell: ({ how }) => t(`strategy.versions.${how}`) },
          {
            id: 'fields',
            header: t('strategy.versions.fields'),
            cell: ({ fields }) => fields.map(nameOf).join(', '),
          },
        ]}
        items={items}
        itemKey={({ id }) => id}
        itemTo={({ id }) => `/strategy/actions/${id}`}
        empty={null}
      />
    </Section>
  )
}
