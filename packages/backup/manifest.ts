import type { DatabaseDescription } from './describe-database.ts'
import type { WholePart } from './archive.ts'

/** What a backup says of itself, first thing in it. */
export interface BackupDescription extends DatabaseDescription {
  readonly createdAt: string
  /** The software's version. */
  readonly software: string
  readonly country: string
  readonly kind: 'demonstration' | 'training' | 'production'
  /** How many erasures the list beside the KEK knew of. */
  readonly erasures: number
}

/** A part as the last page of a backup lists it. */
export interface ListedPart extends WholePart {
  /** Of a table. */
  readonly rows?: number
}

export interface BackupManifest {
  readonly parts: readonly ListedPart[]
}

/** What was found in a backup. */
export interface BackupContent {
  readonly description: BackupDescription
  readonly manifest: BackupManifest
}

export const rowsIn = ({ parts }: BackupManifest): number => parts.reduce((sum, { rows }) => sum + (rows ?? 0), 0)

export const filesIn = ({ parts }: BackupManifest): number => parts.filter(({ kind }) => kind === 'file').length
