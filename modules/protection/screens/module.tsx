import type { ModuleScreens } from '@gloact/ui'
import { fileCommands } from './file-commands.ts'
import { numberInText } from './search/number-in-text.ts'
import { forgetFiles, onOpenFiles } from './open-files.ts'
import { keyOfEarlier } from './outbox/earlier-keys.ts'
import { countsAsUnsent } from './outbox/draft-kinds.ts'
import { ERASES, EXCLUDES_STAFF, MANAGES_TAGS, MEETS_PEOPLE, REVIEWS_OPENINGS, WORKS_ON_FILES } from './principal.ts'
import { forgetSearches, toSearch } from './search/search-handover.ts'

/** What the browser shows of protection and assistance. */
export const screens: ModuleScreens = {
  id: 'protection',
  groups: [{ id: 'protection', label: 'ui.group.protection' }],
  textCommands: [
    {
      id: 'protection.number',
      label: 'protection.command.number',
      icon: 'folder',
      roles: MEETS_PEOPLE,
      offered: (text) => numberInText(text) !== undefined,
      open: (text, go) => {
        toSearch.give({ text: numberInText(text) ?? text, opens: true })
        go('/search')
      },
    },
    {
      id: 'protection.search',
      label: 'protection.command.search',
      icon: 'search',
      roles: MEETS_PEOPLE,
      open: (text, go) => {
        toSearch.give({ text })
        go('/search')
      },
    },
  ],
  commands: { current: fileCommands, subscribe: onOpenFiles },
  forget: () => {
    forgetFiles()
    forgetSearches()
  },
  account: [
    { label: 'protection.unsent.title', path: '/unsent', icon: 'device' },
    { label: 'protection.nav.feed', path: '/account/calendar-feed', icon: 'calendar', roles: MEETS_PEOPLE },
  ],
  work: () => import('./work/file-work.tsx').then((file) => file.fileWork),
  mark: () => import('./work/bell.tsx').then((file) => file.Bell),
  unsent: {
    path: '/unsent',
    label: 'protection.unsent.count',
    name: 'protection.unsent.name',
    counts: countsAsUnsent,
    renamed: keyOfEarlier,
  },
  navigation: [
    { group: 'protection', label: 'protection.nav.files', path: '/files', icon: 'folder', roles: WORKS_ON_FILES },
    { group: 'protection', label: 'protection.nav.calendar', path: '/calendar', icon: 'calendar', roles: MEETS_PEOPLE },
    {
      group: 'protection',
      label: 'protection.nav.first_contact',
      path: '/contact',
      icon: 'support',
      roles: MEETS_PEOPLE,
    },
    {
      group: 'administration',
      label: 'protection.nav.import',
      path: '/imports',
      icon: 'upload',
      roles: ['administrator'],
    },
    {
      group: 'administration',
      label: 'protection.nav.erasures',
      path: '/erasures',
      icon: 'stop',
      roles: ERASES,
    },
    {
      group: 'administration',
      label: 'protection.readers.find_title',
      path: '/readers',
      icon: 'eye',
      roles: ['data_protection_officer'],
    },
    { group: 'protection', label: 'protection.nav.search', path: '/search', icon: 'search', roles: MEETS_PEOPLE },
    {
      group: 'protection',
      label: 'protection.openings.title',
      path: '/openings',
      icon: 'key',
      roles: REVIEWS_OPENINGS,
    },
    {
      group: 'protection',
      label: 'protection.exclusion.page_title',
      path: '/exclusions',
      icon: 'lock',
      roles: EXCLUDES_STAFF,
    },
    { group: 'protection', label: 'protection.team.title', path: '/team', icon: 'users', roles: ['supervisor'] },
    {
      group: 'protection',
      label: 'protection.caseload.title',
      path: '/caseloads',
      icon: 'users',
      roles: ['supervisor'],
    },
    { group: 'protection', label: 'protection.tags.title', path: '/tags', icon: 'flag', roles: MANAGES_TAGS },
    { group: 'protection', label: 'protection.forms.title', path: '/forms', icon: 'print', roles: WORKS_ON_FILES },
    { group: 'protection', label: 'protection.backlog.title', path: '/backlog', icon: 'folder', roles: MEETS_PEOPLE },
  ],
  routes: [
    {
      path: '/files/$fileId/then/$moment',
      load: () => import('./history/past-page.tsx').then((file) => file.PastPage),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/files/$fileId/difference/$from/$to',
      load: () => import('./history/difference-page.tsx').then((file) => file.DifferencePage),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/files/$fileId/readers',
      load: () => import('./history/readers-page.tsx').then((file) => file.ReadersPage),
      roles: [...WORKS_ON_FILES, 'data_protection_officer'],
    },
    {
      path: '/readers',
      load: () => import('./history/find-readers-page.tsx').then((file) => file.FindReadersPage),
      roles: ['data_protection_officer'],
    },
    {
      path: '/forms',
      load: () => import('./paper/forms-to-print.tsx').then((file) => file.FormsToPrint),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/forms/$form/blank',
      load: () => import('./paper/blank-page.tsx').then((file) => file.BlankPage),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/emergency',
      load: () => import('./emergency/emergency-page.tsx').then((file) => file.EmergencyPage),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/openings',
      load: () => import('./emergency/review-page.tsx').then((file) => file.ReviewPage),
      roles: REVIEWS_OPENINGS,
    },
    {
      path: '/exclusions',
      load: () => import('./exclusions/exclusions-page.tsx').then((file) => file.ExclusionsPage),
      roles: EXCLUDES_STAFF,
    },
    {
      path: '/team',
      load: () => import('./work/team-page.tsx').then((file) => file.TeamPage),
      roles: ['supervisor'],
    },
    {
      path: '/caseloads',
      load: () => import('./lists/caseloads-page.tsx').then((file) => file.CaseloadsPage),
      roles: ['supervisor'],
    },
    {
      path: '/caseloads/$userId',
      load: () => import('./lists/handover-page.tsx').then((file) => file.HandoverPage),
      roles: ['supervisor'],
    },
    { path: '/tags', load: () => import('./lists/tags-page.tsx').then((file) => file.TagsPage), roles: MANAGES_TAGS },
    {
      path: '/erasures',
      load: () => import('./erasure/erasures-page.tsx').then((file) => file.ErasuresPage),
      roles: ERASES,
    },
    {
      path: '/erasures/$erasureId',
      load: () => import('./erasure/erasure-certificate.tsx').then((file) => file.ErasureCertificate),
      roles: ERASES,
    },
    {
      path: '/calendar',
      load: () => import('./calendar/calendar-page.tsx').then((file) => file.CalendarPage),
      roles: MEETS_PEOPLE,
    },
    {
      path: '/account/calendar-feed',
      load: () => import('./calendar/feed-page.tsx').then((file) => file.CalendarFeedPage),
      roles: MEETS_PEOPLE,
    },
    {
      path: '/notices',
      load: () => import('./work/notices-page.tsx').then((file) => file.NoticesPage),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/imports',
      load: () => import('./exchange/import-page.tsx').then((file) => file.ImportPage),
      roles: ['administrator'],
    },
    {
      path: '/files',
      load: () => import('./lists/file-list.tsx').then((file) => file.FileList),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/files/$fileId',
      load: () => import('./file/file-page.tsx').then((file) => file.FilePage),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/files/$fileId/$section',
      load: () => import('./file/file-page.tsx').then((file) => file.FilePage),
      roles: WORKS_ON_FILES,
    },
    {
      path: '/contact',
      load: () => import('./contact/first-contact.tsx').then((file) => file.FirstContact),
      roles: MEETS_PEOPLE,
      bare: true,
    },
    {
      path: '/backlog',
      load: () => import('./paper/enter-paper-files.tsx').then((file) => file.EnterPaperFiles),
      roles: MEETS_PEOPLE,
    },
    {
      path: '/unsent',
      load: () => import('./outbox/what-is-not-sent.tsx').then((file) => file.WhatIsNotSent),
    },
    {
      path: '/search',
      load: () => import('./search/search-files.tsx').then((file) => file.SearchFiles),
      roles: MEETS_PEOPLE,
    },
  ],
}
