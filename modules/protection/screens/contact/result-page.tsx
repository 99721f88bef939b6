import { Button, Callout, Card, Row, Section, Stack, Tag, Text, useMessages } from '@gloact/ui'
import type { Messages } from '@gloact/messages'
import {
  INDICATOR_DIMENSIONS,
  labelsFor,
  type IndicatorDimensionId,
  type IndicatorSet,
} from '@gloact/standards/indicators'
import {
  wasAsked,
  type DimensionResult,
  type ScreeningReason,
  type ScreeningResult,
} from '../../domain/contact/screening-rule.ts'
import { codeWords, labelIn, shortLabelIn } from './code-words.ts'
import { pathOf, resultOf, screeningOf, signsPage } from './contact-draft.ts'
import type { ContactPart } from './contact-parts.ts'
import { nextSteps } from './next-steps.ts'
import { NumbersToCall } from './numbers-to-call.tsx'
import { Points } from './points.tsx'
import type { PageProps } from './screening-pages.tsx'
import { RightsOfSmuggled } from './smuggled-page.tsx'

interface ResultPageProps extends PageProps {
  readonly onPage: (page: string) => void
  readonly parts: readonly ContactPart[]
}

/** What was observed, what the rule makes of it and why, and what to do now. Not a decision, and it says so. */
export function ResultPage({ draft, rules, change, onPage, parts }: ResultPageProps) {
  const { t, language, formatList } = useMessages()
  const result = resultOf(draft, rules)
  const needs = draft.urgentNeeds.map((code) => ({
    code,
    label: codeWords(rules.codeLists, 'need_type', code, language),
  }))
  const steps = nextSteps({
    outcome: result.outcome,
    path: pathOf(draft),
    safeNow: draft.safeNow,
    urgentNeeds: draft.urgentNeeds,
    notAsked: result.notAsked,
    mayChange: result.mayChange,
    smuggled: draft.suspected === 'smuggling' ? (draft.asylum ?? 'not_asked') : null,
  })
  const kind = screeningOf(draft, rules.shortScreening)
  const elsewhere = kind === 'elsewhere'
  return (
    <Stack gap="lg">
      {elsewhere ? (
        <Callout title={t('protection.contact.screening.was_elsewhere')}>
          <Text>
            <bdi>{draft.elsewhere}</bdi>
          </Text>
        </Callout>
      ) : (
        <Callout title={t(`protection.screening.outcome.${result.outcome}`)}>
          <Stack gap="xs">
            <Text>{t(`protection.screening.outcome.${result.outcome}.explained`)}</Text>
            <Text tone="strong">{t('protection.screening.not_a_decision')}</Text>
          </Stack>
        </Callout>
      )}
      {draft.suspected === 'other' && (
        <Callout tone="notice" title={t('protection.contact.suspected.other_result')}>
          {t('protection.contact.suspected.other_result_about')}
        </Callout>
      )}
      {draft.suspected === 'smuggling' && <RightsOfSmuggled />}
      {kind === 'short' && (
        <Callout tone="notice" title={t('protection.contact.screening.was_short')}>
          <Stack gap="sm">
            <Text>{t('protection.contact.screening.was_short_about')}</Text>
            <Row>
              <Button
                onPress={() => {
                  change({ screening: 'full' })
                  onPage(signsPage(INDICATOR_DIMENSIONS[0]))
                }}
              >
                {t('protection.contact.screening.ask_rest')}
              </Button>
            </Row>
          </Stack>
        </Callout>
      )}
      {result.provisional && (
        <Callout tone="notice" title={t('protection.contact.provisional')}>
          {t('protection.screening.provisional')}
        </Callout>
      )}
      <Section title={t('protection.contact.result.now')}>
        <Points ordered>
          {steps.map((step) =>
            t(`protection.contact.next.${step}`, { needs: formatList(needs.map(({ label }) => label)) }),
          )}
        </Points>
      </Section>
      {pathOf(draft) === 'child' && <WillBeTold rules={rules} onOpen={() => onPage('send')} />}
      <NumbersToCall rules={rules} />
      {parts.map(({ id, Result }) => (
        <Result key={id} needs={needs} language={draft.language} child={pathOf(draft) === 'child'} />
      ))}
      {!elsewhere && <ScreeningWhy result={result} set={rules.indicatorSet} />}
    </Stack>
  )
}

