import { Button, ChoiceField, Narrow, PageHeader, Stack, useClient, useMessages, useNavigation } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type CoursePackageView, readCourse } from '../contract/courses.ts'
import type { StepAnswer } from '../domain/course/course.ts'
import { Asked, useLanguageName } from './asked.tsx'
import { Player } from './courses/player.tsx'
import { useCourses } from './courses-page.tsx'

export const useCourse = (courseId: string, language: string) => {
  const client = useClient()
  return useQuery({
    queryKey: ['training', 'course', courseId, language],
    queryFn: () => client.callOrThrow(readCourse, { params: { courseId }, query: { language } }),
  })
}

/** A course as its participants see it, tried out: nothing of it is recorded. */
export function CoursePage() {
  const { courseId = '', language = '' }: { courseId?: string; language?: string } = useParams({ strict: false })
  const course = useCourse(courseId, language)
  return <Asked query={course}>{(loaded) => <Shown key={courseId + language} loaded={loaded} />}</Asked>
}

function Shown({ loaded }: { readonly loaded: CoursePackageView }) {
  const { t } = useMessages()
  const { go } = useNavigation()
  const nameOf = useLanguageName()
  const courses = useCourses()
  const [given, setGiven] = useState<ReadonlyMap<string, StepAnswer>>(new Map())
  const { courseId, language, version, content } = loaded
  const course = courses.data?.items.find(({ id }) => id === courseId)
  return (
    <Narrow>
      <PageHeader
        title={<bdi>{content.title}</bdi>}
        about={t('training.courses.tried')}
        back={{ to: '/training/courses', label: t('training.courses.title') }}
        actions={
          course && (
            <Button to={`/training/courses/${courseId}/${language}/edit`}>
              {t(course.ours ? 'training.courses.copy' : 'training.courses.edit', { version })}
            </Button>
          )
        }
      />
      <Stack>
        {course && course.languages.length > 1 && (
          <ChoiceField
            as="select"
            label={t('training.language')}
            options={course.languages.map((one) => ({ value: one.language, label: nameOf(one.language) }))}
            value={language}
            onChange={(to) => to !== null && go(`/training/courses/${courseId}/${to}`)}
          />
        )}
        <div lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
          <Player
            content={content}
            given={given}
            onDone={(step, answer) => setGiven((before) => new Map(before).set(step, answer))}
          />
        </div>
      </Stack>
    </Narrow>
  )
}
