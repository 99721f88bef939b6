import { registerScreens } from '@gloact/registers/screens/routes'
import type { ModuleScreens } from '@gloact/ui'
import { ENTERS_PEERS, READS, READS_DIRECTORY, READS_MEETINGS, READS_PEERS, WRITES } from '../domain/policy.ts'
import { READS_INTELLIGENCE, WRITES_INTELLIGENCE } from '../domain/intelligence/policy.ts'
import { READS_VICTIMS, SENDS_VICTIMS } from '../domain/victims/policy.ts'

/** Each of them finds there what they may read, and nothing of the other track. */
const READS_JOINT_AUDIT = [...READS, ...READS_INTELLIGENCE]

/** What the browser shows of this part of the response. Everything is loaded with the first of its pages. */
export const screens: ModuleScreens = {
  id: 'cooperation',
  groups: [{ id: 'cooperation', label: 'cooperation.group' }],
  navigation: [
    { group: 'cooperation', label: 'cooperation.title', path: '/cooperation', icon: 'send', roles: READS },
    {
      group: 'protection',
      label: 'cooperation.victims.title',
      path: '/cooperation/victims',
      icon: 'world',
      roles: READS_VICTIMS,
    },
    {
      group: 'cooperation',
      label: 'cooperation.intelligence.many',
      path: '/cooperation/intelligence',
      icon: 'shield',
      roles: READS_INTELLIGENCE,
    },
    {
      group: 'cooperation',
      label: 'cooperation.authority.many',
      path: '/cooperation/authorities',
      icon: 'book',
      roles: READS_DIRECTORY,
    },
    {
      group: 'cooperation',
      label: 'cooperation.audit.title',
      path: '/cooperation/joint-audit',
      icon: 'shield',
      roles: READS_JOINT_AUDIT,
    },
    {
      group: 'cooperation',
      label: 'cooperation.meeting.many',
      path: '/cooperation/meetings',
      icon: 'calendar',
      roles: READS_MEETINGS,
    },
    {
      group: 'cooperation',
      label: 'cooperation.recommendation.many',
      path: '/cooperation/recommendations',
      icon: 'done',
      roles: READS_MEETINGS,
    },
    {
      group: 'cooperation',
      label: 'cooperation.peers.title',
      path: '/cooperation/peers',
      icon: 'world',
      roles: READS_PEERS,
    },
  ],
  routes: [
    { path: '/cooperation', load: () => import('./requests-page.tsx').then((file) => file.RequestsPage), roles: READS },
    {
      path: '/cooperation/new',
      load: () => import('./new-request-page.tsx').then((file) => file.NewRequestPage),
      roles: WRITES,
    },
    {
      path: '/cooperation/requests/$requestId',
      load: () => import('./request-page.tsx').then((file) => file.OneRequestPage),
      roles: READS,
    },
    {
      path: '/cooperation/requests/$requestId/write',
      load: () => import('./write-page.tsx').then((file) => file.WritePage),
      roles: WRITES,
    },
    {
      path: '/cooperation/victims',
      load: () => import('./victims/victims-page.tsx').then((file) => file.VictimsPage),
      roles: READS_VICTIMS,
    },
    {
      path: '/cooperation/victims/refer/$fileId',
      load: () => import('./victims/refer-abroad-page.tsx').then((file) => file.ReferAbroadPage),
      roles: SENDS_VICTIMS,
    },
    {
      path: '/cooperation/victims/$requestId',
      load: () => import('./victims/victim-page.tsx').then((file) => file.VictimPage),
      roles: READS_VICTIMS,
    },
    {
      path: '/cooperation/intelligence',
      load: () => import('./intelligence/reports-page.tsx').then((file) => file.ReportsPage),
      roles: READS_INTELLIGENCE,
    },
    {
      path: '/cooperation/intelligence/new',
      load: () => import('./intelligence/new-report-page.tsx').then((file) => file.NewReportPage),
      roles: WRITES_INTELLIGENCE,
    },
    {
      path: '/cooperation/intelligence/$requestId',
      load: () => import('./intelligence/report-page.tsx').then((file) => file.ReportPage),
      roles: READS_INTELLIGENCE,
    },
    {
      path: '/cooperation/peers',
      load: () => import('./peers-page.tsx').then((file) => file.PeersPage),
      roles: READS_PEERS,
    },
    {
      path: '/cooperation/peers/enter',
      load: () => import('./enter-peer-page.tsx').then((file) => file.EnterPeerPage),
      roles: ENTERS_PEERS,
    },
    {
      path: '/cooperation/peers/$country',
      load: () => import('./peer-page.tsx').then((file) => file.PeerPage),
      roles: READS_PEERS,
    },
    {
      path: '/cooperation/peer-changes/$changeId',
      load: () => import('./peer-change-page.tsx').then((file) => file.PeerChangePage),
      roles: READS_PEERS,
    },
    {
      path: '/cooperation/joint-audit',
      load: () => import('./joint-audit-page.tsx').then((file) => file.JointAuditPage),
      roles: READS_JOINT_AUDIT,
    },
    {
      path: '/cooperation/alarms',
      load: () => import('./alarms-page.tsx').then((file) => file.AlarmsPage),
      roles: READS_PEERS,
    },
    ...registerScreens(
      '/cooperation/authorities',
      () => import('./directory.tsx').then((file) => file.authorityPages),
      READS_DIRECTORY,
    ),
    ...registerScreens(
      '/cooperation/meetings',
      () => import('./meetings.tsx').then((file) => file.meetingPages),
      READS_MEETINGS,
    ),
    ...registerScreens(
      '/cooperation/recommendations',
      () => import('./meetings.tsx').then((file) => file.recommendationPages),
      READS_MEETINGS,
    ),
  ],
  work: () => import('./cooperation-work.tsx').then((file) => file.cooperationWork),
}
