import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { API_PREFIX } from '@gloact/http/server'
import { FEED_PATH } from '@gloact/protection/contract/calendar/calendar'
import { repository } from '../support/server-process.ts'

const read = (name: string): string => readFileSync(join(repository, 'deploy', name), 'utf8')

/** What the image takes from the build context. */
const copiedPaths = (): readonly string[] =>
  read('Containerfile')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(/\s+/).slice(1, -1))

test('every path that the image copies is in the repository, and it ends without root', () => {
  const lines = read('Containerfile').split('\n')
  const copied = copiedPaths()
  assert.ok(copied.length >= 7)
  for (const path of copied) assert.ok(existsSync(join(repository, path)), path)
  const run = lines.find((line) => line.startsWith('CMD'))
  assert.ok(run && existsSync(join(repository, (JSON.parse(run.slice(4)) as string[])[1]!)))
  assert.ok(
    lines.findIndex((line) => line.startsWith('USER gloact')) > lines.findLastIndex((line) => line.startsWith('RUN')),
  )
})

test('what is not named never enters the build context: no data folder, no key; what the image copies does', () => {
  const ignoring = readFileSync(join(repository, '.containerignore'), 'utf8')
  assert.equal(readFileSync(join(repository, '.dockerignore'), 'utf8'), ignoring, 'Docker and Podman are told alike')
  const rules = ignoring.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  assert.equal(rules[0], '*')
  const named = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1))
  assert.ok(named.every((name) => /^[a-z][a-z.-]*$/.test(name) && !name.startsWith('data')))
  const copied = copiedPaths().map((path) => path.split('/')[0]!)
  assert.deepEqual(named.toSorted(), [...new Set(copied)].toSorted())
  // What may lie within a folder that is named.
  for (const rule of ['**/node_modules', '**/kek*.json', '**/*.pem']) assert.ok(rules.includes(rule), rule)
})

test('the services start what is there, and are told variables that the server or a command reads', () => {
  const readers = ['apps/server/config.ts', 'apps/cli/settings.ts', 'apps/cli/keys.ts']
    .map((file) => readFileSync(join(repository, file), 'utf8'))
    .join('\n')
  const variables = [...read('gloact.environment').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name!)
  assert.ok(variables.length >= 9)
  for (const name of variables) assert.ok(readers.includes(name), name)
  for (const unit of readdirSync(join(repository, 'deploy')).filter((name) => name.endsWith('.service'))) {
    const text = read(unit)
    const program = /^ExecStart=\S+ (\S+)/m.exec(text)?.[1]
    assert.ok(program && existsSync(join(repository, program)), unit)
    for (const rule of [
      'EnvironmentFile=/etc/gloact/environment',
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'LoadCredentialEncrypted=gloact-kek:/etc/gloact/kek.cred',
      'LimitCORE=0',
    ]) {
      assert.ok(text.includes(rule), `${unit}: ${rule}`)
    }
  }
})

test('a command is run as the service is: its user, its environment, its credential', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'gloact-deploy-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const asked = join(folder, 'systemd-run')
  writeFileSync(asked, '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 })
  const link = join(folder, 'gloact-run')
  symlinkSync(join(repository, 'deploy', 'gloact-run'), link)
  const called = spawnSync(link, ['backup', '--verify', '/backups/a file.gloact'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  })
  assert.equal(called.status, 0, called.stderr)
  const args = called.stdout.trimEnd().split('\n')
  const service = read('gloact.service')
  for (const property of ['User', 'Group', 'EnvironmentFile', 'LoadCredentialEncrypted', 'UMask', 'LimitCORE']) {
    const [line] = new RegExp(`^${property}=.*$`, 'm').exec(service) ?? []
    assert.ok(line && args.includes(`--property=${line}`), property)
  }
  const command = args.slice(-4)
  assert.deepEqual(command, [join(repository, 'gloact'), 'backup', '--verify', '/backups/a file.gloact'])
  assert.ok(args.includes('--wait') && args.includes('--pipe'), 'its exit code and what it says come back')
})

