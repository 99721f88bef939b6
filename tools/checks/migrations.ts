import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Check, type Finding, counted } from './check.ts'
import { filesBelow, readJson, readText } from './files.ts'
import { type SqlStatement, sqlStatements } from './sql-statements.ts'

/** The digests of the migrations that have been released: what a database may have had cannot be changed any more. */
export const DIGESTS_FILE = 'tools/migration-digests.json'

const NAME = /^(\d{4})(\d{2})(\d{2})T([01]\d|2[0-3])([0-5]\d)-[a-z]+(?:-[a-z0-9]+)+\.sql$/
/** From here on a policy asks who is asking by the functions of the schema `app`. */
const SCOPE_NAMED = 'packages/postgres/migrations/20261128T0052-name-the-scope.sql'
/** The schemas that are not called as their owner is. */
const SCHEMAS: Readonly<Record<string, string>> = { postgres: 'app' }
const EXEMPT = /row-level security: exempt\b[\s\S]{10,}/i
const EXEMPT_ALL = /row-level security: exempt, every table\b/i

export const migrationFiles = (root: string): string[] =>
  ['packages', 'modules'].flatMap((folder) =>
    filesBelow(root, folder, ['.sql']).filter((file) => /^[^/]+\/[^/]+\/migrations\//.test(file)),
  )

export const digestOf = (root: string, file: string): string =>
  createHash('sha256').update(readText(root, file)).digest('hex')

export const recordedDigests = (root: string): Readonly<Record<string, string>> =>
  existsSync(join(root, DIGESTS_FILE)) ? (readJson(root, DIGESTS_FILE) as Record<string, string>) : {}

/** Reads the migrations: names, forward only, one schema a module, forced row-level security, a comment at the end. */
export const migrations: Check = {
  name: 'migrations',
  title: 'migrations: forward only, row-level security',
  run(root) {
    const files = migrationFiles(root)
    const defects = [...changed(root, files), ...sameName(files), ...files.flatMap((file) => readMigration(root, file))]
    return Promise.resolve({ defects, seen: counted(files.length, 'migration') })
  },
}

function changed(root: string, files: readonly string[]): Finding[] {
  const recorded = recordedDigests(root)
  return [
    ...Object.entries(recorded).flatMap(([file, digest]): Finding[] => {
      if (!files.includes(file)) return [{ file, message: 'was released and is gone: a database may have had it' }]
      if (digestOf(root, file) === digest) return []
      return [{ file, message: 'was released and has been changed: add a new migration instead' }]
    }),
    ...files
      .filter((file) => recorded[file] === undefined)
      .map((file) => ({ file, message: `is not recorded yet; when it is final: npm run record-migrations` })),
  ]
}

function sameName(files: readonly string[]): Finding[] {
  const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1)
  return files
    .filter((file, index) => files.some((other, at) => at < index && nameOf(other) === nameOf(file)))
    .map((file) => ({ file, message: 'has the name of another migration; names order them across all modules' }))
}

function readMigration(root: string, file: string): Finding[] {
  const [, owner = '', , name = ''] = file.split('/')
  const schema = SCHEMAS[owner] ?? owner.replaceAll('-', '_')
  const sql = readText(root, file)
  const statements = sqlStatements(sql)
  const findings: Finding[] = []
  const found = (message: string, statement?: SqlStatement) =>
    findings.push({ file, ...(statement && { line: statement.line }), message })

  if (pastesScope(file, name, sql)) {
    found('reads a setting of the scope itself: ask app.user_id(), app.in_country(…), app.has_role(…) and the like')
  }
  if (!NAME.test(name)) found('is not named YYYYMMDDTHHMM-verb-thing.sql')
  if (!statements.at(-1)?.text.startsWith('comment on '))
    found('does not end with `comment on`, which says what it made')

  for (const statement of statements) {
    const { text } = statement
    const made = /^create (?:unlogged )?table (?:if not exists )?(\S+)/.exec(text)?.[1]
    if (made) {
      if (!made.startsWith(`${schema}.`)) found(`makes ${made} outside its own schema ${schema}`, statement)
      if (!isSecured(made, statement, statements, sql)) {
        found(
          `${made} has no \`enable\` and \`force row level security\`, nor the comment ` +
            '`-- Row-level security: exempt` with the reason',
          statement,
        )
      }
    }
    const madeSchema = /^create schema (?:if not exists )?(\S+)/.exec(text)?.[1]
    if (madeSchema && madeSchema !== schema) found(`makes the schema ${madeSchema}, not its own ${schema}`, statement)
    for (const [, target = ''] of text.matchAll(/\breferences ([\w."]+)/g)) {
      if (!/^(?:create|alter) table/.test(text) || target.startsWith(`${schema}.`)) continue
      found(
        target.includes('.')
          ? `a foreign key to ${target} crosses schemas: keep the id and ask the other module`
          : `references ${target} without naming its schema`,
        statement,
      )
    }
    if (/\b(?:no force|disable) row level security\b/.test(text)) found('takes row-level security away', statement)
    if (/^(?:rollback|begin|commit)\b/.test(text)) found('controls the transaction, which the migrator does', statement)
    if (/\bbypassrls\b|\bsuperuser\b/.test(text)) found('gives a role a way past row-level security', statement)
  }
  return findings
}

/** Whether a migration that came after the scope's names reads `app.…` past them; strings are looked into, as a function's body is one. */
const pastesScope = (file: string, name: string, sql: string): boolean =>
  name > basename(SCOPE_NAMED) &&
  // The package that defines the names.
  dirname(file) !== dirname(SCOPE_NAMED) &&
  /current_setting\(\s*'app\./i.test(sql)

/** Secured by its own statements, or exempt by a comment that says so and why. A partition is secured by its parent. */
function isSecured(table: string, made: SqlStatement, statements: readonly SqlStatement[], sql: string): boolean {
  const has = (what: string) => statements.some(({ text }) => text.startsWith(`alter table ${table} ${what}`))
  if (has('enable row level security') && has('force row level security')) return true
  return EXEMPT.test(made.comments) || EXEMPT_ALL.test(sql)
}
