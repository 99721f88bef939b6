/** What a plan is checked against before it is adopted, and while it runs. */
export const QUALITY_POINTS = [
  'owner',
  'due_date',
  'cost',
  'money',
  'indicator',
  'goal_indicator',
  'pillar',
  'recommendation',
  'consultation',
  'lesson',
] as const
