import { wordsIn, type FormAnswers } from '@gloact/forms'
import { type FieldFailure, type PlainDate, valueOf } from '@gloact/kernel'
import { Button, Callout, FormRenderer, Stack, Text, useMessages, type WizardStep } from '@gloact/ui'
import { type ReactNode, useState } from 'react'
import type { Principal } from '@gloact/identity/contract/principal'
import { mayBeChild } from '../../domain/file/majority.ts'
import type { Directory } from '../directory.ts'
import type { BrowserFileRules } from '../rules.ts'
import { useAgencies } from './agencies.ts'
import { labelIn } from './code-words.ts'
import type { ContactPart } from './contact-parts.ts'
import { identityOf, isNamedBySearch } from './contact-fields.ts'
import { CONSENT_GAPS, consentGaps, withoutDeclined, type ConsentDraft } from './consent-draft.ts'
import { useConsentSteps } from './consent-steps.tsx'
import {
  CONSENT_PAGES,
  dimensionOfPage,
  identityPage,
  pathOf,
  sectionOfPage,
  SHORT_SIGNS,
  type ContactDraft,
} from './contact-draft.ts'
import {
  AddPage,
  AgreementPage,
  DeclinedPage,
  type SearchAnswer,
  SearchPage,
  SendPage,
  WhenPage,
} from './opening-pages.tsx'
import { RefusalPage } from './refusal-page.tsx'
import { ResultPage } from './result-page.tsx'
import { ChannelPage, NeedsPage, PersonPage, SafePage, SuspectedPage } from './screening-pages.tsx'
import { ChildPage, ShortSignsPage, SignsPage } from './signs-page.tsx'
import { SmuggledPage } from './smuggled-page.tsx'
import { UrgentPage } from './urgent-page.tsx'

export interface ContactStepsOptions {
  readonly draft: ContactDraft
  readonly change: (made: Partial<ContactDraft>) => void
  readonly rules: BrowserFileRules
  /** Whether the rules are the country's own: without them a file cannot be opened. */
  readonly complete: boolean
  readonly directory: Directory
  readonly me: Principal | undefined
  readonly today: PlainDate
  /** What the server did not take of the identity. */
  readonly failures: readonly FieldFailure[]
  readonly onPage: (page: string) => void
  /** What other modules show beside the result. */
  readonly parts: readonly ContactPart[]
}

/** What is still to be done on the page of the search, after what it came to. */
const SEARCH_NEEDS: Readonly<Record<SearchAnswer, string>> = {
  found: 'search_found',
  nothing: 'search_none',
  failed: 'search',
}

/** Until it is sent nothing of a contact is recorded anywhere. */
const NOTHING_IS = () => false

