import { useQuery } from '@tanstack/react-query'
import { problemOf, type Problem } from '@gloact/http/client'
import { asInstant, err, type Instant, type Json } from '@gloact/kernel'
import { verdictOf } from '@gloact/offline'
import { type ModuleWork, useClient, useDrafts, useMessages, useOnline } from '@gloact/ui'
import { useEffect, useState } from 'react'
import { readMyWork, type CardView, type TaskView } from '../contract/my-work.ts'
import { isTooOld, tasksWithoutSignal } from '../domain/without-signal.ts'

const KEPT = 'work'
const A_MINUTE = 60_000

/** What a module shows here. */
export interface WorkRoom extends ModuleWork {
  readonly id: string
}

interface Told {
  readonly tasks: readonly TaskView[]
  readonly cards: readonly CardView[]
  readonly foresight: Readonly<Record<string, unknown>>
}

export interface MyWorkShown {
  readonly work: { readonly tasks: readonly TaskView[]; readonly cards: readonly CardView[] } | undefined
  /** Without signal: when it was told; tasks are as they follow from that now. */
  readonly asOf: Instant | undefined
  readonly problem: Problem | undefined
  readonly retry: () => void
}

/**
 * What needs somebody. What the server says is kept sealed on the device; where nobody answers, or somebody else, the page shows what
 * follows from that by now.
 */
export function useMyWork(rooms: readonly WorkRoom[] | undefined): MyWorkShown {
  const client = useClient()
  const drafts = useDrafts()
  const { timeZone } = useMessages()
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['work', 'mine'],
    queryFn: () => client.callOrThrow(readMyWork),
  })
  const [kept, setKept] = useState<{ readonly told: Told; readonly at: number } | null>(null)
  const [now, setNow] = useState(() => asInstant(Date.now()))
  const problem = error ? problemOf(error) : undefined
  const online = useOnline()
  // What our own server refuses, or a session that has ended, is said as it is.
  const silent = problem ? verdictOf(err(problem)).kind === 'may_have_arrived' : !online && data !== undefined

  useEffect(() => {
    // Failing to keep it only means that it is not there without signal.
    if (data && rooms) void drafts.keep(KEPT, toKeep(data, rooms) as unknown as Json).catch(() => undefined)
  }, [drafts, data, rooms])

  useEffect(() => {
    if (!silent) return undefined
    let current = true
    void drafts.kept(KEPT).then((found) => {
      if (current && found) setKept({ told: found.value as unknown as Told, at: found.savedAt })
    })
    const timer = setInterval(() => setNow(asInstant(Date.now())), A_MINUTE)
    return () => {
      current = false
      clearInterval(timer)
    }
  }, [drafts, silent])

  const retry = (): void => void refetch()
  if (!silent) return { work: data, asOf: undefined, problem, retry }
  const last = data ? { told: data, at: dataUpdatedAt } : kept
  if (last === null || isTooOld(last.at, now)) return { work: undefined, asOf: undefined, problem, retry }
  return {
    work: {
      tasks: tasksWithoutSignal<TaskView>(last.told, now, timeZone, (module) => roomOf(rooms, module)?.tasksAt),
      cards: last.told.cards,
    },
    asOf: asInstant(last.at),
    problem,
    retry,
  }
}

const roomOf = (rooms: readonly WorkRoom[] | undefined, module: string): WorkRoom | undefined =>
  rooms?.find(({ id }) => id === module)

/** What may lie on the device: of each task what its module says. A task of nobody's is none. */
const toKeep = (told: Told, rooms: readonly WorkRoom[]): Told => ({
  ...told,
  tasks: told.tasks.flatMap((task) => {
    const room = roomOf(rooms, task.module)
    return room === undefined ? [] : [{ ...task, ...room.toKeep?.(task) }]
  }),
})
