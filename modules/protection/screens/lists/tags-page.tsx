import { useQueryClient } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import { describeLanguage } from '@gloact/messages'
import { mayByRole } from '@gloact/policy'
import {
  Button,
  Callout,
  Card,
  CheckboxField,
  EmptyState,
  Form,
  PageHeader,
  problemWords,
  Row,
  Stack,
  SwitchField,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { addTag, editTag, type FileTag } from '../../contract/lists/file-list.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { queryKeys } from '../keys.ts'
import { usePrincipal } from '../principal.ts'
import { tagName, useTags } from './use-list-state.ts'

/** The languages in which a tag is named here: that of the session, and those it has. */
const languagesOf = (names: Readonly<Record<string, string>>, language: string): readonly string[] => [
  ...new Set([language.split('-')[0] ?? 'en', 'en', ...Object.keys(names)]),
]

/** The tags that files of the agency may carry. A list, so that nobody writes about a person in the clear. */
export function TagsPage() {
  const { t, language } = useMessages()
  const { tags, mayManage } = useTags()
  const me = usePrincipal()
  const [editing, setEditing] = useState<string | null>(null)
  const mayChange = (tag: FileTag) =>
    mayManage && (tag.agencyId !== null || mayByRole(filePolicy, me, 'tags.manage_country'))
  return (
    <>
      <PageHeader
        title={t('protection.tags.title')}
        about={t('protection.tags.about')}
        actions={
          mayManage && (
            <Button kind="primary" icon="plus" onPress={() => setEditing('new')}>
              {t('protection.tags.add')}
            </Button>
          )
        }
      />
      <Stack>
        {editing === 'new' && <TagForm tag={null} onDone={() => setEditing(null)} />}
        {tags.length === 0 && editing === null && (
          <EmptyState icon="flag" title={t('protection.tags.none')} about={t('protection.tags.none_about')} />
        )}
        {tags.map((tag) =>
          editing === tag.id ? (
            <TagForm key={tag.id} tag={tag} onDone={() => setEditing(null)} />
          ) : (
            <Card key={tag.id}>
              <Row justify="between">
                <Row gap="sm">
                  <Text as="span" tone="strong">
                    <bdi>{tagName(tag, language)}</bdi>
                  </Text>
                  {tag.agencyId === null && <Tag>{t('protection.tags.of_country')}</Tag>}
                  {!tag.active && <Tag tone="notice">{t('protection.tags.not_offered')}</Tag>}
                </Row>
                {mayChange(tag) && (
                  <Button
                    size="sm"
                    icon="edit"
                    label={`${t('protection.tags.change')} ${tagName(tag, language)}`}
                    onPress={() => setEditing(tag.id)}
                  >
                    {t('protection.tags.change')}
                  </Button>
                )}
              </Row>
            </Card>
          ),
        )}
      </Stack>
    </>
  )
}

function TagForm({ tag, onDone }: { tag: FileTag | null; onDone: () => void }) {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { say } = useToast()
  const isAdministrator = mayByRole(filePolicy, usePrincipal(), 'tags.manage_country')
  const [id] = useState(() => tag?.id ?? newId<'tag'>())
  const [names, setNames] = useState<Readonly<Record<string, string>>>(tag?.names ?? {})
  const [active, setActive] = useState(tag?.active ?? true)
  const [ofCountry, setOfCountry] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const given = Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => (name.trim() ? [[key, name.trim()]] : [])),
  )
  const save = async () => {
    if (Object.keys(given).length === 0) return setProblem(t('protection.tags.name_missing'))
    const saved = tag
      ? await client.call(
          editTag,
          { params: { tagId: id }, body: { names: given, active } },
          { ifMatch: `"${tag.version}"` },
        )
      : await client.call(addTag, { body: { id, ofCountry, names: given } })
    if (!saved.ok) return setProblem(problemWords(messages, saved.error))
    say(t('protection.tags.saved'), { tone: 'success' })
    await queries.invalidateQueries({ queryKey: queryKeys.tags })
    onDone()
  }
  return (
    <Card title={t(tag ? 'protection.tags.change' : 'protection.tags.add')} level={2}>
      <Form onSubmit={() => void save()}>
        <Stack>
          <Callout tone="info">{t('protection.tags.words')}</Callout>
          {languagesOf(names, language).map((tongue) => (
            <TextField
              key={tongue}
              label={t('protection.tags.name_in', { language: describeLanguage(tongue).name })}
              maxLength={40}
              dir="auto"
              value={names[tongue] ?? ''}
              onChange={(name) => setNames({ ...names, [tongue]: name })}
            />
          ))}
          {tag && <SwitchField label={t('protection.tags.offered')} value={active} onChange={setActive} />}
          {!tag && isAdministrator && (
            <CheckboxField label={t('protection.tags.for_country')} value={ofCountry} onChange={setOfCountry} />
          )}
          {problem && <Callout tone="notice">{problem}</Callout>}
          <Row>
            <Button kind="primary" type="submit">
              {t('protection.tags.save')}
            </Button>
            <Button onPress={onDone}>{t('protection.files.cancel')}</Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}
