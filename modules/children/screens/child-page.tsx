import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { labelOf } from '@gloact/codes'
import type { FormAnswers } from '@gloact/forms'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  ChoicesField,
  FileNumber,
  Fold,
  Link,
  PageHeader,
  QueryState,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useNarrowScreen,
  useNavigation,
  useTyped,
  useTypedNames,
} from '@gloact/ui'
import { StepForm, type StepToSend } from '@gloact/ui/request'
import { Fragment, type ReactNode, useState } from 'react'
import { openRecord, readChild, type ChildRecord } from '../contract/records.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { KIND_NAMES, KINDS, OPENINGS, SEPARATION, type KindName } from '../domain/kinds.ts'
import { tracingSubject } from '../domain/tracing/subject-kind.ts'
import { CarerNote } from './carer-note.tsx'
import { ChildNext } from './child-next.tsx'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { Gaps, gapsOfProblem } from './gaps.tsx'
import { Siblings } from './siblings.tsx'
import { useRegistered } from './use-registered.ts'
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
  const { t, kind, state, number, gap } = useChildrenWords()
  const found = useChild(fileId)
  if (found.data === undefined) return <QueryState query={found} loading={t('children.loading')} />
  const child = found.data
  const statesOf = (of: OfKindProps) =>
    [...new Set(recordsOf(of).map((record) => state(record.kind, record.state)))].join(', ') ||
    t('children.nothing_yet')
  const tracing = child.tracing === null ? null : t(requestWords.state(tracingSubject.kind, child.tracing))
  const missing = [
    ...child.gates.solutions.flatMap((plan) => plan.missing),
    ...child.gates.guardian,
    ...child.gates.leave,
  ]
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
        <ChildNext fileId={fileId} records={child.records} />
        {child.guardian !== null && <Text>{t('children.guardian_is', { name: child.guardian })}</Text>}
        <div>
          {KIND_NAMES.map((name) => (
            <Fragment key={name}>
              <Part title={kind(name)} about={t(`children.kind_about.${name}`)} said={statesOf({ name, child })}>
                <OfKind name={name} child={child} />
              </Part>
              {name === 'solution' && (
                <Part
                  title={t('children.separation.title')}
                  about={t('children.separation.about')}
                  said={statesOf({ name, child, option: SEPARATION })}
                >
                  <OfKind name="solution" child={child} option={SEPARATION} />
                </Part>
              )}
            </Fragment>
          ))}
          <Part
            title={t('children.siblings.title')}
            about={t('children.siblings.about')}
            said={
              [...child.siblings, ...child.kin].map((one) => number(one.number)).join(', ') ||
              t('children.siblings.none')
            }
          >
            <Siblings fileId={fileId} siblings={child.siblings} kin={child.kin} />
          </Part>
          <Part
            title={t('children.tracing.title')}
            about={t('children.tracing.side_about')}
            said={tracing ?? t('children.nothing_yet')}
          >
            <Row>
              <Button to={`/children/tracing/children/${fileId}`}>
                {t(child.tracing === null ? 'children.tracing.side_begin' : 'children.tracing.side_open')}
              </Button>
              {tracing !== null && <Tag>{tracing}</Tag>}
            </Row>
          </Part>
          <Part
            title={t('children.gate.title')}
            about={t('children.gate.about')}
            said={missing.map(gap).join(' ') || t('children.gate.nothing')}
          >
            <Stack>
              {child.gates.solutions.map(({ id, missing: ofPlan }) => (
                <Gaps key={id} missing={ofPlan} title={t('children.gate.decide')} />
              ))}
              {child.gates.guardian.length > 0 && (
                <Gaps missing={child.gates.guardian} title={t('children.gate.guardian')} />
              )}
              <Gaps missing={child.gates.leave} title={t('children.gate.leave')} />
            </Stack>
          </Part>
        </div>
      </Stack>
    </>
  )
}

interface PartProps {
  readonly title: string
  readonly about: string
  /** Where it stands, in a line that is read without opening it. */
  readonly said: string
  readonly children: ReactNode
}

/** A part of the page: open on a desk; on a phone, where all of them are many screens long, folded until somebody opens it. */
function Part({ title, about, said, children }: PartProps) {
  const isNarrow = useNarrowScreen()
  const [open, setOpen] = useState(!isNarrow)
  return (
    <section aria-label={title}>
      <Fold level={2} title={title} said={said} open={open} onOpenChange={setOpen}>
        <Stack gap="sm">
          <Text tone="quiet">{about}</Text>
          {children}
        </Stack>
      </Fold>
    </section>
  )
}

const recordsOf = ({ name, child, option }: OfKindProps): readonly ChildRecord[] =>
  child.records.filter((record) => record.kind === name && (record.option === SEPARATION) === (option === SEPARATION))