/** The step of each page: its title, its questions, and what keeps it from going on. */
export function useContactSteps(options: ContactStepsOptions): (page: string) => WizardStep {
  const { draft, change, rules, directory, me, today } = options
  const { t, language } = useMessages()
  const path = pathOf(draft)
  const [searched, setSearched] = useState<SearchAnswer | null>(null)
  const agencies = useAgencies()
  const circumstances = { path, today, consentMonths: rules.consentMonths }
  const consentStep = useConsentSteps({
    draft: draft.consent,
    change: (made: Partial<ConsentDraft>) => change({ consent: { ...draft.consent, ...made } }),
    path,
    rules,
    directory,
    circumstances,
    agencies,
    declined: path === 'adult' ? draft.declined : [],
  })
  const gaps = sendGaps(options)
  const page = { draft, change, rules }

  const plain = (id: string, content: ReactNode, needed?: string): WizardStep => ({
    id,
    title: t(`protection.contact.page.${id}`),
    content,
    canGoOn: needed === undefined,
    ...(needed === undefined ? {} : { why: t(`protection.contact.needed.${needed}`) }),
  })

  return (id) => {
    const dimension = dimensionOfPage(id)
    if (dimension) {
      const labels = rules.indicatorSet.dimensions.find((one) => one.id === dimension)?.labels
      const content = <SignsPage {...page} dimension={dimension} />
      return { id, title: labels ? labelIn(labels, language) : dimension, content }
    }
    const section = sectionOfPage(id)
    if (section !== undefined) return identityStep(id, section)
    switch (id) {
      case 'safe':
        return plain(id, <SafePage {...page} />)
      case 'urgent':
        return plain(id, <UrgentPage mayBeChild={draft.age !== 'adult'} rules={rules} />)
      case 'person':
        return plain(id, <PersonPage {...page} />, draft.age === null ? 'age' : undefined)
      case 'channel':
        return plain(id, <ChannelPage {...page} />, channelNeeds(draft, today))
      case 'needs':
        return plain(id, <NeedsPage {...page} />)
      case 'suspected':
        return plain(id, <SuspectedPage {...page} />, suspectedNeeds(draft))
      case 'smuggled':
        return plain(id, <SmuggledPage {...page} />)
      case SHORT_SIGNS:
        return { ...plain('signs_short', <ShortSignsPage {...page} />), id }
      case 'child':
        return plain(id, <ChildPage {...page} />)
      case 'result':
        return plain(id, <ResultPage {...page} onPage={options.onPage} parts={options.parts} />)
      case 'agreement':
        return plain(id, <AgreementPage {...page} me={me} />, draft.agreement === null ? 'agreement' : undefined)
      case 'refusal':
        return plain(id, <RefusalPage {...page} />)
      case 'search':
        return plain(
          id,
          <SearchPage {...page} directory={directory} outcome={searched} onOutcome={setSearched} />,
          draft.search === null ? SEARCH_NEEDS[searched ?? 'failed'] : undefined,
        )
      case 'add':
        return plain(id, <AddPage {...page} />)
      case 'when':
        return plain(id, <WhenPage {...page} me={me} />, draft.consentWhen === null ? 'when' : undefined)
      case 'consent.explained':
      case 'consent.questions':
      case 'consent.given':
      case 'consent.told':
        return consentStep(id)
      case 'consent.declined':
        return { ...plain('declined', <DeclinedPage {...page} />), id }
      default:
        return {
          ...plain(
            'send',
            <SendPage
              {...page}
              me={me}
              directory={directory}
              circumstances={circumstances}
              gaps={gaps.map(({ on, id: gap }) => ({ page: on, why: t(gap) }))}
              onPage={options.onPage}
            />,
          ),
          canGoOn: gaps.length === 0,
          ...(gaps.length === 0 ? {} : { why: t('protection.contact.needed.gaps') }),
        }
    }
  }

  function identityStep(id: string, sectionId: string): WizardStep {
    const form = rules.forms.find((one) => one.id === 'identity')
    return {
      id,
      title: form ? wordsIn(form.title, language) : sectionId,
      content: form ? (
        <Stack gap="lg">
          <Text tone="quiet">{t('protection.contact.identity.about')}</Text>
          {isNamedBySearch(form, draft) && <Callout>{t('protection.contact.identity.from_search')}</Callout>}
          <FormRenderer
            form={form}
            fold={{
              count: (of) => t('protection.file.answered', { ...of }),
              openAll: t('protection.file.open_all'),
              foldAll: t('protection.file.fold_all'),
            }}
            opened={sectionId}
            codeLists={rules.codeLists}
            answers={identityOf(form, draft)}
            isRecorded={NOTHING_IS}
            failures={options.failures}
            {...(path === 'adult' &&
              mayBeChild(valueOf(identityOf(form, draft)['birth_date']), today) && {
                notes: {
                  birth_date: (
                    <Callout
                      tone="notice"
                      urgent
                      title={t('protection.child_by_birth.title')}
                      actions={
                        <Button onPress={() => options.onPage('person')}>
                          {t('protection.child_by_birth.to_age')}
                        </Button>
                      }
                    >
                      {t('protection.child_by_birth.about')}
                    </Callout>
                  ),
                },
              })}
            today={today}
            {...(rules.callingCode === undefined ? {} : { callingCode: rules.callingCode })}
            onChange={(edit: FormAnswers) => change({ identity: { ...draft.identity, ...edit } })}
          />
        </Stack>
      ) : null,
    }
  }
}

function suspectedNeeds({ suspected, suspicions, screening, elsewhere }: ContactDraft): string | undefined {
  if (suspected === null) return 'suspected'
  if (suspected === 'other' && !suspicions?.length) return 'suspicion'
  return screening === 'elsewhere' && (elsewhere ?? '').trim() === '' ? 'elsewhere' : undefined
}

function channelNeeds({ channel, contactOn }: ContactDraft, today: PlainDate): string | undefined {
  if (channel === null) return 'channel'
  return contactOn === null || contactOn > today ? 'day' : undefined
}

interface SendGap {
  /** The page that it is settled on, and the message that says what is still needed. */
  readonly on: string
  readonly id: string
}

/** What is still needed before a file can be opened. */
function sendGaps({ draft, rules, complete, today }: ContactStepsOptions): readonly SendGap[] {
  const path = pathOf(draft)
  const gaps: SendGap[] = []
  const need = (on: string, gap: string) => gaps.push({ on, id: `protection.contact.needed.${gap}` })
  if (!complete) need('send', 'rules')
  if (draft.age === null) need('person', 'age')
  const channel = channelNeeds(draft, today)
  if (channel) need('channel', channel)
  if (path === 'child' && draft.consentWhen !== 'now') return gaps
  const consent = withoutDeclined(draft.consent, path === 'adult' ? draft.declined : [])
  for (const gap of consentGaps(consent, { path, today, consentMonths: rules.consentMonths })) {
    gaps.push({ on: CONSENT_GAPS[gap], id: `protection.consent.gap.${gap}` })
  }
  return gaps
}

/** The pages of the identity form: one, on which its first section is open and the others wait folded. */
export const identitySections = (rules: Pick<BrowserFileRules, 'forms'>): readonly string[] =>
  rules.forms
    .find((form) => form.id === 'identity')
    ?.sections.slice(0, 1)
    .map(({ id }) => id) ?? []

/** The page that a failure of the server is about. */
export function pageOfProblem(code: string, sections: readonly string[]): string | undefined {
  if (code === 'protection.consent_missing' || code === 'protection.consent_incomplete') return CONSENT_PAGES[1]
  if (code === 'protection.date_in_future' || code === 'protection.date_before_contact') return 'channel'
  const [first] = sections
  return code === 'protection.invalid_answers' && first !== undefined ? identityPage(first) : undefined
}
