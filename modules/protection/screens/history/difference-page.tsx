import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { labelOf } from '@gloact/codes'
import { fieldsById, parsePath, wordsIn } from '@gloact/forms'
import { problemOf } from '@gloact/http/client'
import type { Answer, Instant } from '@gloact/kernel'
import {
  answerText,
  Button,
  Card,
  EmptyState,
  ErrorState,
  KeyValueList,
  LoadingState,
  PageHeader,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { compareMoments, type FileChange, type FileDifference } from '../../contract/history/history.ts'
import { useDirectory } from '../directory.ts'
import { tagName, useTags } from '../lists/use-list-state.ts'
import { useFileRules, type BrowserFileRules } from '../rules.ts'
import { actorWords } from '../reading/actor-words.ts'
import { fileAddress } from '../file-address.ts'
import { InZone } from '../reading/file-context.tsx'
import { entryStanding, entryTitle, factText, type Label } from '../reading/change-words.ts'
import { IdentityOfPast, useIdentityOfPast } from './identity-of-past.tsx'
import { pastAddress } from '../reading/place-in-address.ts'

/** What differs between two moments of a file, section by section. */
export function DifferencePage() {
  const { t } = useMessages()
  const params: { readonly fileId?: string; readonly from?: string; readonly to?: string } = useParams({
    strict: false,
  })
  const client = useClient()
  const { rules } = useFileRules()
  const [fileId, from, to] = [params.fileId ?? '', Number(params.from), Number(params.to)]
  const sound = Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && to > 0
  const identity = useIdentityOfPast()
  const query = { from, to, ...(identity.purpose && { purpose: identity.purpose }) }
  const { data, error, refetch } = useQuery({
    queryKey: ['protection', 'difference', fileId, query],
    queryFn: () => client.callOrThrow(compareMoments, { params: { fileId }, query }),
    staleTime: Infinity,
    // Who the person is leaves the memory with the page.
    gcTime: 0,
    enabled: sound,
  })
  if (!sound) return <EmptyState title={t('protection.past.no_moment')} about={t('protection.past.no_moment_about')} />
  if (error) return <ErrorState problem={problemOf(error)} onRetry={() => void refetch()} />
  if (!data || !rules) return <LoadingState what={t('protection.difference.loading')} />
  return (
    <InZone timeZone={rules.timeZone}>
      <Difference fileId={fileId} difference={data} rules={rules} identity={identity} />
    </InZone>
  )
}

interface DifferenceProps {
  readonly fileId: string
  readonly difference: FileDifference
  readonly rules: BrowserFileRules
  readonly identity: ReturnType<typeof useIdentityOfPast>
}

function Difference({ fileId, difference, rules, identity }: DifferenceProps) {
  const { t, language } = useMessages()
  const { from, to, sections } = difference
  const titleOf = ({ section, form }: FileDifference['sections'][number]): string => {
    const definition = rules.forms.find(({ id }) => id === form)
    return definition ? wordsIn(definition.title, language) : t(`protection.difference.section.${section}`)
  }
  return (
    <Stack gap="lg">
      <PageHeader
        title={t('protection.difference.title')}
        about={t('protection.difference.about', { from, to })}
        back={{ to: fileAddress(fileId, 'history'), label: t('protection.past.back') }}
        actions={
          <Row>
            {from > 0 && (
              <Button to={pastAddress(fileId, { kind: 'sequence', sequence: from })}>
                {t('protection.difference.before')}
              </Button>
            )}
            <Button to={pastAddress(fileId, { kind: 'sequence', sequence: to })}>
              {t('protection.difference.after')}
            </Button>
          </Row>
        }
      />
      <IdentityOfPast identity={identity} purposes={difference.purposes} />
      {sections.length === 0 && (
        <EmptyState title={t('protection.difference.none')} about={t('protection.difference.none_about')} />
      )}
      {sections.map((section) => (
        <Section key={`${section.section}/${section.form ?? ''}`} title={titleOf(section)}>
          <Stack>
            {section.changes.map((change) => (
              <Change key={change.path} change={change} section={section} rules={rules} />
            ))}
          </Stack>
        </Section>
      ))}
    </Stack>
  )
}

interface ChangeProps {
  readonly change: FileChange
  readonly section: FileDifference['sections'][number]
  readonly rules: BrowserFileRules
}

/** "Was … corrected to … because …", with who and when. */
function Change({ change, section, rules }: ChangeProps) {
  const messages = useMessages()
  const { t, formatInstant, language } = messages
  const directory = useDirectory()
  const { tags } = useTags()
  const nameOfTag = (id: string) => {
    const tag = tags.find((each) => each.id === id)
    return tag && tagName(tag, language)
  }
  const label: Label = (list, code) => {
    const codes = rules.codeLists[list]
    return codes ? labelOf(codes, code, language) : code
  }
  const form = rules.forms.find(({ id }) => id === section.form)
  const parts = parsePath(change.path)
  const field = form && parts ? fieldsById(form).get(parts.inner ?? parts.id)?.field : undefined
  const title = field
    ? wordsIn(field.label, language)
    : section.section === 'file'
      ? t(`protection.difference.fact.${change.path}`)
      : entryTitle(section.section, change.now ?? change.was, messages, label)
  const text = (value: unknown): string => {
    if (value === null || value === undefined) return t('protection.difference.nothing')
    // A row of a group says that it is there.
    if (form && field?.type === 'group') return t('protection.difference.row')
    if (form && field) return answerText(field, value as Answer, rules.codeLists, messages)
    return section.section === 'file'
      ? factText(change.path, value, messages, { ...directory, tagName: nameOfTag })
      : entryStanding(section.section, value, messages, label)
  }
  return (
    <Card {...(title !== undefined && { title, level: 3 as const })}>
      <Stack gap="xs">
        <Row>
          <Tag tone={change.kind === 'withdrawn' ? 'notice' : 'neutral'}>
            {t(`protection.difference.${change.kind}`)}
          </Tag>
        </Row>
        <KeyValueList
          items={[
            ...(change.kind === 'added'
              ? []
              : [
                  {
                    label: t('protection.difference.was'),
                    value: (
                      <s>
                        <bdi>{text(change.was)}</bdi>
                      </s>
                    ),
                  },
                ]),
            ...(change.kind === 'withdrawn'
              ? []
              : [{ label: t('protection.difference.now'), value: <bdi>{text(change.now)}</bdi> }]),
            ...(change.reason === null
              ? []
              : [{ label: t('protection.difference.because'), value: <bdi>{change.reason}</bdi> }]),
          ]}
        />
        {change.recordedAt !== null && (
          <Text size="sm" tone="quiet">
            {messages.formatFacts([
              actorWords(messages, directory, change.actor),
              formatInstant(change.recordedAt as Instant),
            ])}
          </Text>
        )}
      </Stack>
    </Card>
  )
}