/** The one button by which the authority for the protection of children is told; its receipt stands in the file. */
function WillBeTold({ rules, onOpen }: { readonly rules: PageProps['rules']; readonly onOpen: () => void }) {
  const { t, formatList } = useMessages()
  const agencies = rules.childProtection.map(({ name }) => name)
  return (
    <Callout
      title={t('protection.child_told.title')}
      actions={
        <Button kind="primary" icon="send" onPress={onOpen}>
          {t(agencies.length > 0 ? 'protection.child_told.open_and_tell' : 'protection.contact.send.send')}
        </Button>
      }
    >
      {agencies.length > 0
        ? t('protection.child_told.will_be', { agencies: formatList(agencies) })
        : t('protection.child_told.none')}
    </Callout>
  )
}

/** Why the rule says so: its reasons, how many questions are open, and what was observed in each dimension. */
export function ScreeningWhy({ result, set }: { result: ScreeningResult; set: IndicatorSet }) {
  const messages = useMessages()
  const { t } = messages
  return (
    <>
      <Section title={t('protection.contact.result.why')}>
        <Points>
          {result.reasons
            .filter(({ code }) => code !== 'not_asked' && code !== 'provisional_weights')
            .map((reason) => reasonInWords(messages, reason, set))}
        </Points>
        <Text>
          {t('protection.screening.not_asked', { count: result.notAsked })}{' '}
          {result.mayChange && t('protection.screening.may_change')}
        </Text>
      </Section>
      <Section title={t('protection.contact.result.observed')}>
        {result.dimensions.map((dimension) => (
          <Observed key={dimension.id} dimension={dimension} result={result} set={set} />
        ))}
        <Text tone="quiet" size="sm">
          {t('protection.contact.result.rule', { rule: result.ruleVersion })}
        </Text>
      </Section>
    </>
  )
}

interface ObservedProps {
  readonly dimension: DimensionResult
  readonly result: ScreeningResult
  readonly set: IndicatorSet
}

function Observed({ dimension, result, set }: ObservedProps) {
  const { t, language } = useMessages()
  const known = set.dimensions.find(({ id }) => id === dimension.id)
  if (!known) return null
  const asked = wasAsked(dimension)
  const observed = known.indicators.filter(({ id }) => dimension.observedIds.includes(id))
  return (
    <Card title={shortLabelIn(known.labels, language)} tone={observed.length > 0 ? 'plain' : 'quiet'}>
      <Stack gap="xs">
        <Row>
          <Tag tone={dimension.positive ? 'accent' : 'neutral'} icon={dimension.positive ? 'done' : 'circle'}>
            {t(
              `protection.screening.dimension.${dimension.positive ? 'positive' : asked ? 'not_positive' : 'not_asked'}`,
            )}
          </Tag>
          <Text as="span" size="sm">
            {t(`protection.screening.why.${asked ? dimension.why : 'nothing_asked'}`)}
          </Text>
        </Row>
        {observed.length > 0 && (
          <Points>{observed.map((indicator) => labelIn(labelsFor(indicator, result.profile), language))}</Points>
        )}
        {dimension.notAsked > 0 && (
          <Text tone="quiet" size="sm">
            {t('protection.screening.not_asked', { count: dimension.notAsked })}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

/** A reason in words, with the dimensions that it rests on. */
function reasonInWords({ t, language }: Messages, reason: ScreeningReason, set: IndicatorSet): string {
  const said = t(`protection.screening.reason.${reason.code}`, { count: reason.count ?? 0 })
  const label = (id: IndicatorDimensionId) => set.dimensions.find((dimension) => dimension.id === id)?.labels
  const names = (reason.dimensions ?? []).flatMap((id) => {
    const labels = label(id)
    return labels ? [shortLabelIn(labels, language)] : []
  })
  return names.length === 0 ? said : t('protection.contact.result.reason', { reason: said, where: names.join('; ') })
}
