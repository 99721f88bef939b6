import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { repository } from '../support/server-process.ts'

const read = (name: string): string => readFileSync(join(repository, 'deploy', name), 'utf8')

test('every path that the image copies is in the repository, and it ends without root', () => {
  const lines = read('Containerfile').split('\n')
  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1))
  assert.ok(copied.length >= 7)
  for (const path of copied) assert.ok(existsSync(join(repository, path)), path)
  const run = lines.find((line) => line.startsWith('CMD'))
  assert.ok(run && existsSync(join(repository, (JSON.parse(run.slice(4)) as string[])[1]!)))
  assert.ok(
    lines.findIndex((line) => line.startsWith('USER gloact')) > lines.findLastIndex((line) => line.startsWith('RUN')),
  )
})

test('the services start what is there, with variables that the server or a command reads', () => {
  const readers = ['apps/server/config.ts', 'apps/cli/settings.ts', 'apps/cli/keys.ts']
    .map((file) => readFileSync(join(repository, file), 'utf8'))
    .join('\n')
  for (const unit of readdirSync(join(repository, 'deploy')).filter((name) => name.endsWith('.service'))) {
    const text = read(unit)
    const program = /^ExecStart=\S+ (\S+)/m.exec(text)?.[1]
    assert.ok(program && existsSync(join(repository, program)), unit)
    const variables = [...text.matchAll(/^Environment=([A-Z_]+)=/gm)].map(([, name]) => name!)
    assert.ok(variables.length >= 4)
    for (const name of variables) assert.ok(readers.includes(name), `${unit}: ${name}`)
    for (const rule of [
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'LoadCredentialEncrypted=gloact-kek:',
      'LimitCORE=0',
    ]) {
      assert.ok(text.includes(rule), `${unit}: ${rule}`)
    }
  }
})

test('the proxies pass on to the port that the server listens on unless told otherwise', () => {
  for (const name of ['nginx.conf', 'Caddyfile']) {
    assert.ok(read(name).includes('127.0.0.1:4600'), name)
    assert.match(read(name), /X-Forwarded-For/)
  }
})
