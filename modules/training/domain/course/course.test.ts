import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  answers,
  courseScore,
  faultsOf,
  scenarioFaults,
  stepMark,
  walk,
  type CourseStep,
  type Scene,
} from './course.ts'
import { readCourse } from './read-course.ts'

const LANGUAGES = ['en', 'ar', 'fr', 'es', 'pt', 'ru']
const OURS = ['indicators', 'child-interview', 'consent-data', 'smuggling-trafficking']
const ours = (name: string, language: string) =>
  readCourse(readFileSync(new URL(`../../courses/${name}.${language}.txt`, import.meta.url), 'utf8'))

/** What has to be alike in every language: what is asked, in which order, what is right and where it leads. */
const bones = (step: CourseStep) =>
  step.kind === 'page'
    ? ['page', step.id, step.text.split('\n\n').length]
    : step.kind === 'check'
      ? ['check', step.id, step.choices.map(({ right }) => right)]
      : [
          'scenario',
          step.id,
          step.scenes.map(({ id, choices }) => [id, choices.map(({ right, next }) => [right, next])]),
        ]

for (const name of OURS) {
  test(`our course ${name} is sound, cites its sources, and is alike in six languages`, () => {
    const english = ours(name, 'en')
    for (const language of LANGUAGES) {
      const course = ours(name, language)
      assert.deepEqual(faultsOf(course), [])
      assert.deepEqual(course.steps.map(bones), english.steps.map(bones), language)
      const kinds = Object.groupBy(course.steps, ({ kind }) => kind)
      assert.deepEqual([kinds.check?.length, kinds.scenario?.length], [2, 1])
      assert.ok((kinds.page?.length ?? 0) >= 8 && (kinds.page?.length ?? 0) <= 12)
      assert.ok(course.sources.length >= 4 && course.title !== '' && course.about !== '' && course.minutes > 0)
      const said = course.steps.flatMap((step) =>
        step.kind === 'page'
          ? []
          : step.kind === 'check'
            ? step.choices
            : step.scenes.flatMap(({ choices }) => choices),
      )
      assert.ok(said.every(({ text, why }) => text.length > 1 && why.length > 5))
    }
  })
}

const scene = (id: string, ...next: (string | null)[]): Scene => ({
  id,
  text: id,
  choices: next.map((to, at) => ({ text: `${at}`, right: at === 0, why: '', next: to })),
})

test('a scenario leads from each scene to an end, and nowhere that is not there', () => {
  assert.deepEqual(scenarioFaults([scene('a', 'b', null), scene('b', 'a', null)]), [])
  assert.deepEqual(scenarioFaults([scene('a', 'b', 'b'), scene('b', 'a', 'a')]), ['scene_without_end'])
  assert.deepEqual(scenarioFaults([scene('a', 'c', null)]), ['scene_unknown'])
  assert.deepEqual(scenarioFaults([scene('a', null)]), ['too_few_choices'])
})

test('a check without a right choice, one id twice and a course of nothing are faults', () => {
  const check: CourseStep = {
    kind: 'check',
    id: 'x',
    question: 'Q',
    choices: [false, false].map((right) => ({ text: 'c', right, why: '' })),
  }
  const page: CourseStep = { kind: 'page', id: 'x', title: '', text: 'Read.' }
  const of = (steps: CourseStep[]) =>
    faultsOf({ title: 't', about: '', minutes: 1, steps, sources: [] }).map(({ fault }) => fault)
  assert.deepEqual(of([page, check]), ['id_twice', 'no_right_choice'])
  assert.deepEqual(of([]), ['empty'])
})

test('a scenario is answered at its end; the mark is the share of good choices on the way', () => {
  const course = ours('indicators', 'en')
  const scenario = course.steps.find((step) => step.kind === 'scenario')!
  assert.equal(answers(scenario, [0]), false)
  assert.equal(walk(scenario.scenes, [0])?.here?.id, 'b')
  assert.equal(answers(scenario, [0, 0, 1]), true)
  assert.equal(stepMark(scenario, [0, 0, 1]), 2 / 3)
  assert.equal(stepMark(scenario, [1, 1]), 1)
  assert.equal(answers(scenario, [7]), false)
  const given = new Map(
    course.steps.map((step) => [step.id, step.kind === 'scenario' ? [1, 1] : step.kind === 'check' ? [1] : []]),
  )
  assert.equal(courseScore(course, given), 100)
  assert.equal(courseScore({ ...course, steps: course.steps.filter(({ kind }) => kind === 'page') }, given), null)
})
