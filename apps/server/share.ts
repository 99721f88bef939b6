import type { Instance } from '@gloact/postgres'

/** What one of several processes is told by the one that started them. */
export interface Share {
  /** Counted from one. The first does what is done once: background work, invented people, uploads of the import. */
  readonly number: number
  readonly of: number
  readonly instance: Pick<Instance, 'appUrl' | 'listenUrl' | 'migratorUrl' | 'kind'>
  /** By which the processes know one another where one hands a request on. */
  readonly token: string
}

/** Connections a process may hold: together not more than the embedded PostgreSQL takes, with room for commands. */
export const connectionsOf = (processes: number): number => Math.max(4, Math.min(20, Math.floor(72 / processes)))
