import { Callout, useMessages, type WizardStep } from '@gloact/ui'
import { ConsentExplanation, useExplanation } from './consent-explanation.tsx'
import { CONSENT_GAPS, consentGaps, withoutDeclined, type ConsentGap } from './consent-draft.ts'
import { ConsentGrants, type ConsentGrantsProps } from './consent-grants.tsx'
import { protecting } from './grants-in-words.ts'
import { ConsentGiven, ConsentQuestions, type ConsentPageProps } from './consent-pages.tsx'
import type { ConsentPage } from './contact-draft.ts'

export interface ConsentStepsOptions extends Omit<ConsentPageProps, 'gaps'> {
  readonly agencies: ConsentGrantsProps['agencies']
  /** What the person declines; it is not asked for and not recorded as allowed. */
  readonly declined: readonly string[]
  /** On the child path by one person's word: nobody is told yet. */
  readonly unconfirmed?: boolean
}

type DrawnPage = Exclude<ConsentPage, 'consent.declined'>

/** The pages of recording consent, with what keeps each from being done. */
export function useConsentSteps(options: ConsentStepsOptions): (page: DrawnPage) => WizardStep {
  const { t } = useMessages()
  const { path, declined, circumstances } = options
  const draft = withoutDeclined(options.draft, declined)
  const gaps = consentGaps(draft, circumstances)
  const told = protecting(path, options.rules, options.unconfirmed)
  const page = { ...options, draft, gaps, protecting: told }
  // Fetched as soon as the person's language is known, while there may be a signal. Nobody can continue before it can be read.
  const explanation = useExplanation(draft.language)
  const contents = {
    'consent.explained': <ConsentExplanation path={path} explanation={explanation} />,
    'consent.questions': <ConsentQuestions {...page} />,
    'consent.given': <ConsentGiven {...page} />,
    'consent.told': declined.includes('sharing') ? (
      <Callout title={t(`protection.consent.nobody${told === null ? '' : (`_${told}` as const)}`)}>
        {t('protection.refusal.happens.sharing')}
      </Callout>
    ) : (
      <ConsentGrants {...page} withoutPurposes={declined.includes('identification') ? ['identification'] : []} />
    ),
  }
  return (id) => {
    const open = gaps.filter((gap): gap is ConsentGap => CONSENT_GAPS[gap] === id)
    const [first] = open
    return {
      id,
      title: t(`protection.${id}.${path === 'child' && id === 'consent.explained' ? 'title_child' : 'title'}`),
      content: contents[id],
      canGoOn: first === undefined && (id !== 'consent.explained' || explanation.words !== undefined),
      ...(first === undefined ? {} : { why: t(`protection.consent.gap.${first}`) }),
    }
  }
}
