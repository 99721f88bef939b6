import { useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  Dialog,
  Refusal,
  Row,
  Stack,
  SwitchField,
  TextField,
  useClient,
  useConfirm,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useEffect, useState } from 'react'
import { listFigureViews, removeFigureView, saveFigureView, type FigureView } from '../../contract/figures.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'
import type { Question } from './question-part.tsx'

const KEY = ['statistics', 'views'] as const

interface Props {
  readonly question: Question
  readonly onOpen: (question: Question) => void
}

/** Questions under a name: one’s own, and those that everybody who reads figures shares. */
export function ViewsPart({ question, onOpen }: Props) {
  const { t } = useMessages()
  const client = useClient()
  const cache = useQueryClient()
  const { say } = useToast()
  const confirm = useConfirm()
  const [openedId, setOpenedId] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const [scheduling, setScheduling] = useState(false)
  const views = useQuery({ queryKey: KEY, queryFn: () => client.callOrThrow(listFigureViews) })
  const items = views.data?.items ?? []
  // From a task: the view whose schedule has nobody any more.
  const asked = window.location.hash.slice(1)
  const [followed, setFollowed] = useState(false)
  const called = items.find(({ id }) => id === asked)
  useEffect(() => {
    if (followed || !called) return
    setFollowed(true)
    setOpenedId(called.id)
    onOpen(called.query)
    setScheduling(true)
  }, [called, followed, onOpen])
  const opened = items.find(({ id }) => id === openedId)
  const changed = () => cache.invalidateQueries({ queryKey: KEY })
  const remove = async (view: FigureView) => {
    const sure = await confirm({
      title: t('statistics.views.remove_title'),
      body: t('statistics.views.remove_about', { name: view.name }),
      confirm: t('statistics.views.remove'),
    })
    if (!sure) return
    const removed = await client.call(removeFigureView, { params: { viewId: view.id } })
    if (removed.ok) setOpenedId(null)
    await changed()
  }
  return (
    <Row align="end">
      {items.length > 0 && (
        <ChoiceField
          label={t('statistics.views.title')}
          as="select"
          options={items.map(({ id, name, shared }) => ({
            value: id,
            label: shared ? t('statistics.views.shared_name', { name }) : name,
          }))}
          value={openedId}
          onChange={(id) => {
            setOpenedId(id)
            const view = items.find((one) => one.id === id)
            if (view) onOpen(view.query)
          }}
        />
      )}
      <Button icon="plus" onPress={() => setSaving(true)}>
        {t('statistics.views.save')}
      </Button>
      {opened !== undefined && (
        <Button kind="quiet" icon="calendar" onPress={() => setScheduling(true)}>
          {t(
            opened.schedule === null
              ? 'statistics.schedule.title'
              : opened.schedule.stopped
                ? 'statistics.schedule.take_over'
                : 'statistics.schedule.change',
          )}
        </Button>
      )}
      {opened !== undefined && scheduling && (
        <ScheduleDialog
          view={opened}
          onClose={() => setScheduling(false)}
          onChanged={() => {
            setScheduling(false)
            void changed()
          }}
        />
      )}
      {opened?.own === true && (
        <Button kind="quiet" icon="remove" onPress={() => void remove(opened)}>
          {t('statistics.views.remove')}
        </Button>
      )}
      {saving && (
        <SaveDialog
          opened={opened}
          question={question}
          onClose={() => setSaving(false)}
          onSaved={(view) => {
            setSaving(false)
            setOpenedId(view.id)
            say(t('statistics.views.saved'), { tone: 'success' })
            void changed()
          }}
          onStale={() => void changed()}
        />
      )}
    </Row>
  )
}

interface SaveProps {
  readonly opened: FigureView | undefined
  readonly question: Question
  readonly onClose: () => void
  readonly onSaved: (view: FigureView) => void
  readonly onStale: () => void
}

function SaveDialog({ opened, question, onClose, onSaved, onStale }: SaveProps) {
  const { t, has } = useMessages()
  const client = useClient()
  const [view] = useState(() => opened)
  const [id, setId] = useState(() => view?.id ?? (newId<'view'>() as string))
  const [version, setVersion] = useState(() => view?.version)
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    if (name.trim() === '') return setProblem(t('statistics.views.name_missing'))
    setBusy(true)
    const saved = await client.call(
      saveFigureView,
      { params: { viewId: id }, body: { name, shared, query: question } },
      version === undefined ? {} : { ifMatch: `"${version}"` },
    )
    setBusy(false)
    if (saved.ok) return onSaved(saved.value)
    const { code } = saved.error
    setProblem(has(code) ? t(code) : t('ui.error.unknown'))
    if (code === 'statistics.view_changed') onStale()
  }
  return (
    <Dialog title={t('statistics.views.save')} open onClose={onClose} size="sm">
      <Stack>
        <Refusal>{problem}</Refusal>
        <TextField label={t('statistics.views.name')} required value={name} onChange={setName} />
        <SwitchField label={t('statistics.views.share')} value={shared} onChange={setShared} />
        <Row>
          <Button kind="primary" busy={busy} onPress={() => void save()}>
            {version === undefined ? t('statistics.views.save_new') : t('statistics.views.replace')}
          </Button>
          {version !== undefined && (
            <Button
              kind="quiet"
              onPress={() => {
                setId(newId<'view'>())
                setVersion(undefined)
                setProblem(null)
              }}
            >
              {t('statistics.views.save_as_new')}
            </Button>
          )}
        </Row>
      </Stack>
    </Dialog>
  )
}
