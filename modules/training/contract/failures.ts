import type { FailureCatalogue } from '@gloact/http/contract'

/** What the failures of this module mean to a caller. */
export const TRAINING_FAILURES = {
  'training.not_allowed': { status: 403, title: 'The roles of this account do not allow it.' },
  'training.unknown': { status: 404, title: 'There is no such event or part of one, or you may not see it.' },
  'training.id_used': { status: 409, title: 'Something else has this id.' },
  'training.already_nominated': { status: 409, title: 'This person was nominated for the event already.' },
  'training.nominations_closed': { status: 409, title: 'Nominations for this event are closed.' },
  'training.seats_taken': { status: 409, title: 'Every seat is taken.' },
  'training.reason_does_not_fit': { status: 422, title: 'The reason does not fit the decision.' },
  'training.day_to_come': {
    status: 409,
    title:
      'The day is still to come: attendance is recorded from the session’s day on, and certified from the event’s last day on.',
  },
  'training.days_do_not_fit': {
    status: 422,
    title: 'An event ends after it begins, its sessions lie between, and nominations end before it begins.',
  },
  'training.bank_empty': { status: 422, title: 'The file holds no question that can be used.' },
  'training.bank_too_small': { status: 422, title: 'The bank has too few questions for two forms of this length.' },
  'training.test_begun': { status: 409, title: 'Answers have arrived: the forms cannot be drawn again.' },
  'training.no_such_code': { status: 404, title: 'Nothing belongs to this code.' },
  'training.too_many_tries': { status: 429, title: 'Too many codes were tried from here. Wait ten minutes.' },
  'training.test_closed': { status: 409, title: 'The test is not open.' },
  'training.already_answered': { status: 409, title: 'The answers to this test were sent before, and that counts.' },
  'training.nobody_to_certify': { status: 409, title: 'Nobody attended enough, or all have their certificate.' },
  'training.no_certificates': { status: 409, title: 'No certificate of this event is valid.' },
  'training.no_follow_up': { status: 409, title: 'Nothing is asked about this event now.' },
  'training.marked_by_two': { status: 409, title: 'This answer was marked already, by you or by two others.' },
  'training.already_rated': {
    status: 409,
    title: 'What was thought of the event has been sent before, and that counts.',
  },
  'training.already_confirmed': { status: 409, title: 'The supervisor has answered already.' },
  'training.already_decided': { status: 409, title: 'Something was decided about these two. Undo that first.' },
  'training.too_many_to_compare': { status: 409, title: 'There are too many practitioners to compare at once.' },
  'training.rating_without_observer': { status: 422, title: 'Only what someone observed can be rated.' },
  'training.course_faulty': {
    status: 422,
    title: 'A check needs a right answer, and each scene of a scenario two choices and a way to its end.',
  },
  'training.course_changed': { status: 409, title: 'Someone saved another version of this course in the meantime.' },
  'training.not_offered': { status: 409, title: 'The event does not offer this course.' },
  'training.no_such_step': {
    status: 422,
    title: 'This version of the course has no such step, or no such answer to it.',
  },
  'training.package_too_large': {
    status: 422,
    title: 'The package is larger than 25 MB, or would unpack to far more than it is.',
  },
  'training.package_damaged': { status: 422, title: 'The file is not a ZIP archive that can be read whole.' },
  'training.package_path': { status: 422, title: 'A file of the package has a name that leads out of the package.' },
  'training.package_not_scorm12': { status: 422, title: 'The package does not say that it is one of SCORM 1.2.' },
  'training.package_without_start': {
    status: 422,
    title: 'The package names no page of its own to start with, or several.',
  },
  'training.arrangements_changed': {
    status: 409,
    title: 'Someone changed the arrangements of this event in the meantime.',
  },
  'training.nobody_to_write_to': { status: 409, title: 'Nobody has this decision.' },
  'training.attempt_elsewhere': {
    status: 409,
    title: 'Another device went on with this package meanwhile, and that counts.',
  },
} as const satisfies FailureCatalogue

export type TrainingFailureCode = keyof typeof TRAINING_FAILURES
