import { isPlainDate } from '@gloact/kernel'
import type { KnownAgency } from './agencies.ts'
import { asPartial } from './as-partial.ts'
import {
  Button,
  Callout,
  Card,
  CheckboxField,
  ChoiceField,
  ChoicesField,
  Columns,
  DateField,
  EmptyState,
  Grid,
  IconButton,
  Row,
  Section,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import { directionOf } from '@gloact/messages'
import { useState } from 'react'
import { IDENTIFICATION_DATA_GROUPS } from '../../domain/file/consent.ts'
import type { BrowserFileRules } from '../rules.ts'
import { codeOptions, codeWords } from './code-words.ts'
import type { ConsentPageProps } from './consent-pages.tsx'
import {
  addRecipient,
  allowanceOf,
  allowGroups,
  allowPurpose,
  allowUntil,
  grantsOf,
  removeRecipient,
  usualEnd,
  type Allowance,
  type Recipient,
} from './consent-draft.ts'
import { agenciesOfKind, CONSENT_PRESETS, withPreset } from './consent-presets.ts'
import { explainedIn } from './explanation.ts'
import { grantsInWords, recipientInWords, type Protecting } from './grants-in-words.ts'
import { Points } from './points.tsx'
import { useWordsIn } from './use-words-in.ts'

export interface ConsentGrantsProps extends ConsentPageProps {
  readonly agencies: readonly KnownAgency[]
  /** Who is told whatever is agreed: of a child. */
  readonly protecting: Protecting | null
  /** Purposes that the person declines: not offered. */
  readonly withoutPurposes?: readonly string[]
}

/** Who may be told what, for what and how long: purposes × recipients, which starts empty, and the same in words. */
export function ConsentGrants(props: ConsentGrantsProps) {
  const { draft, change, rules, directory, circumstances, withoutPurposes = [] } = props
  const messages = useMessages()
  const { t, language } = messages
  const words = {
    codeLists: rules.codeLists,
    agencyName: directory.agencyName,
    protecting: props.protecting,
  }
  // The person reads what they agree to; so does who signs for having explained it.
  const own = explainedIn(draft.language, language)
  const theirs = useWordsIn(own.own && own.language !== language ? own.language : undefined)
  const nameOf = (recipient: Recipient) =>
    recipientInWords(messages, { recipientKind: recipient.kind, recipientAgencyId: recipient.agencyId }, words)
  const purposes = codeOptions(rules.codeLists, 'consent_purpose', language).filter(
    ({ value }) => !withoutPurposes.includes(value),
  )
  return (
    <Stack gap="lg">
      <Text tone="quiet">{t('protection.consent.grants.about')}</Text>
      <Presets {...props} />
      <AddRecipient {...props} />
      {draft.recipients.length === 0 ? (
        <EmptyState
          icon="lock"
          title={t('protection.consent.grants.empty')}
          about={t('protection.consent.grants.empty_about')}
        />
      ) : (
        <Grid
          caption={t('protection.consent.grants.caption')}
          columns={[
            t('protection.consent.grants.what_for'),
            ...draft.recipients.map((recipient) => (
              <Row key={recipient.id} wrap={false} gap="xs">
                <span>{nameOf(recipient)}</span>
                <IconButton
                  icon="close"
                  label={t('protection.consent.grants.remove', { recipient: nameOf(recipient) })}
                  onPress={() => change(removeRecipient(draft, recipient.id))}
                />
              </Row>
            )),
          ]}
          rows={purposes.map((purpose) => ({
            id: purpose.value,
            header: purpose.label,
            cells: draft.recipients.map((recipient) => (
              <CheckboxField
                key={recipient.id}
                hideLabel
                label={t('protection.consent.grants.cell', { recipient: nameOf(recipient), purpose: purpose.label })}
                value={allowanceOf(draft, recipient.id, purpose.value) !== undefined}
                onChange={(on) => change(allowPurpose(draft, recipient.id, purpose.value, on))}
              />
            )),
          }))}
        />
      )}
      {draft.recipients.flatMap((recipient) =>
        draft.allowances
          .filter(({ recipientId }) => recipientId === recipient.id)
          .map((allowance) => (
            <AllowanceCard
              key={`${recipient.id}/${allowance.purpose}`}
              {...props}
              allowance={allowance}
              recipient={nameOf(recipient)}
            />
          )),
      )}
      <Section title={t('protection.consent.grants.in_words')} level={3}>
        <Columns min="16rem">
          <Points>{grantsInWords(messages, grantsOf(draft, circumstances), words)}</Points>
          {theirs && (
            <div lang={theirs.language} dir={directionOf(theirs.language)}>
              <Points>{grantsInWords(theirs, grantsOf(draft, circumstances), words)}</Points>
            </div>
          )}
        </Columns>
      </Section>
    </Stack>
  )
}

/** What is agreed to most often, laid out in one press; what the person does not want is cleared again. */
function Presets({ draft, change, withoutPurposes = [] }: ConsentGrantsProps) {
  const { t } = useMessages()
  const offered = CONSENT_PRESETS.filter(({ purpose }) => !withoutPurposes.includes(purpose))
  return (
    <Section level={3} title={t('protection.consent.preset.title')} about={t('protection.consent.preset.about')}>
      <Row>
        {offered.map((preset) => (
          <Button key={preset.id} icon="plus" size="sm" onPress={() => change(withPreset(draft, preset))}>
            {t(`protection.consent.preset.${preset.id}`)}
          </Button>
        ))}
      </Row>
    </Section>
  )
}

function AddRecipient({ draft, change, rules, agencies }: ConsentGrantsProps) {
  const { t, language } = useMessages()
  const [kind, setKind] = useState<string | null>(null)
  const [agencyId, setAgencyId] = useState<string | null>(null)
  const ofKind = kind === null ? [] : agenciesOfKind(agencies, kind)
  return (
    <Card title={t('protection.consent.grants.add_title')}>
      <Stack>
        <ChoiceField
          as="select"
          label={t('protection.consent.grants.kind')}
          value={kind}
          onChange={(next) => {
            setKind(next)
            setAgencyId(null)
          }}
          options={codeOptions(rules.codeLists, 'recipient_kind', language)}
        />
        {ofKind.length > 0 && (
          <ChoiceField
            as="select"
            label={t('protection.consent.grants.agency')}
            help={t('protection.consent.grants.agency_help')}
            value={agencyId}
            onChange={setAgencyId}
            options={ofKind.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Row>
          <Button
            icon="plus"
            disabled={kind === null}
            onPress={() => {
              if (kind === null) return
              change(addRecipient(draft, kind, agencyId))
              setKind(null)
              setAgencyId(null)
            }}
          >
            {t('protection.consent.grants.add')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

interface AllowanceCardProps extends ConsentGrantsProps {
  readonly allowance: Allowance
  readonly recipient: string
}

/** One recipient and purpose: which data groups, and until when. */
function AllowanceCard({ allowance, recipient, draft, change, rules, circumstances }: AllowanceCardProps) {
  const { t, language } = useMessages()
  const isDecision = allowance.purpose === 'identification'
  const wanted = allowance.groups.map(({ code }) => code)
  const needed = IDENTIFICATION_DATA_GROUPS.filter((group) => !wanted.includes(group))
  return (
    <Card
      title={t('protection.consent.grants.allowance', { recipient, purpose: purposeWords(rules, allowance, language) })}
    >
      <Stack>
        <ChoicesField
          label={t('protection.consent.grants.groups')}
          {...(wanted.length === 0 ? { error: t('protection.consent.gap.no_groups') } : {})}
          value={wanted}
          onChange={(codes) => change(allowGroups(draft, allowance, codes))}
          options={codeOptions(rules.codeLists, 'data_group', language)}
        />
        {isDecision && needed.length > 0 && (
          <Callout
            actions={
              <Button onPress={() => change(allowGroups(draft, allowance, [...wanted, ...needed]))}>
                {t('protection.consent.grants.add_needed')}
              </Button>
            }
          >
            {t('protection.consent.grants.needed', {
              groups: needed.map((group) => codeWords(rules.codeLists, 'data_group', group, language)).join('; '),
            })}
          </Callout>
        )}
        <DateField
          label={t('protection.consent.grants.until')}
          help={t('protection.consent.grants.until_help', { months: circumstances.consentMonths })}
          precision="day"
          value={asPartial(allowance.until ?? usualEnd(draft, circumstances))}
          onChange={(until) => {
            if (until !== null && isPlainDate(until)) change(allowUntil(draft, allowance, until))
          }}
        />
      </Stack>
    </Card>
  )
}

const purposeWords = (rules: Pick<BrowserFileRules, 'codeLists'>, { purpose }: Allowance, language: string): string =>
  codeWords(rules.codeLists, 'consent_purpose', purpose, language)
