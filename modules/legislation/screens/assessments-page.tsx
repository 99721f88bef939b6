import { asInstant, dateIn, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  ChoicesField,
  CountryField,
  DataTable,
  Disclosure,
  EmptyState,
  Form,
  PageHeader,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { openAssessment } from '../contract/assessments.ts'
import { Asked, useRefusal } from './asked.tsx'
import { AddPack } from './add-pack.tsx'
import { useAssessments, usePacks, useRenew } from './queries.ts'

/** The assessments of the law, and how to open one. */
export function AssessmentsPage() {
  const { t, formatDate, formatInstant } = useMessages()
  return (
    <>
      <PageHeader title={t('legislation.assessments')} about={t('legislation.assessments_about')} />
      <Asked query={useAssessments()}>
        {({ items, mayEdit }) => (
          <Stack>
            <DataTable
              caption={t('legislation.assessments')}
              items={items}
              itemKey={({ id }) => id}
              itemTo={({ id }) => `/legislation/assessments/${id}`}
              empty={<EmptyState icon="law" title={t('legislation.no_assessments')} />}
              columns={[
                {
                  id: 'title',
                  header: t('legislation.assessment'),
                  primary: true,
                  cell: ({ title }) => <bdi>{title}</bdi>,
                },
                { id: 'as_of', header: t('legislation.as_of'), cell: ({ asOf }) => formatDate(asOf) },
                {
                  id: 'met',
                  header: t('legislation.mandatory_met'),
                  numeric: true,
                  cell: ({ summary }) => t('legislation.of', { count: summary.mandatoryMet, total: summary.mandatory }),
                },
                {
                  id: 'gaps',
                  header: t('legislation.gaps'),
                  numeric: true,
                  cell: ({ summary }) => summary.gaps.length,
                },
                {
                  id: 'open',
                  header: t('legislation.status.open'),
                  numeric: true,
                  cell: ({ summary }) => summary.counts.open,
                },
                {
                  id: 'opened',
                  header: t('legislation.opened'),
                  hideOnPhone: true,
                  cell: ({ openedAt }) => formatInstant(asInstant(openedAt), 'date'),
                },
              ]}
            />
            {mayEdit && (
              <>
                <Disclosure summary={t('legislation.new_assessment')}>
                  <NewAssessment />
                </Disclosure>
                <Disclosure summary={t('legislation.add_pack')}>
                  <AddPack />
                </Disclosure>
              </>
            )}
          </Stack>
        )}
      </Asked>
    </>
  )
}

function NewAssessment() {
  const { t } = useMessages()
  return (
    <Asked query={usePacks()}>
      {({ items }) => <AssessmentForm packs={items} help={t('legislation.packs_help')} />}
    </Asked>
  )
}

type Packs = NonNullable<ReturnType<typeof usePacks>['data']>['items']

function AssessmentForm({ packs, help }: { packs: Packs; help: string }) {
  const { t, timeZone } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const { go } = useNavigation()
  const [id] = useState(() => newId())
  const [title, setTitle] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>(['tip-protocol-2000'])
  const [tier, setTier] = useState<string | null>('core')
  const [kind, setKind] = useState<string | null>('baseline')
  const [ofCountry, setOfCountry] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const open = async () => {
    if (title.trim() === '' || chosen.length === 0) return setProblem(t('legislation.assessment_missing'))
    const opened = await client.call(openAssessment, {
      body: {
        id,
        title: title.trim(),
        packs: [...chosen],
        tier: tier === 'all' ? 'all' : 'core',
        kind: kind === 'review' || kind === 'draft_bill' ? kind : 'baseline',
        ofCountry,
        asOf: dateIn(asInstant(Date.now()), timeZone),
      },
    })
    if (!opened.ok) return setProblem(refusal(opened.error))
    await renew()
    go(`/legislation/assessments/${id}`)
  }
  return (
    <Form onSubmit={() => void open()}>
      <Stack>
        <TextField label={t('legislation.assessment')} required value={title} maxLength={300} onChange={setTitle} />
        <CountryField
          label={t('legislation.of_country')}
          help={t('legislation.of_country_help')}
          value={ofCountry}
          onChange={setOfCountry}
        />
        <ChoicesField
          label={t('legislation.packs')}
          help={help}
          options={packs.map((pack) => ({
            value: pack.id,
            label: pack.title,
            help: t('legislation.pack_about', {
              core: pack.core,
              all: pack.obligations,
              seen: pack.verified['text-seen'],
            }),
          }))}
          value={chosen}
          onChange={setChosen}
        />
        <ChoiceField
          label={t('legislation.tier')}
          options={(['core', 'all'] as const).map((value) => ({ value, label: t(`legislation.tier.${value}`) }))}
          value={tier}
          onChange={setTier}
        />
        <ChoiceField
          label={t('legislation.kind')}
          options={(['baseline', 'review', 'draft_bill'] as const).map((value) => ({
            value,
            label: t(`legislation.kind.${value}`),
          }))}
          value={kind}
          onChange={setKind}
        />
        {problem && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button kind="primary" type="submit">
            {t('legislation.open_assessment')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
