import type { ExerciseId } from '../domain/exercises.ts'

export type Begun = Readonly<Partial<Record<ExerciseId, string>>>

/** Where this browser keeps when an exercise was begun, by account. It is kept nowhere else. */
const place = (userId: string): string => `practice.${userId}`

export function readBegun(userId: string): Begun {
  try {
    return (JSON.parse(localStorage.getItem(place(userId)) ?? '{}') as Begun | null) ?? {}
  } catch {
    return {}
  }
}

export function keepBegun(userId: string, begun: Begun): void {
  if (Object.keys(begun).length === 0) localStorage.removeItem(place(userId))
  else localStorage.setItem(place(userId), JSON.stringify(begun))
}

/** The sandbox begins again, and so does everybody who practises in this browser. */
export function forgetBegun(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(place(''))) localStorage.removeItem(key)
}