interface OfKindProps {
  readonly name: KindName
  readonly child: Found
  /** Only solutions that are planned for this; what has a title of its own stands under no other. */
  readonly option?: string
}

function OfKind({ name, child, option }: OfKindProps) {
  const { t, step, language } = useChildrenWords()
  const unsent = useTypedNames(useNavigation().path)
  // Undefined: nothing was pressed yet; what was left unsent here is open.
  const [pressed, setPressed] = useState<string | null>()
  const chosen =
    pressed === undefined
      ? (OPENINGS[name].find((opening) => unsent?.includes(beginPlace(name, opening, option))) ?? null)
      : pressed
  const records = recordsOf({ name, child, ...(option !== undefined && { option }) })
  const one = name === 'age' || name === 'guardianship' || name === 'schooling'
  const called = (opening: string) =>
    option === SEPARATION && opening === 'plan' ? t('children.separation.plan') : step(name, opening)
  const open = records.some(({ turn, keptBy }) => turn !== null || keptBy !== null)
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
              onPress={() => setPressed(opening === chosen ? null : opening)}
            >
              {called(opening)}
            </Button>
          ))}
        </Row>
      )}
      {chosen !== null && (
        <Card title={called(chosen)}>
          <Begin
            key={chosen}
            name={name}
            step={chosen}
            place={beginPlace(name, chosen, option)}
            child={child}
            initial={option === undefined ? undefined : { [chosen]: { option: { value: option } } }}
            onDone={() => setPressed(null)}
          />
        </Card>
      )}
    </Stack>
  )
}

function OneRecord({ fileId, record }: { fileId: string; record: ChildRecord }) {
  const { t, title, state, clock, formatInstant } = useChildrenWords()
  const stands = `${title(record.kind, record.option)}: ${state(record.kind, record.state)}`
  return (
    <Card>
      <Row justify="between">
        {record.keptBy === null ? (
          <Link to={`/children/files/${fileId}/${record.kind}/${record.id}`}>{stands}</Link>
        ) : (
          <Text as="span">{stands}</Text>
        )}
        {record.nextDueAt !== null && record.clock !== null && (
          <Tag icon="clock">{`${clock(record.kind, record.clock)}: ${formatInstant(asInstant(record.nextDueAt))}`}</Tag>
        )}
      </Row>
      {record.keptBy !== null && <Text size="sm">{t('children.kept_by', { agency: record.keptBy })}</Text>}
      <Text tone="quiet" size="sm">
        {t('children.changed', { when: formatInstant(asInstant(record.changedAt), 'date') })}
      </Text>
    </Card>
  )
}

/** The name under which what is typed for a new record is kept on the child's page. */
const beginPlace = (name: KindName, step: string, option: string | undefined): string =>
  [name, step, option ?? ''].join('.')

interface BeginProps {
  readonly place: string
  readonly name: KindName
  readonly step: string
  readonly child: Found
  /** What the form of a step says before anybody writes. */
  readonly initial?: Readonly<Record<string, FormAnswers>> | undefined
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

// A type and not an interface: a draft is JSON.
type BesideRecord = { readonly agencyId: string | null; readonly together: readonly string[] }

/** Begins a record: its form, and who is asked where somebody is. */
function Begin({ name, step, place, child, initial, onDone }: BeginProps) {
  const { t } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const now = useNow()
  const references = useRegistered(name, null)
  const asked = askedFor(name, child)
  const beside = useTyped<BesideRecord>(`${place}.beside`, { agencyId: asked?.[0]?.id ?? null, together: [] })
  const { agencyId, together } = beside.value
  const form = CHILDREN_FORMS[KINDS[name].steps[step as never]['needs'] ?? '']
  const take = async ({ id: stepId, happenedAt, answers }: StepToSend, id: string) => {
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
    await beside.forget()
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
          onChange={(chosen) => beside.change((before) => ({ ...before, agencyId: chosen }))}
        />
      )}
      {name === 'determination' && child.siblings.length > 0 && (
        <ChoicesField
          label={t('children.together.ask')}
          help={t('children.together.ask_about')}
          options={child.siblings.map((sibling) => ({ value: sibling.fileId, label: sibling.number }))}
          value={together}
          onChange={(chosen) => beside.change((before) => ({ ...before, together: chosen ?? [] }))}
        />
      )}
      <StepForm
        name={place}
        step={step}
        form={form}
        codeLists={CHILDREN_LISTS}
        now={now}
        initial={initial}
        references={references}
        dayIn="held_on"
        {...(name === 'care' && {
          notes: (answers) => ({ registered_carer: <CarerNote fileId={child.fileId} answers={answers} /> }),
        })}
        onTake={take}
        problemText={(problem) => gapsOfProblem(problem, t('children.gate.refused'))}
        onDone={onDone}
      />
    </Stack>
  )
}
