import { useClient } from '@gloact/ui'
import { useCallback, useRef, useState } from 'react'
import { sendProgress } from '../../contract/courses.ts'
import { useTrying, waits } from './again.ts'
import { judged, keepCourse, keptCourses, type KeptCourse, waitingSteps } from './kept-courses.ts'

/** The courses of this telephone; sends what waits, and again until the server has judged each step. */
export function useCourseSending(): {
  readonly courses: readonly KeptCourse[]
  /** Something was kept or removed: reads it, and tries at once. */
  readonly renew: () => void
} {
  const client = useClient()
  const [courses, setCourses] = useState(() => keptCourses(localStorage))
  const running = useRef(false)
  const work = useCallback(async () => {
    if (running.current) return
    running.current = true
    for (const course of keptCourses(localStorage)) {
      const items = waitingSteps(course)
      if (items.length === 0) continue
      const answer = await client.call(sendProgress, { body: { code: course.code, items } })
      if (!answer.ok && waits(answer.error)) break
      const why = answer.ok ? '' : answer.error.code
      const outcomes = answer.ok ? answer.value.items : items.map(({ id }) => ({ id, refused: why }))
      // Steps may have been done meanwhile: the outcomes go to what is kept now.
      const now = keptCourses(localStorage).find((one) => sameCourse(one, course))
      if (now) keepCourse(localStorage, judged(now, outcomes))
      setCourses(keptCourses(localStorage))
    }
    running.current = false
  }, [client])
  useTrying(work)
  const renew = useCallback(() => {
    setCourses(keptCourses(localStorage))
    void work()
  }, [work])
  return { courses, renew }
}

export const sameCourse = (one: KeptCourse, other: KeptCourse): boolean =>
  one.code === other.code && one.loaded.courseId === other.loaded.courseId
