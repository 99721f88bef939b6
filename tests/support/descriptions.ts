import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ValueSchema } from './fuzz-values.ts'
import { repository } from './server-process.ts'

export interface ApiParameter {
  readonly in: string
  readonly name: string
  readonly schema: ValueSchema
}

export interface ApiBody {
  readonly content: Readonly<Record<string, { readonly schema: ValueSchema }>>
}

interface ApiOperation {
  readonly parameters?: readonly (ApiParameter | { readonly $ref: string })[]
  readonly requestBody?: ApiBody | { readonly $ref: string }
}

/** A module's description, as much of it as tests walk. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
  readonly components?: {
    readonly schemas?: Readonly<Record<string, ValueSchema>>
    readonly parameters?: Readonly<Record<string, ApiParameter>>
    readonly requestBodies?: Readonly<Record<string, ApiBody>>
  }
}

/** The API as it is described: every module's description, `openapi/*.json`. */
export function apiDescriptions(): readonly ApiDescription[] {
  const folder = join(repository, 'openapi')
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ApiDescription)
}
