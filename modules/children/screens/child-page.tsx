import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { labelOf } from '@gloact/codes'
import { problemOf } from '@gloact/http/client'
import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  ChoicesField,
  ErrorState,
  FileNumber,
  Link,
  LoadingState,
  PageHeader,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useNavigation,
} from '@gloact/ui'
import { StepForm, type StepToSend } from '@gloact/ui/request'
import { useState } from 'react'
import { openRecord, readChild, type ChildRecord } from '../contract/records.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { KIND_NAMES, KINDS, OPENINGS, type KindName } from '../domain/kinds.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { Gaps, gapsOfProblem } from './gaps.tsx'
import { Siblings } from './siblings.tsx'
import { useNow } from './use-now.ts'

export function useChild(fileId: string) {
  const client = useClient()
  return useQuery({
    queryKey: CHILDREN_KEYS.child(fileId),
    queryFn: () => client.callOrThrow(readChild, { params: { fileId } }),
    enabled: fileId !== '',
  })
}

type Found = NonNullable<ReturnType<typeof useChild>['data']>

/** One child: what is recorded of each kind, what may be begun, and what the gates are missing. */
export function ChildPage() {
  const { fileId = '' }: { readonly fileId?: string } = useParams({ strict: false })
  const { t, kind } = useChildrenWords()
  const found = useChild(fileId)
  if (found.isPending) return <LoadingState what={t('children.loading')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  const child = found.data
  return (
    <>
      <PageHeader
        title={
          <>
            {t('children.best_interests')} <FileNumber>{child.number}</FileNumber>
          </>
        }
        about={t('children.child_about')}
        back={{ to: '/children', label: t('children.title') }}
        actions={
          <>
            <Button to="/children/explain">{t('children.explain.title')}</Button>
            <Button to={`/files/${fileId}`}>{t('children.to_file')}</Button>
          </>
        }
      />
      <Stack gap="lg">
        {child.guardian !== null && <Text>{t('children.guardian_is', { name: child.guardian })}</Text>}
        {KIND_NAMES.map((name) => (
          <Section key={name} title={kind(name)} about={t(`children.kind_about.${name}`)}>
            <OfKind name={name} child={child} />
          </Section>
        ))}
        <Section title={t('children.siblings.title')} about={t('children.siblings.about')}>
          <Siblings fileId={fileId} siblings={child.siblings} kin={child.kin} />
        </Section>
        <Section title={t('children.gate.title')} about={t('children.gate.about')}>
          <Stack>
            {child.gates.solutions.map(({ id, missing }) => (
              <Gaps key={id} missing={missing} title={t('children.gate.decide')} />
            ))}
            {child.gates.guardian.length > 0 && (
              <Gaps missing={child.gates.guardian} title={t('children.gate.guardian')} />
            )}
            <Gaps missing={child.gates.leave} title={t('children.gate.leave')} />
          </Stack>
        </Section>
      </Stack>
    </>
  )
}

function OfKind({ name, child }: { name: KindName; child: Found }) {
  const { t, step, language } = useChildrenWords()
  const [chosen, setChosen] = useState<string | null>(null)
  const records = child.records.filter((record) => record.kind === name)
  const one = name === 'age' || name === 'guardianship'
  const open = records.some(({ turn }) => turn !== null)
  return (
    <Stack gap="sm">
      {records.map((record) => (
        <OneRecord key={record.id} fileId={child.fileId} record={record} />
      ))}
      {name === 'interview' && child.askedEnough.length > 0 && (
        <Callout tone="notice" title={t('children.asked_enough')}>
          {child.askedEnough.map((topic) => labelOf(CHILDREN_LISTS['children_topic']!, topic, language)).join(', ')}
        </Callout>
      )}
      {records.length === 0 && <Text tone="quiet">{t('children.nothing_yet')}</Text>}
      {!(one && open) && (
        <Row>
          {OPENINGS[name].map((opening) => (
            <Button
              key={opening}
              expanded={opening === chosen}
              onPress={() => setChosen(opening === chosen ? null : opening)}
            >
              {step(name, opening)}
            </Button>
          ))}
        </Row>
      )}
      {chosen !== null && (
        <Card title={step(name, chosen)}>
          <Begin key={chosen} name={name} step={chosen} child={child} onDone={() => setChosen(null)} />
        </Card>
      )}
    </Stack>
  )
}

function OneRecord({ fileId, record }: { fileId: string; record: ChildRecord }) {
  const { t, kind, state, clock, formatInstant } = useChildrenWords()
  return (
    <Card>
      <Row justify="between">
        <Link to={`/children/files/${fileId}/${record.kind}/${record.id}`}>
          {`${kind(record.kind)}: ${state(record.kind, record.state)}`}
        </Link>
        {record.nextDueAt !== null && record.clock !== null && (
          <Tag icon="clock">{`${clock(record.kind, record.clock)}: ${formatInstant(asInstant(record.nextDueAt))}`}</Tag>
        )}
      </Row>
      <Text tone="quiet" size="sm">
        {t('children.changed', { when: formatInstant(asInstant(record.changedAt), 'date') })}
      </Text>
    </Card>
  )
}

interface BeginProps {
  readonly name: KindName
  readonly step: string
  readonly child: Found
  readonly onDone: () => void
}

const ASK_LABELS: Readonly<Partial<Record<KindName, string>>> = {
  guardianship: 'children.ask_authority',
  kin: 'children.ask_keeper',
}

function askedFor(name: KindName, { authorities, panels, keepers }: Found) {
  if (name === 'guardianship') return authorities
  if (name === 'determination') return panels
  return name === 'kin' ? keepers : null
}

/** Begins a record: its form, and who is asked where somebody is. */
function Begin({ name, step, child, onDone }: BeginProps) {
  const { t } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const now = useNow()
  const asked = askedFor(name, child)
  const [agencyId, setAgencyId] = useState<string | null>(asked?.[0]?.id ?? null)
  const [together, setTogether] = useState<readonly string[]>([])
  // Made once for what stands here: sent again after a lost answer, it is one record.
  const [id, setId] = useState(() => newId())
  const form = CHILDREN_FORMS[KINDS[name].steps[step as never]['needs'] ?? '']
  const take = async ({ id: stepId, happenedAt, answers }: StepToSend) => {
    const opened = await client.call(openRecord, {
      params: { fileId: child.fileId },
      body: {
        id,
        stepId,
        kind: name,
        step,
        happenedAt,
        answers,
        agencyId: asked ? agencyId : null,
        together: [...together],
      },
    })
    if (!opened.ok) return opened.error
    await Promise.all(
      [CHILDREN_KEYS.all, ['work'], ['protection']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
    go(`/children/files/${child.fileId}/${name}/${id}`)
    return null
  }
  return (
    <Stack>
      {asked && (
        <ChoiceField
          label={t(ASK_LABELS[name] ?? 'children.ask_panel')}
          required
          options={asked.map((each) => ({ value: each.id, label: each.name }))}
          value={agencyId}
          onChange={setAgencyId}
        />
      )}
      {name === 'determination' && child.siblings.length > 0 && (
        <ChoicesField
          label={t('children.together.ask')}
          help={t('children.together.ask_about')}
          options={child.siblings.map((sibling) => ({ value: sibling.fileId, label: sibling.number }))}
          value={together}
          onChange={(chosen) => {
            setTogether(chosen ?? [])
            setId(newId())
          }}
        />
      )}
      <StepForm
        step={step}
        form={form}
        codeLists={CHILDREN_LISTS}
        now={now}
        onTake={take}
        problemText={(problem) => gapsOfProblem(problem, t('children.gate.refused'))}
        onDone={onDone}
      />
    </Stack>
  )
}
