import { useQuery } from '@tanstack/react-query'
import { CODE_LISTS, dataGroup, labelOf } from '@gloact/codes'
import { formDefinition } from '@gloact/forms'
import { readFileRules } from '@gloact/protection/contract/routes'
import type { RequestShown } from '@gloact/records/contract'
import { Card, FormRenderer, KeyValueList, Section, Stack, Text, useClient } from '@gloact/ui'
import { readPackage, type PackageView } from '../contract/referrals.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Before these there is nothing to read; after it is over, nothing any more. */
const NOTHING_YET: readonly string[] = ['draft', 'discarded']

/** What was sent, as long as the person agrees. */
export function SentPackage({ request, sender }: { request: RequestShown; sender: boolean }) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const { id, state, version } = request
  const found = useQuery({
    queryKey: [...REFERRAL_KEYS.package(id), version],
    queryFn: () => client.call(readPackage, { params: { requestId: id } }),
    enabled: !NOTHING_YET.includes(state) && (sender || state !== 'sent'),
    // What a person takes back is not shown from what was read before.
    gcTime: 0,
  })
  if (NOTHING_YET.includes(state)) return null
  if (!sender && state === 'sent') return <Text tone="quiet">{t('referral.package.acknowledge_first')}</Text>
  if (!found.data) return null
  if (!found.data.ok) return <Text tone="quiet">{problem(found.data.error)}</Text>
  return (
    <Section title={t(sender ? 'referral.package.sent' : 'referral.package.received')}>
      <PackageShown content={found.data.value} />
    </Section>
  )
}

/** A package, group by group; a group that was not agreed is not there. */
export function PackageShown({ content }: { content: PackageView }) {
  const { t, language } = useReferralWords()
  const rules = useRules()
  return (
    <Stack>
      <KeyValueList
        items={[
          { label: t('referral.words'), value: <bdi>{content.words}</bdi> },
          { label: t('referral.urgency'), value: t(`referral.urgency.${content.urgency}`) },
          ...(content.child === null
            ? []
            : [
                { label: t('referral.assent'), value: t(`referral.assent.${content.child.assent}`) },
                { label: t('referral.guardian'), value: t(`referral.guardian.${content.child.guardian}`) },
              ]),
        ]}
      />
      {content.groups.map(({ group, parts }) =>
        parts.length === 0 ? null : (
          <Card key={group} title={labelOf(dataGroup, group, language)}>
            {parts.map(({ form, version, answers }) => {
              const definition = rules?.forms.find((each) => each.id === form && each.version === version)
              if (!definition) return null
              return (
                <FormRenderer
                  key={form}
                  form={definition}
                  codeLists={rules?.codeLists ?? CODE_LISTS}
                  answers={answers}
                  onChange={() => undefined}
                  readOnly
                  bare
                />
              )
            })}
          </Card>
        ),
      )}
    </Stack>
  )
}

/** The country's forms and lists: what was sent was answered in them. */
function useRules() {
  const client = useClient()
  return useQuery({
    queryKey: REFERRAL_KEYS.rules,
    queryFn: async () => {
      const sent = await client.callOrThrow(readFileRules)
      return {
        forms: sent.forms.map((form) => formDefinition.parse(form)),
        codeLists: { ...CODE_LISTS, ...(sent.codeLists as typeof CODE_LISTS) },
      }
    },
    staleTime: Infinity,
  }).data
}
