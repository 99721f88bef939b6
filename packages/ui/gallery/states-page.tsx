import type { Instant, PlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  Columns,
  DeadlineBadge,
  EmptyState,
  ErrorState,
  Heading,
  Icon,
  IconButton,
  LoadingState,
  PageHeader,
  Row,
  SavedState,
  Stack,
  Tag,
  Text,
  useMessages,
} from '../index.ts'

const AT = '2026-11-24T06:04:00.000Z' as Instant

export function StatesPage() {
  const { t } = useMessages()
  return (
    <>
      <PageHeader title={t('gallery.states')} />
      <Stack gap="lg">
        <Row>
          <Button kind="primary">{t('gallery.decide')}</Button>
          <Button>{t('gallery.open')}</Button>
          <Button kind="quiet" icon="plus">
            {t('gallery.needs')}
          </Button>
          <Button kind="danger">{t('gallery.close')}</Button>
          <Button kind="primary" disabled>
            {t('gallery.decide')}
          </Button>
          <Button to="/files" size="sm">
            {t('gallery.files')}
          </Button>
          <IconButton icon="edit" label={t('gallery.open')} />
        </Row>
        <Row>
          <Tag>{t('gallery.mine')}</Tag>
          <Tag tone="accent">{t('gallery.mine')}</Tag>
          <Tag tone="notice">{t('gallery.mine')}</Tag>
          <Tag tone="danger" icon="warning">
            {t('gallery.mine')}
          </Tag>
          <Icon name="lock" label={t('gallery.locked')} />
        </Row>
        <Row>
          <DeadlineBadge
            state="running"
            dueAt={'2026-12-24' as PlainDate}
            daysLeft={30}
            label={t('gallery.reflection')}
          />
          <DeadlineBadge state="due_soon" dueAt={AT} hoursLeft={3} />
          <DeadlineBadge state="overdue" daysLeft={-1} />
          <DeadlineBadge state="overdue" danger daysLeft={-2} />
          <DeadlineBadge state="stopped" />
        </Row>
        <Row gap="lg">
          <SavedState state={{ kind: 'saving' }} />
          <SavedState state={{ kind: 'saved', at: AT }} />
          <SavedState state={{ kind: 'device', at: AT }} />
          <SavedState state={{ kind: 'failed', why: t('http.unreachable') }} />
        </Row>
        <Columns>
          <Callout title={t('gallery.note_title')}>{t('gallery.note')}</Callout>
          <Callout tone="success">{t('gallery.note')}</Callout>
          <Callout
            tone="notice"
            title={t('gallery.note_title')}
            actions={<Button size="sm">{t('gallery.open')}</Button>}
          >
            {t('gallery.note')}
          </Callout>
          <Callout tone="danger" title={t('gallery.safe_contact')}>
            {t('gallery.safe_contact_about')}
          </Callout>
        </Columns>
        <EmptyState
          title={t('gallery.no_files')}
          about={t('gallery.files_about')}
          action={<Button kind="primary">{t('gallery.new_contact')}</Button>}
        />
        <ErrorState
          problem={{ type: 'x', title: 'x', status: 0, code: 'http.unreachable', requestId: 'req-7f3a' }}
          safe={t('gallery.typed_is_kept')}
          onRetry={() => {}}
        />
        <LoadingState what={t('gallery.loading')} />
        <LoadingState what={t('gallery.loading')} progress={{ done: 3, total: 12 }} onCancel={() => {}} />
        <Card tone="quiet" title={t('gallery.situation')} actions={<Tag>{t('gallery.mine')}</Tag>}>
          <Heading level={4}>{t('gallery.needs')}</Heading>
          <Text tone="quiet" size="sm">
            {t('gallery.note')}
          </Text>
        </Card>
      </Stack>
    </>
  )
}
