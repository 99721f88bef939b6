import type { Instant } from '@gloact/kernel'
import { useState } from 'react'
import {
  Absent,
  ActionMenu,
  Button,
  Callout,
  Card,
  Columns,
  CopyText,
  DeadlineBadge,
  Dialog,
  Disclosure,
  FileNumber,
  Grid,
  IconButton,
  KeyValueList,
  Link,
  PageHeader,
  Row,
  SavedState,
  Section,
  SectionNav,
  SplitPage,
  Stack,
  StatusBar,
  Tabs,
  Tag,
  Text,
  Timeline,
  CheckboxField,
  useConfirm,
  useMessages,
  useToast,
} from '../index.ts'

export function FilePage() {
  const { t, formatInstant } = useMessages()
  const [tab, setTab] = useState('one')
  const [open, setOpen] = useState(false)
  const [agreed, setAgreed] = useState(false)
  const confirm = useConfirm()
  const toast = useToast()
  const at = formatInstant('2026-11-24T06:04:00.000Z' as Instant)
  const close = async () => {
    const sure = await confirm({
      title: t('gallery.close_title'),
      body: t('gallery.close_body'),
      confirm: t('gallery.close'),
      danger: true,
    })
    if (sure) toast.say(t('gallery.closed'), { tone: 'success' })
  }
  return (
    <>
      <PageHeader
        title={<FileNumber>DL-7K3M-9</FileNumber>}
        back={{ to: '/files', label: t('gallery.files') }}
        meta={
          <Row>
            <Text as="span">{t('gallery.file_meta')}</Text>
            <Tag tone="accent" icon="shield">
              {t('gallery.child_path')}
            </Tag>
          </Row>
        }
        actions={
          <>
            <Button onPress={() => setOpen(true)}>{t('gallery.open')}</Button>
            <ActionMenu
              label={t('gallery.more')}
              items={[
                { label: t('gallery.print'), icon: 'print', onChoose: () => window.print() },
                { label: t('gallery.close'), icon: 'lock', danger: true, onChoose: () => void close() },
              ]}
            />
          </>
        }
      />
      <Stack gap="lg">
        <Callout tone="danger" title={t('gallery.safe_contact')}>
          {t('gallery.safe_contact_about')}
        </Callout>
        <StatusBar
          label={t('gallery.procedure')}
          steps={[
            { id: '1', label: t('gallery.step_contact'), state: 'done' },
            { id: '2', label: t('gallery.step_consent'), state: 'skipped' },
            {
              id: '3',
              label: t('gallery.step_grounds'),
              state: 'current',
              to: '/file',
              note: <DeadlineBadge state="due_soon" daysLeft={2} />,
            },
            { id: '4', label: t('gallery.step_plan'), state: 'waiting' },
            { id: '5', label: t('gallery.step_closure'), state: 'waiting' },
          ]}
        />
        <SplitPage
          asideLabel={t('gallery.sections')}
          aside={
            <SectionNav
              label={t('gallery.sections')}
              current="summary"
              onChoose={() => {}}
              items={[
                { id: 'summary', label: t('gallery.summary'), state: 'done' },
                { id: 'identity', label: t('gallery.identity'), state: 'locked' },
                { id: 'notes', label: t('gallery.notes'), to: '/file', count: 3 },
              ]}
            />
          }
        >
          <Row justify="between">
            <SavedState state={{ kind: 'saved', at: '2026-11-24T06:04:00.000Z' as Instant }} />
            <IconButton icon="print" label={t('gallery.print')} onPress={() => window.print()} />
          </Row>
          <Section title={t('gallery.summary')}>
            <Columns>
              <Card title={t('gallery.situation')}>
                <KeyValueList
                  items={[
                    { label: t('gallery.act'), value: t('gallery.act_value') },
                    { label: t('gallery.place'), value: <Absent kind="not_asked" /> },
                    { label: t('gallery.debt'), value: <Absent kind="declined" /> },
                    { label: t('gallery.phone'), value: <Absent kind="withheld" /> },
                  ]}
                />
              </Card>
              <Card title={t('gallery.history')}>
                <Timeline
                  label={t('gallery.history')}
                  entries={[
                    { id: '1', at, title: t('gallery.entry_opened'), who: 'K. Osei', icon: 'folder' },
                    {
                      id: '2',
                      at,
                      title: t('gallery.entry_edited'),
                      who: 'A. Haddad',
                      body: <Text>{t('gallery.note')}</Text>,
                    },
                  ]}
                />
              </Card>
            </Columns>
          </Section>
          <Tabs
            label={t('gallery.sections')}
            value={tab}
            onChange={setTab}
            tabs={[
              { value: 'one', label: t('gallery.needs'), badge: '2' },
              { value: 'two', label: t('gallery.notes') },
            ]}
          >
            <Text>{tab === 'one' ? t('gallery.note') : t('gallery.file_meta')}</Text>
          </Tabs>
          <Grid
            caption={t('gallery.consent')}
            columns={[t('gallery.purpose'), 'Shelter North', 'Clinic Isa']}
            rows={[
              {
                id: '1',
                header: t('gallery.health'),
                cells: ['–', <CheckboxField key="1" label={t('gallery.agree')} value={agreed} onChange={setAgreed} />],
              },
            ]}
          />
          <Disclosure summary={t('gallery.why')}>
            <Text>
              {t('gallery.note')} <Link to="/files">{t('gallery.files')}</Link>
            </Text>
          </Disclosure>
          <CopyText text="DL-7K3M-9" label={t('gallery.copy')} />
        </SplitPage>
      </Stack>
      <Dialog title={t('gallery.open')} open={open} onClose={() => setOpen(false)}>
        <Text>{t('gallery.note')}</Text>
      </Dialog>
    </>
  )
}
