import {
  Button,
  Callout,
  CheckboxField,
  ChoiceField,
  KeyValueList,
  Stack,
  Text,
  useConfirm,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import type { Principal } from '@gloact/identity/contract/principal'
import type { FileSummary } from '../../contract/reading/files.ts'
import type { Directory } from '../directory.ts'
import { codeWords } from './code-words.ts'
import { NAMES } from '../../domain/file/file-names.ts'
import { hasName, identityOf, withoutName } from './contact-fields.ts'
import { pathOf, resultOf, type ContactDraft, type Declined, type SearchOutcome } from './contact-draft.ts'
import { grantsOf, withoutDeclined, type ConsentCircumstances } from './consent-draft.ts'
import { DeclineChoices } from './decline-choices.tsx'
import { grantsInWords, protecting } from './grants-in-words.ts'
import { Points } from './points.tsx'
import type { PageProps } from './screening-pages.tsx'
import { SearchPanel } from '../search/search-panel.tsx'

interface AgreementPageProps extends PageProps {
  /** Who explains it, where nobody else is named. */
  readonly me: Principal | undefined
}

/** Consent begins with what is known already: the person's language, and who is speaking with them. */
const beginConsent = ({ consent, language }: ContactDraft, me: Principal | undefined): Partial<ContactDraft> => ({
  consent: {
    ...consent,
    language: consent.language ?? language,
    explainedBy: consent.explainedBy === '' ? (me?.displayName ?? '') : consent.explainedBy,
  },
})

/** An adult decides whether anything about them is recorded. Until then all of it is on this device alone. */
export function AgreementPage({ draft, change, me }: AgreementPageProps) {
  const { t } = useMessages()
  return (
    <Stack gap="lg">
      <Text>{t('protection.contact.agreement.about')}</Text>
      <ChoiceField
        label={t('protection.contact.agreement.label')}
        help={t('protection.contact.agreement.help')}
        value={draft.agreement}
        onChange={(value) =>
          change({ agreement: value === 'yes' || value === 'no' ? value : null, ...beginConsent(draft, me) })
        }
        options={(['yes', 'no'] as const).map((value) => ({
          value,
          label: t(`protection.contact.agreement.${value}`),
          help: t(`protection.contact.agreement.${value}_help`),
        }))}
      />
      <Text tone="quiet">{t('protection.contact.agreement.undecided')}</Text>
    </Stack>
  )
}

/** On the child path nothing waits for consent: it is recorded now, or with the file. */
export function WhenPage({ draft, change, me }: AgreementPageProps) {
  const { t } = useMessages()
  return (
    <Stack gap="lg">
      <Callout title={t('protection.contact.when.title')}>{t('protection.contact.when.about')}</Callout>
      <ChoiceField
        label={t('protection.contact.when.label')}
        value={draft.consentWhen}
        onChange={(value) =>
          change({ consentWhen: value === 'now' || value === 'later' ? value : null, ...beginConsent(draft, me) })
        }
        options={(['now', 'later'] as const).map((value) => ({
          value,
          label: t(`protection.contact.when.${value}`),
          help: t(`protection.contact.when.${value}_help`),
        }))}
      />
    </Stack>
  )
}

/** What the last search on this page came to. */
export type SearchAnswer = 'found' | 'nothing' | 'failed'

interface SearchPageProps extends PageProps {
  readonly directory: Directory
  readonly outcome: SearchAnswer | null
  readonly onOutcome: (outcome: SearchAnswer) => void
}

/** Looks for an earlier file of the person before a new one is opened. */
export function SearchPage({ draft, change, rules, directory, outcome, onOutcome }: SearchPageProps) {
  const { t } = useMessages()
  const confirm = useConfirm()
  const identityForm = rules.forms.find(({ id }) => id === NAMES.form)
  const choose = async (search: SearchOutcome | null) => {
    if (search !== 'no_name' || !hasName(identityForm, draft)) return change({ search, existing: null })
    const sure = await confirm({
      title: t('protection.contact.search.no_name_title'),
      body: t('protection.contact.search.no_name_body'),
      confirm: t('protection.contact.search.no_name_confirm'),
      danger: true,
    })
    if (sure) change({ search, existing: null, ...withoutName(draft) })
  }
  // What was looked for before this page was opened again is looked for at once.
  const [first] = useState(draft.searched ?? '')
  const offered = [
    ...(outcome === 'found' || outcome === 'nothing' || draft.search === 'none' ? (['none'] as const) : []),
    'no_name' as const,
    ...(outcome === 'failed' || draft.search === 'no_signal' ? (['no_signal'] as const) : []),
  ]
  return (
    <Stack gap="lg">
      <Text tone="quiet">{t('protection.contact.search.about')}</Text>
      <SearchPanel
        rules={rules}
        directory={directory}
        first={first}
        safe={t('protection.contact.search.failed_safe')}
        onText={(searched) => change({ searched })}
        onSearched={(answer, _byNumber, found = 0) =>
          onOutcome(answer === 'failed' ? 'failed' : found > 0 ? 'found' : 'nothing')
        }
        renderAction={(file) => (
          <TakeFile
            file={file}
            chosen={draft.existing?.id === file.id}
            onChoose={() => change({ search: 'existing', existing: { id: file.id, number: file.number } })}
          />
        )}
      />
      <ChoiceField
        label={t('protection.contact.search.outcome')}
        value={draft.search === 'existing' ? null : draft.search}
        onChange={(value) => void choose(offered.find((known) => known === value) ?? null)}
        options={offered.map((value) => ({
          value,
          label: t(`protection.contact.search.${value === 'none' && outcome === 'nothing' ? 'none_found' : value}`),
        }))}
      />
      {draft.existing && <Callout>{t('protection.contact.search.adds_to', { number: draft.existing.number })}</Callout>}
    </Stack>
  )
}

interface TakeFileProps {
  readonly file: FileSummary
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** Takes a file for the person's own. A closed one takes nothing until it is reopened. */
function TakeFile({ file, chosen, onChoose }: TakeFileProps) {
  const { t } = useMessages()
  if (file.status === 'closed') {
    return (
      <Text tone="quiet" size="sm">
        {t('protection.contact.search.closed')}
      </Text>
    )
  }
  return (
    <Button kind={chosen ? 'primary' : 'secondary'} icon={chosen ? 'check' : 'user'} onPress={onChoose}>
      {t(chosen ? 'protection.contact.search.chosen' : 'protection.contact.search.this')}
    </Button>
  )
}

/** What will be recorded on the file that the person already has. */
export function AddPage({ draft, rules }: PageProps) {
  const { t } = useMessages()
  const result = resultOf(draft, rules)
  return (
    <Stack gap="lg">
      <Text>{t('protection.contact.add.about', { number: draft.existing?.number ?? '' })}</Text>
      <KeyValueList
        items={[
          {
            label: t('protection.contact.send.screening'),
            value: t(`protection.screening.outcome.${result.outcome}`),
          },
        ]}
      />
      <Text tone="quiet">{t('protection.contact.add.rest')}</Text>
    </Stack>
  )
}

/** The separate ways to say no that a file can hold. Declining to be recorded is asked before. */
export function DeclinedPage({ draft, change }: PageProps) {
  const { t } = useMessages()
  return (
    <Stack gap="lg">
      <DeclineChoices
        path={pathOf(draft)}
        kinds={['identification', 'sharing']}
        declined={draft.declined}
        onChange={(declined) => change({ declined: declined.filter((kind): kind is Declined => kind !== 'recording') })}
      />
      {draft.declined.length > 0 && (
        <CheckboxField
          label={t('protection.refusal.explained')}
          value={draft.declinedExplained}
          onChange={(declinedExplained) => change({ declinedExplained })}
        />
      )}
      <Callout
        title={t('protection.refusal.kind.recording')}
        actions={
          <Button onPress={() => change({ agreement: 'no', page: 'refusal' })}>
            {t('protection.refusal.to_recording')}
          </Button>
        }
      >
        {t('protection.refusal.recording_here')}
      </Callout>
    </Stack>
  )
}

interface SendPageProps extends PageProps {
  readonly me: Principal | undefined
  readonly directory: Directory
  readonly circumstances: ConsentCircumstances
  readonly gaps: readonly { readonly page: string; readonly why: string }[]
  readonly onPage: (page: string) => void
}

/** Everything that will be recorded, in one request, before it is. */
export function SendPage(props: SendPageProps) {
  const { draft, change, rules, me, directory, circumstances, gaps, onPage } = props
  const messages = useMessages()
  const { t, language, formatDate } = messages
  const child = pathOf(draft) === 'child'
  const teams = directory.teams.filter(({ id }) => me?.teamIds.includes(id))
  const recordsConsent = !child || draft.consentWhen === 'now'
  const consent = withoutDeclined(draft.consent, child ? [] : draft.declined)
  const identityForm = rules.forms.find(({ id }) => id === NAMES.form)
  // That a row is there is no answer.
  const answersGiven = Object.keys(identityOf(identityForm, draft)).filter(
    (path) => path.split('/').length !== 2,
  ).length
  return (
    <Stack gap="lg">
      {gaps.map(({ page, why }) => (
        <Callout
          key={`${page}/${why}`}
          tone="notice"
          actions={<Button onPress={() => onPage(page)}>{t('protection.contact.send.go_there')}</Button>}
        >
          {why}
        </Callout>
      ))}
      <KeyValueList
        items={[
          {
            label: t('protection.contact.send.path'),
            value: t(`protection.contact.send.path.${child ? 'child' : 'adult'}`),
          },
          {
            label: t('protection.contact.send.contact'),
            value: t('protection.contact.send.contact_value', {
              date: draft.contactOn ? formatDate(draft.contactOn) : '',
              channel: codeWords(rules.codeLists, 'detection_channel', draft.channel ?? '', language),
            }),
          },
          {
            label: t('protection.contact.send.screening'),
            value: t(`protection.screening.outcome.${resultOf(draft, rules).outcome}`),
          },
          ...(draft.search === 'no_signal'
            ? [{ label: t('protection.contact.send.search'), value: t('protection.contact.send.search_owed') }]
            : []),
          {
            label: t('protection.contact.send.consent'),
            value: recordsConsent ? (
              <Points>
                {grantsInWords(messages, grantsOf(consent, circumstances), {
                  codeLists: rules.codeLists,
                  agencyName: directory.agencyName,
                  protecting: protecting(pathOf(draft), rules),
                })}
              </Points>
            ) : (
              t('protection.contact.send.consent_later')
            ),
          },
          ...(draft.declined.length > 0 && !child
            ? [
                {
                  label: t('protection.contact.send.declined'),
                  value: draft.declined.map((kind) => t(`protection.refusal.kind.${kind}`)).join('; '),
                },
              ]
            : []),
          {
            label: t('protection.contact.send.identity'),
            value: t('protection.contact.send.identity_value', { count: answersGiven }),
          },
        ]}
      />
      {teams.length > 1 && (
        <ChoiceField
          label={t('protection.contact.send.team')}
          value={draft.teamId}
          onChange={(teamId) => change({ teamId })}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <CheckboxField
        label={t('protection.contact.send.take_on')}
        help={t('protection.contact.send.take_on_help')}
        value={draft.takesOn}
        onChange={(takesOn) => change({ takesOn })}
      />
      <Text tone="quiet">{t('protection.contact.send.once')}</Text>
    </Stack>
  )
}
