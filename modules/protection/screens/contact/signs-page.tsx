import { ActionMenu, Button, Callout, CheckboxField, ChoiceField, Row, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { indicatorsOf, labelsFor, type Indicator, type IndicatorDimensionId } from '@gloact/standards/indicators'
import { INDICATOR_OBSERVATIONS, type IndicatorObservation } from '../../domain/contact/screening-rule.ts'
import { labelIn } from './code-words.ts'
import { pathOf, profileOf } from './contact-draft.ts'
import type { PageProps } from './screening-pages.tsx'

interface SignsPageProps extends PageProps {
  readonly dimension: IndicatorDimensionId
}

/** One dimension of the whole list. */
export function SignsPage({ dimension, ...page }: SignsPageProps) {
  const of = indicatorsOf(page.rules.indicatorSet, profileOf(page.draft))
  const group = of.find((each) => each.dimension.id === dimension)
  return group ? <Signs {...page} indicators={group.indicators} /> : null
}

/** The country's few, on one page; of a child, with it what their rule asks besides. */
export function ShortSignsPage(page: PageProps) {
  const { draft, rules } = page
  const indicators = indicatorsOf(rules.indicatorSet, profileOf(draft))
    .flatMap((group) => group.indicators)
    .filter(({ id }) => rules.shortScreening.includes(id))
  return (
    <Stack gap="lg">
      <Signs {...page} indicators={indicators} />
      {pathOf(draft) === 'child' && <ChildPage {...page} />}
    </Stack>
  )
}

/** A tap marks what was observed, the menu beside it says why there is no answer. */
function Signs({ indicators, draft, change, rules }: PageProps & { readonly indicators: readonly Indicator[] }) {
  const { t, language } = useMessages()
  const profile = profileOf(draft)
  const said = (id: string): IndicatorObservation => draft.observed[id] ?? 'not_asked'
  const mark = (ids: readonly string[], observation: IndicatorObservation) =>
    change({ observed: { ...draft.observed, ...Object.fromEntries(ids.map((id) => [id, observation])) } })
  const open = indicators.map(({ id }) => id).filter((id) => said(id) === 'not_asked')

  return (
    <Stack>
      <Text tone="quiet">{t('protection.contact.signs.help')}</Text>
      {rules.indicatorSet.profiles[profile] === 'provisional' && (
        <Callout tone="notice" title={t('protection.contact.provisional')}>
          {t('protection.screening.provisional')}
        </Callout>
      )}
      {indicators.map((indicator) => (
        <Sign
          key={indicator.id}
          label={labelIn(labelsFor(indicator, profile), language)}
          indicator={indicator}
          said={said(indicator.id)}
          onSay={(observation) => mark([indicator.id], observation)}
        />
      ))}
      {open.length > 0 && (
        <Row>
          <Button kind="quiet" icon="check" onPress={() => mark(open, 'not_observed')}>
            {t('protection.contact.signs.rest_not_observed', { count: open.length })}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

interface SignProps {
  readonly label: string
  readonly indicator: Indicator
  readonly said: IndicatorObservation
  readonly onSay: (observation: IndicatorObservation) => void
}

function Sign({ label, said, onSay }: SignProps) {
  const { t } = useMessages()
  const others = INDICATOR_OBSERVATIONS.filter((observation) => observation !== 'observed')
  return (
    <Row justify="between" align="start" wrap={false}>
      <Stack gap="xs">
        <CheckboxField
          label={label}
          value={said === 'observed'}
          onChange={(observed) => onSay(observed ? 'observed' : 'not_asked')}
        />
        {said !== 'observed' && said !== 'not_asked' && (
          <Row>
            <Tag icon="minus">{t(`protection.screening.observation.${said}`)}</Tag>
          </Row>
        )}
      </Stack>
      <ActionMenu
        label={t('protection.contact.signs.other_answer', { sign: label })}
        items={others.map((observation) => ({
          label: t(`protection.screening.observation.${observation}`),
          ...(observation === said ? { icon: 'check' as const } : {}),
          onChoose: () => onSay(observation),
        }))}
      />
    </Row>
  )
}

/** A child: whether anybody moved or held them, and whether exploitation was meant. Means are not required. */
export function ChildPage({ draft, change }: PageProps) {
  const { t } = useMessages()
  const options = [...INDICATOR_OBSERVATIONS].map((value) => ({
    value,
    label: t(`protection.contact.child.answer.${value}`),
  }))
  const observation = (value: string | null): IndicatorObservation =>
    INDICATOR_OBSERVATIONS.find((known) => known === value) ?? 'not_asked'
  return (
    <Stack gap="lg">
      <Text tone="quiet">{t('protection.contact.child.about')}</Text>
      <ChoiceField
        label={t('protection.contact.child.act')}
        value={draft.act}
        onChange={(value) => change({ act: observation(value) })}
        options={options}
      />
      <ChoiceField
        label={t('protection.contact.child.intended')}
        value={draft.intendedExploitation}
        onChange={(value) => change({ intendedExploitation: observation(value) })}
        options={options}
      />
    </Stack>
  )
}
