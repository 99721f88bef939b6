import { Button, Card, EmptyState, PageHeader, Row, Stack, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { type CourseSummaryView, listCourses } from '../contract/courses.ts'
import { Asked, useLanguageName } from './asked.tsx'
import { Packages } from './packages/packages.tsx'

export const useCourses = () => {
  const { language } = useMessages()
  const client = useClient()
  return useQuery({
    queryKey: ['training', 'courses', language],
    queryFn: () => client.callOrThrow(listCourses, { query: { language } }),
  })
}

/** Courses: those that come with GloACT, and those that the agency wrote. */
export function CoursesPage() {
  const { t } = useMessages()
  const courses = useCourses()
  return (
    <>
      <PageHeader
        title={t('training.courses.title')}
        about={t('training.courses.about')}
        actions={
          <Button kind="primary" icon="plus" to="/training/courses/new">
            {t('training.courses.write')}
          </Button>
        }
      />
      <Asked query={courses}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="book" title={t('training.courses.none')} />
          ) : (
            <Stack>
              {items.map((course) => (
                <Course key={course.id} course={course} />
              ))}
            </Stack>
          )
        }
      </Asked>
      <Packages />
    </>
  )
}

function Course({ course }: { readonly course: CourseSummaryView }) {
  const { t, language } = useMessages()
  const nameOf = useLanguageName()
  const shown = course.languages.find((one) => one.language === language) ?? course.languages[0]!
  return (
    <Card
      title={course.title}
      level={2}
      actions={<Tag>{t(course.ours ? 'training.courses.ours' : 'training.courses.own')}</Tag>}
    >
      <Stack gap="sm">
        {course.about !== '' && (
          <Text>
            <bdi>{course.about}</bdi>
          </Text>
        )}
        <Text size="sm" tone="quiet">
          {t('training.course.about', { minutes: course.minutes, steps: course.steps })}
        </Text>
        <Row>
          {course.languages.map((one) => (
            <Tag key={one.language}>{nameOf(one.language)}</Tag>
          ))}
        </Row>
        <Row>
          <Button
            to={`/training/courses/${course.id}/${shown.language}`}
            label={`${t('training.courses.look')}: ${course.title}`}
          >
            {t('training.courses.look')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
