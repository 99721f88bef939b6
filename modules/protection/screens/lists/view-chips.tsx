import { useQueryClient } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import { mayByRole } from '@gloact/policy'
import {
  ActionMenu,
  Button,
  Callout,
  ChoiceField,
  Dialog,
  Form,
  problemWords,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useConfirm,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { removeView, saveView, type FileFilterInput, type SavedView } from '../../contract/lists/file-list.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { usePrincipal } from '../principal.ts'
import { USUAL_SORT, type Sort } from './file-filters.ts'
import type { ListState } from './use-list-state.ts'

/** The lists that were kept under a name, one press each; and what can be done with the one that is shown. */
export function ViewChips({ list }: { list: ListState }) {
  const { t } = useMessages()
  const me = usePrincipal()
  const queries = useQueryClient()
  const client = useClient()
  const confirm = useConfirm()
  const { say } = useToast()
  const [keeping, setKeeping] = useState(false)
  const [renaming, setRenaming] = useState(false)
  const { views, view, filters, sort, defaultView } = list
  const narrowed = Object.keys(filters).length > 0 || sort.sort !== USUAL_SORT.sort
  const remove = async () => {
    if (!view) return
    const sure = await confirm({
      title: t('protection.views.remove'),
      body: t('protection.views.remove_about', { name: view.name }),
      confirm: t('protection.views.remove'),
    })
    if (!sure) return
    const removed = await client.call(removeView, { params: { viewId: view.id } })
    if (!removed.ok) return say(problemWords({ t, has: () => true }, removed.error), { tone: 'notice' })
    list.clear()
    await queries.invalidateQueries({ queryKey: queryKeys.views })
  }
  if (views.length === 0 && !narrowed) return null
  return (
    <nav aria-label={t('protection.views.title')}>
      <Row gap="sm">
        {views.length > 0 && (
          <Button
            size="sm"
            kind={view === undefined && !narrowed ? 'primary' : 'secondary'}
            onPress={list.clear}
            label={t('protection.views.all')}
          >
            {t('protection.views.all')}
          </Button>
        )}
        {views.map((one) => (
          <Button
            key={one.id}
            size="sm"
            kind={one.id === view?.id ? 'primary' : 'secondary'}
            {...(one.teamId !== null && { icon: 'users' as const })}
            onPress={() => list.show(one)}
          >
            {one.name}
          </Button>
        ))}
        {view === undefined && narrowed && (
          <Button size="sm" kind="quiet" icon="plus" onPress={() => setKeeping(true)}>
            {t('protection.views.keep')}
          </Button>
        )}
        {view && (
          <ActionMenu
            label={t('protection.views.more', { name: view.name })}
            items={[
              view.id === defaultView
                ? { label: t('protection.views.not_default'), icon: 'undo', onChoose: () => list.prefer(null) }
                : { label: t('protection.views.make_default'), icon: 'home', onChoose: () => list.prefer(view.id) },
              ...(view.ownerId === me?.userId
                ? [
                    {
                      label: t('protection.views.rename'),
                      icon: 'edit' as const,
                      onChoose: () => setRenaming(true),
                    },
                    {
                      label: t('protection.views.remove'),
                      icon: 'close' as const,
                      danger: true,
                      onChoose: () => void remove(),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Row>
      <KeepView list={list} sort={sort} open={keeping} onClose={() => setKeeping(false)} />
      {view && renaming && <KeepView list={list} sort={sort} open of={view} onClose={() => setRenaming(false)} />}
    </nav>
  )
}

interface KeepViewProps {
  readonly list: ListState
  readonly sort: Sort
  readonly open: boolean
  readonly onClose: () => void
  /** One's own list that is given another name, or shared otherwise. */
  readonly of?: SavedView
}

/** Keeps the list as it stands under a name, or one that is kept under another. */
function KeepView({ list, sort, open, onClose, of }: KeepViewProps) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const directory = useDirectory()
  const me = usePrincipal()
  const [name, setName] = useState(of?.name ?? '')
  const [teamId, setTeamId] = useState<string | null>(of?.teamId ?? null)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const supervises = mayByRole(filePolicy, me, 'action.assigned')
  const teams = directory.teams.filter(
    (team) => team.active && team.agencyId === me?.agencyId && (supervises || me?.teamIds.some((id) => id === team.id)),
  )
  const save = async () => {
    setTried(true)
    if (name.trim() === '') return
    const saved = await client.call(saveView, {
      params: { viewId: of?.id ?? newId<'view'>() },
      body: {
        name: name.trim(),
        teamId,
        filter: of?.filter ?? (list.filters as FileFilterInput),
        ...(of ? { sort: of.sort, direction: of.direction } : sort),
        columns: [...(of?.columns ?? list.columns)],
      },
    })
    if (!saved.ok) return setProblem(problemWords(messages, saved.error))
    await queries.invalidateQueries({ queryKey: queryKeys.views })
    setName('')
    setTeamId(null)
    setTried(false)
    onClose()
    list.show(saved.value)
  }
  return (
    <Dialog title={t(of ? 'protection.views.rename' : 'protection.views.keep')} open={open} onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <Stack>
          {!of && <Text>{t('protection.views.keep_about')}</Text>}
          <TextField
            label={t('protection.views.name')}
            help={t('protection.views.name_help')}
            required
            maxLength={60}
            value={name}
            onChange={setName}
            error={tried && name.trim() === '' ? t('protection.views.name_missing') : undefined}
          />
          {teams.length > 0 && (
            <ChoiceField
              label={t('protection.views.shared_with')}
              as="select"
              value={teamId ?? 'nobody'}
              onChange={(value) => setTeamId(value === 'nobody' ? null : value)}
              options={[
                { value: 'nobody', label: t('protection.views.nobody_else') },
                ...teams.map((team) => ({ value: team.id, label: team.name })),
              ]}
            />
          )}
          {problem && <Callout tone="notice">{problem}</Callout>}
          <Row justify="end">
            <Button onPress={onClose}>{t('protection.files.cancel')}</Button>
            <Button kind="primary" type="submit">
              {t(of ? 'protection.views.rename_press' : 'protection.views.keep_press')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  )
}
