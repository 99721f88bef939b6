import { Button, Callout, ChoicesField, Dialog, Form, Row, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { newAction } from '../new-action.ts'
import { tagName, useTags } from '../lists/use-list-state.ts'
import { useFile } from '../reading/file-context.tsx'
import { isInWork } from '../panel/file-status.ts'

/** The tags of the file, for anyone who works in its agency. */
export function FileTags() {
  const { language, t } = useMessages()
  const { file } = useFile()
  const { tags } = useTags()
  if (file.tags.length === 0) return null
  return file.tags.map((id) => {
    const tag = tags.find((each) => each.id === id)
    return (
      <Tag key={id} icon="flag">
        <bdi>{tag ? tagName(tag, language) : t('protection.tags.unknown')}</bdi>
      </Tag>
    )
  })
}

/** Whether the reader may put tags on the file and take them off. */
export function useMayTag(): boolean {
  const { file, may } = useFile()
  return may('action.tagged') && isInWork(file)
}

/** Which of the list's tags the file carries. One that is offered no longer can be taken off, not put on. */
export function EditTags({ onClose }: { onClose: () => void }) {
  const { language, t } = useMessages()
  const { file, record } = useFile()
  const { tags, mayManage } = useTags()
  const [chosen, setChosen] = useState<readonly string[]>(file.tags)
  const [busy, setBusy] = useState(false)
  const offered = tags.filter(({ id, active }) => active || file.tags.includes(id))
  const add = chosen.filter((id) => !file.tags.includes(id))
  const remove = file.tags.filter((id) => !chosen.includes(id))
  const save = async () => {
    if (add.length + remove.length === 0) return onClose()
    setBusy(true)
    const result = await record([newAction('tagged', { add, remove })])
    setBusy(false)
    if (result.ok) onClose()
  }
  return (
    <Dialog title={t('protection.tags.of_file')} open onClose={onClose}>
      {offered.length === 0 ? (
        <Callout
          tone="info"
          title={t('protection.tags.none')}
          actions={mayManage && <Button to="/tags">{t('protection.tags.title')}</Button>}
        >
          <Text>{t('protection.tags.none_about')}</Text>
        </Callout>
      ) : (
        <Form onSubmit={() => void save()}>
          <Stack>
            <ChoicesField
              label={t('protection.tags.title')}
              options={offered.map((tag) => ({ value: tag.id, label: tagName(tag, language) }))}
              value={chosen}
              onChange={setChosen}
            />
            <Row>
              <Button kind="primary" type="submit" busy={busy}>
                {t('protection.tags.save')}
              </Button>
              <Button kind="quiet" onPress={onClose}>
                {t('protection.panel.cancel')}
              </Button>
            </Row>
          </Stack>
        </Form>
      )}
    </Dialog>
  )
}