test('the proxies pass on to the port that the server listens on unless told otherwise', () => {
  for (const name of ['nginx.conf', 'Caddyfile']) {
    assert.ok(read(name).includes('127.0.0.1:4600'), name)
    assert.match(read(name), /X-Forwarded-For/)
  }
})

/** Where the secret addresses of calendars begin. */
const FEED = `${API_PREFIX}${FEED_PATH}/`

/** The blocks of a configuration that begin with a word, such as `server`: what stands between their braces. */
function blocksOf(text: string, word: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^[ \\t]*${word}[^{;\\n]*\\{`, 'gm'))].map((begin) => {
    let depth = 1
    let at = begin.index + begin[0].length
    for (const from = at; depth > 0; at++) {
      assert.ok(at < text.length, `a block of ${word} has no end after ${from}`)
      depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0
    }
    return text.slice(begin.index, at)
  })
}

test('every server of nginx keeps secret calendar addresses out of both its logs, and answers nothing outside a location', () => {
  const config = read('nginx.conf').replaceAll(/#.*$/gm, '')
  const servers = blocksOf(config, 'server')
  assert.equal(servers.length, 2)
  for (const server of servers) {
    const locations = blocksOf(server, 'location')
    const feed = locations.filter((location) => location.trimStart().startsWith(`location ${FEED} {`))
    assert.equal(feed.length, 1, server)
    assert.match(feed[0]!, /^\s*access_log off;$/m)
    assert.match(feed[0]!, /^\s*error_log \/dev\/null crit;$/m)
    // A `return` or a rewriting outside of a location comes before any location is looked for.
    const outside = locations.reduce((rest, location) => rest.replace(location, ''), server)
    assert.doesNotMatch(outside, /\b(return|rewrite|if|error_page)\b/)
    assert.doesNotMatch(outside, /\b(access_log|error_log)\b/)
  }
})

test('Caddy’s own log tells no secret calendar address, whatever form it was asked in, and it keeps no log of requests', () => {
  const config = read('Caddyfile').replaceAll(/^\s*#.*$/gm, '')
  const [pattern, told] = /^\s*request>uri regexp (\S+) (\S+)$/m.exec(config)?.slice(1) ?? []
  assert.ok(pattern && told)
  const logged = (address: string): string => address.replace(new RegExp(pattern), told)
  for (const before of ['', 'http://gloact.example.org']) {
    const secret = `${before}${FEED}0123456789abcdef.ics?again=1`
    assert.equal(logged(secret), `${before}${FEED}-`)
  }
  assert.equal(logged(`${API_PREFIX}/protection/files`), `${API_PREFIX}/protection/files`)
  assert.match(blocksOf(config, 'log default')[0] ?? '', /format filter/)
  const site = blocksOf(config, 'gloact.example.org')[0]
  assert.ok(site)
  assert.doesNotMatch(site, /^\s*log\b/m)
})

/** Variables of a run of tests, of benches, and names that end in `_` for a group. */
const NOT_OURS = /^(GLOACT_TEST_|GLOACT_SHARED_DATA$)|_$/
const VARIABLE = /\b(?:GLOACT|DATABASE|OTEL)_[A-Z0-9_]+/g

test('what can be set is what the guide lists, no more and no less', () => {
  const sources = ['apps', 'platform', 'packages', 'modules', 'tools/launch'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter(
        (path) => /\.(ts|mjs)$/.test(path) && !/(^|\/)(node_modules|dist|testing|bench|train)\/|\.test\.ts$/.test(path),
      )
      .map((path) => join(repository, folder, path)),
  )
  const read = new Set(
    sources.flatMap((path) => readFileSync(path, 'utf8').match(VARIABLE) ?? []).filter((name) => !NOT_OURS.test(name)),
  )
  assert.ok(read.size >= 35, `${read.size}`)
  const guide = readFileSync(join(repository, 'docs', 'guides', 'run-in-production.md'), 'utf8')
  const table = guide.slice(guide.indexOf('## Everything that can be set'), guide.indexOf('## Telemetry'))
  assert.deepEqual([...new Set(table.match(VARIABLE))].toSorted(), [...read].toSorted())
})
