import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { dataGroup, offeredCodes, serviceType } from '@gloact/codes'
import { asInstant, newId } from '@gloact/kernel'
import { readCaseFile } from '@gloact/protection/contract/routes'
import {
  Button,
  Callout,
  CheckboxField,
  ChoiceField,
  ChoicesField,
  EmptyState,
  Form,
  LongText,
  PageHeader,
  Procedures,
  QueryState,
  Refusal,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useCodeOptions,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { type ASSENTS, draftReferral, type GUARDIANS, listServices, type ServiceView } from '../contract/referrals.ts'
import { groupsByLink } from '../domain/by-link.ts'
import type { FeedbackLevel } from '../domain/feedback.ts'
import { groupsFor } from '../domain/passing-on.ts'
import { URGENCIES, type Urgency } from '../domain/referral-kind.ts'
import { ChildBasis } from './child-basis.tsx'
import { ChooseFeedback } from './feedback-agreed.tsx'
import { ConfirmEntry } from './keep-entry.tsx'
import { BlockSite, LeftOut } from './block-site.tsx'
import { GoesWith, type Connection } from './goes-with.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { ServiceDetails } from './service-details.tsx'
import { ServiceRow } from './service-row.tsx'

/** From a file: the need, a service that fits, and what it would receive. Nothing is sent before the preview was seen. */
export function ReferPage() {
  const { fileId = '', entryId }: { readonly fileId?: string; readonly entryId?: string } = useParams({ strict: false })
  const { t } = useReferralWords()
  const client = useClient()
  const file = useQuery({
    queryKey: ['referral', 'file', fileId],
    queryFn: () => client.callOrThrow(readCaseFile, { params: { fileId } }),
  })
  const [chosen, setType] = useState<string | null>(null)
  const [service, setService] = useState<ServiceView | null>(null)
  const types = useCodeOptions({ ...serviceType, codes: [...offeredCodes(serviceType)] })
  if (!file.isSuccess) return <QueryState query={file} loading={t('referral.loading')} />
  const child = file.data.path === 'child'
  const entry = file.data.services.find(({ actionId }) => actionId === entryId)
  const type = chosen ?? entry?.payload.type ?? null
  return (
    <>
      <PageHeader
        title={t('referral.refer.title')}
        about={t('referral.refer.about')}
        back={{ to: `/files/${fileId}/summary`, label: file.data.number }}
      />
      <Stack gap="lg">
        <Procedures use="referral" />
        {entry && <Callout>{t('referral.refer.continues')}</Callout>}
        <ChoiceField
          as="select"
          label={t('referral.need')}
          required
          options={types}
          value={type}
          onChange={(next) => {
            setType(next)
            setService(null)
          }}
        />
        {service ? (
          <Section title={t('referral.refer.to')}>
            <ServiceRow service={service}>
              <ServiceDetails serviceId={service.id} opened />
            </ServiceRow>
            <ReferForm
              key={service.id}
              fileId={fileId}
              service={service}
              child={child}
              // Of another need than the entry's it is a referral of its own.
              continues={entry?.payload.type === service.type ? entry.actionId : undefined}
            />
          </Section>
        ) : (
          type && (
            <Fitting
              fileId={fileId}
              type={type}
              child={child}
              provider={entry?.payload.providerAgencyId ?? null}
              onChoose={setService}
            />
          )
        )}
      </Stack>
    </>
  )
}

function Fitting({
  fileId,
  type,
  child,
  provider,
  onChoose,
}: {
  fileId: string
  type: string
  child: boolean
  /** The agency that the entry names: its services stand first. */
  provider: string | null
  onChoose: (service: ServiceView) => void
}) {
  const { t, language } = useReferralWords()
  const client = useClient()
  const asked = { type, language, child: child ? ('true' as const) : ('false' as const), fileId }
  const found = useQuery({
    queryKey: REFERRAL_KEYS.services(asked),
    queryFn: () => client.callOrThrow(listServices, { query: asked }),
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t('referral.loading')} />
  const unsafe = <LeftOut fileId={fileId} unsafe={found.data.unsafe} />
  if (found.data.items.length === 0)
    return (
      <>
        <EmptyState icon="search" title={t('referral.directory.none')} />
        {unsafe}
      </>
    )
  return (
    <Section title={t('referral.refer.fitting')}>
      <Stack>
        {unsafe}
        {providedFirst(found.data.items, provider).map((service) => (
          <ServiceRow key={service.id} service={service}>
            {service.standing === 'unconfirmed' && (
              <>
                <Text>{t('referral.entry_unconfirmed')}</Text>
                <ConfirmEntry service={service} />
              </>
            )}
            <Row>
              <Button
                disabled={service.standing === 'unconfirmed'}
                label={`${t('referral.refer.choose')}: ${service.name}, ${service.site}`}
                onPress={() => onChoose(service)}
              >
                {t('referral.refer.choose')}
              </Button>
              <BlockSite fileId={fileId} service={service} unsafe />
            </Row>
          </ServiceRow>
        ))}
      </Stack>
    </Section>
  )
}

const providedFirst = (services: readonly ServiceView[], provider: string | null): readonly ServiceView[] =>
  services.toSorted((a, b) => Number(b.agencyId === provider) - Number(a.agencyId === provider))

interface ReferFormProps {
  readonly fileId: string
  readonly service: ServiceView
  readonly child: boolean
  readonly continues: string | undefined
}

function ReferForm({ fileId, service, child, continues }: ReferFormProps) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const { go } = useNavigation()
  const groupOptions = useCodeOptions(dataGroup)
  // Made once for what stands here: sent again after a lost answer, it is one draft.
  const [ids] = useState(() => ({ id: newId(), stepId: newId(), happenedAt: asInstant(Date.now()) }))
  const [urgency, setUrgency] = useState<Urgency>('standard')
  const [words, setWords] = useState('')
  const [groups, setGroups] = useState<readonly string[]>(groupsFor(service.type))
  const [assent, setAssent] = useState<(typeof ASSENTS)[number] | null>(null)
  const [guardian, setGuardian] = useState<(typeof GUARDIANS)[number] | null>(null)
  const [goesWith, setGoesWith] = useState<Connection | null>(null)
  const [feedback, setFeedback] = useState<FeedbackLevel>('coded')
  const [tellsFirst, setTellsFirst] = useState(false)
  const [tie, setTie] = useState(false)
  const [weighed, setWeighed] = useState(false)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const missing = tried ? t('forms.required') : undefined
  const draft = async () => {
    setTried(true)
    if (words.trim() === '' || (child && (assent === null || guardian === null))) return
    const drafted = await client.call(draftReferral, {
      body: {
        ...ids,
        fileId,
        serviceId: service.id,
        ...(continues !== undefined && { continues }),
        urgency,
        words: words.trim(),
        groups: [...groups],
        child: assent !== null && guardian !== null ? { assent, guardian } : null,
        feedback,
        tieWeighed: weighed,
        tellsFirst: goesWith?.on === true && tellsFirst,
        ...(goesWith && { [goesWith.as]: goesWith.id }),
      },
    })
    if (drafted.ok) go(`/referral/requests/${ids.id}`)
    else {
      setTie(tie || drafted.error.code === 'referral.tie_unweighed')
      setRefused(problem(drafted.error))
    }
  }
  const offered = groupOptions.filter(
    ({ value }) =>
      (!child || groupsFor(service.type).includes(value)) &&
      (!service.byLink || groupsByLink([value], service.recipientKind).length > 0),
  )
  return (
    <Form onSubmit={() => void draft()}>
      <ChoiceField
        label={t('referral.urgency')}
        options={URGENCIES.map((value) => ({ value, label: t(`referral.urgency.${value}`) }))}
        value={urgency}
        onChange={(next) => setUrgency((next ?? 'standard') as Urgency)}
      />
      <GoesWith fileId={fileId} need={service.type} value={goesWith} onChange={setGoesWith} />
      <LongText
        label={t('referral.words')}
        help={t('referral.words.help')}
        required
        maxLength={2000}
        value={words}
        error={words.trim() === '' ? missing : undefined}
        onChange={setWords}
      />
      <ChoicesField
        label={t('referral.groups')}
        help={t(child ? 'referral.groups.child' : 'referral.groups.help')}
        options={offered}
        value={groups}
        onChange={setGroups}
      />
      <ChooseFeedback value={feedback} onChange={setFeedback} />
      {goesWith?.on && <CheckboxField label={t('referral.tells_first')} value={tellsFirst} onChange={setTellsFirst} />}
      {service.byLink && <Callout>{t('referral.link.less')}</Callout>}
      {child && (
        <ChildBasis
          assent={assent}
          guardian={guardian}
          onAssent={setAssent}
          onGuardian={setGuardian}
          missing={missing}
        />
      )}
      <Refusal>{refused}</Refusal>
      {tie && <CheckboxField label={t('referral.tie_weighed')} value={weighed} onChange={setWeighed} />}
      <Row>
        <Button kind="primary" type="submit">
          {t('referral.refer.preview')}
        </Button>
      </Row>
    </Form>
  )
}
