/** The names under which what the server said is kept, so that anyone who changes something can have it asked again. */
export const queryKeys = {
  rules: ['protection', 'rules'],
  imports: ['protection', 'imports'],
  erasures: ['protection', 'erasures'],
  /** The page of tasks, which is every module's. */
  myWork: ['work'],
  /** What others did that concerns the person signed in. */
  notices: ['protection', 'notices'],
  views: ['protection', 'views'],
  tags: ['protection', 'tags'],
  openings: ['protection', 'openings'],
  exclusions: ['protection', 'exclusions'],
  caseloads: ['protection', 'caseloads'],
  caseload: (userId: string) => ['protection', 'caseload', userId],
  lists: ['protection', 'files'],
  list: (filters: Readonly<Record<string, string>>) => ['protection', 'files', filters],
  file: (fileId: string) => ['protection', 'file', fileId],
  calendars: ['protection', 'calendar'],
  calendar: (shown: Readonly<Record<string, string>>) => ['protection', 'calendar', shown],
  feed: ['protection', 'calendar-feed'],
  timeline: (fileId: string) => ['protection', 'timeline', fileId],
} as const
