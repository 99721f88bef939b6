import type { ModuleScreens } from '@gloact/ui'
import { PLANS, READS, RUNS } from '../domain/policy.ts'

/** What the browser shows of training. */
export const screens: ModuleScreens = {
  id: 'training',
  groups: [{ id: 'training', label: 'training.group' }],
  navigation: [
    { group: 'training', label: 'training.events.title', path: '/training', icon: 'calendar', roles: READS },
    {
      group: 'training',
      label: 'training.practitioners.title',
      path: '/training/practitioners',
      icon: 'users',
      roles: RUNS,
    },
    { group: 'training', label: 'training.trainers.title', path: '/training/trainers', icon: 'users', roles: RUNS },
    { group: 'training', label: 'training.banks.title', path: '/training/banks', icon: 'book', roles: RUNS },
    { group: 'training', label: 'training.courses.title', path: '/training/courses', icon: 'book', roles: RUNS },
  ],
  routes: [
    { path: '/training', load: () => import('./events-page.tsx').then((file) => file.EventsPage), roles: READS },
    { path: '/training/plan', load: () => import('./plan-page.tsx').then((file) => file.PlanPage), roles: RUNS },
    {
      path: '/training/practitioners',
      load: () => import('./practitioners-page.tsx').then((file) => file.PractitionersPage),
      roles: RUNS,
    },
    {
      path: '/training/doubles',
      load: () => import('./doubles-page.tsx').then((file) => file.DoublesPage),
      roles: PLANS,
    },
    {
      path: '/training/trainers',
      load: () => import('./trainers-page.tsx').then((file) => file.TrainersPage),
      roles: RUNS,
    },
    { path: '/training/banks', load: () => import('./banks-page.tsx').then((file) => file.BanksPage), roles: RUNS },
    {
      path: '/training/courses',
      load: () => import('./courses-page.tsx').then((file) => file.CoursesPage),
      roles: RUNS,
    },
    {
      path: '/training/courses/new',
      load: () => import('./course-editor-page.tsx').then((file) => file.CourseEditorPage),
      roles: RUNS,
    },
    {
      path: '/training/courses/$courseId/$language',
      load: () => import('./course-page.tsx').then((file) => file.CoursePage),
      roles: RUNS,
    },
    {
      path: '/training/courses/$courseId/$language/edit',
      load: () => import('./course-editor-page.tsx').then((file) => file.CourseEditorPage),
      roles: RUNS,
    },
    {
      path: '/training/packages/$packageId',
      load: () => import('./packages/package-page.tsx').then((file) => file.PackagePage),
      roles: RUNS,
    },
    {
      path: '/training/events/$eventId',
      load: () => import('./event-page.tsx').then((file) => file.EventPage),
      roles: READS,
    },
    {
      path: '/training/events/$eventId/results',
      load: () => import('./results-page.tsx').then((file) => file.ResultsPage),
      roles: RUNS,
    },
    {
      path: '/training/events/$eventId/follow-up',
      load: () => import('./follow-up-page.tsx').then((file) => file.FollowUpPage),
      roles: RUNS,
    },
    {
      path: '/training/events/$eventId/essays',
      load: () => import('./essays-page.tsx').then((file) => file.EssaysPage),
      roles: RUNS,
    },
    {
      path: '/training/events/$eventId/invitations',
      load: () => import('./invitations-page.tsx').then((file) => file.InvitationsPage),
      roles: RUNS,
    },
    {
      path: '/take-part',
      load: () => import('./take-part/take-part-page.tsx').then((file) => file.TakePartPage),
      public: true,
      ownWords: true,
      bare: true,
    },
    {
      path: '/confirm',
      load: () => import('./confirm-page.tsx').then((file) => file.ConfirmPage),
      public: true,
      ownWords: true,
      bare: true,
    },
    {
      path: '/certificate',
      load: () => import('./certificate-page.tsx').then((file) => file.CertificatePage),
      public: true,
      ownWords: true,
      bare: true,
    },
  ],
  work: () => import('./training-task.tsx').then((file) => file.trainingWork),
}
