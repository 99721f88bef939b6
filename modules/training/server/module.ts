import type { Principal } from '@gloact/identity/contract/principal'
import { serve, serveOpen } from '@gloact/http/server'
import { policyPage, type ServerModule } from '@gloact/module'
import type { ScopedTransaction } from '@gloact/postgres'
import * as arrangements from '../contract/arrangements.ts'
import * as courses from '../contract/courses.ts'
import * as events from '../contract/training-events.ts'
import * as evaluation from '../contract/evaluation.ts'
import { TRAINING_FAILURES } from '../contract/failures.ts'
import * as scorm from '../contract/scorm.ts'
import * as people from '../contract/practitioners.ts'
import * as tests from '../contract/tests.ts'
import { TRAINING_PERMISSIONS } from '../domain/policy.ts'
import { TRAINING_ROLES } from '../domain/roles.ts'
import { answerConfirmation, answerSatisfaction, readConfirmation } from './answer-by-code.ts'
import { readArrangements, saveArrangements } from './arrangements.ts'
import { TRAINING_AUDIT } from './audit-words.ts'
import { listRevocations, readBadge, rotateIssuerKey } from './badges.ts'
import { drawTests, importBank, listBanks, writeBank } from './banks.ts'
import { readCertificates } from './certificate-file.ts'
import { certificatesOf, type CertificateHeld } from './certificates-of.ts'
import { checkCertificate, issueCertificates, readCertificate, revokeCertificate } from './certificates.ts'
import type { TrainingContext } from './context.ts'
import { loadDemoCourses, loadDemoPackage } from './demo/courses.ts'
import { TRAINING_DEMO_STAFF } from './demo/demo-staff.ts'
import { loadDemo, type DemoOrganiser } from './demo/load-demo.ts'
import { listCourses, readCourse, saveCourse } from './courses/courses.ts'
import { listOffers, offerCourse } from './courses/offer-courses.ts'
import { sendProgress, takeCourse, takeCourses } from './courses/take-courses.ts'
import { decideDouble, listDoubles, undoDouble } from './doubles.ts'
import { listEssays, markEssay } from './essays.ts'
import { checkExample, readEvaluation, remind } from './evaluation.ts'
import { readCalendar } from './event-calendar.ts'
import { issuerKeys } from './issuer.ts'
import { readLetters } from './letters.ts'
import { decideNomination, nominate } from './nominate.ts'
import { planEvent, publishEvent } from './plan-event.ts'
import { recordConsent, recordTransfer } from './practitioner-facts.ts'
import { listPractitioners } from './practitioners.ts'
import { listEvents, readEvent, trainingTasks } from './read-event.ts'
import { readEventReport, readYearReport } from './report.ts'
import { responseOf } from './response.ts'
import { readResults } from './results.ts'
import { listTrainer, listTrainers, recordDelivery } from './roster.ts'
import { invite, recordAttendance, setOpen } from './run-event.ts'
import { importPackage, listPackages, tryPackage } from './scorm/packages.ts'
import { serveFiles } from './scorm/serve-files.ts'
import { savePackage, takePackage, takePackages } from './scorm/take-packages.ts'
import { answerConsent, answerFollowUp, sendAnswers, takePart } from './take-part.ts'

export interface TrainingOptions extends TrainingContext {
  /** In whose name the demonstration's events are held. */
  readonly demoOrganiser: DemoOrganiser
}

export interface TrainingPorts {
  /** The certificates of the owner of a mail address that stand now; null where nobody of that address is known here. */
  readonly certificatesOf: (trx: ScopedTransaction, address: string) => Promise<readonly CertificateHeld[] | null>
}

/** Training: practitioners nominated, selected, taught, tested, certified and asked again months later. */
export function trainingModule({ demoOrganiser, ...context }: TrainingOptions): ServerModule<Principal, TrainingPorts> {
  return {
    id: 'training',
    failures: TRAINING_FAILURES,
    audit: TRAINING_AUDIT,
    roles: TRAINING_ROLES,
    demoStaff: TRAINING_DEMO_STAFF,
    policies: [policyPage('Training', TRAINING_PERMISSIONS)],
    ports: { certificatesOf: (trx, address) => certificatesOf(trx, context, address) },
    routes: (api) => {
      serve(api, events.listEvents, ({ session }) => listEvents(context, session))
      serve(api, people.listPractitioners, ({ session }) => listPractitioners(context, session))
      serve(api, people.listDoubles, ({ session }) => listDoubles(context, session))
      serve(api, people.decideDouble, ({ session, body }) => decideDouble(context, session, body))
      serve(api, people.undoDouble, ({ session, params }) => undoDouble(context, session, params.doubleId))
      serve(api, people.recordConsent, ({ session, params, body }) =>
        recordConsent(context, session, params.practitionerId, body),
      )
      serve(api, people.recordTransfer, ({ session, params, body }) =>
        recordTransfer(context, session, params.practitionerId, body),
      )
      serve(api, people.listTrainers, ({ session }) => listTrainers(context, session))
      serve(api, people.listTrainer, ({ session, params, body }) =>
        listTrainer(context, session, params.practitionerId, body),
      )
      serve(api, people.recordDelivery, ({ session, params, body }) =>
        recordDelivery(context, session, params.practitionerId, body),
      )
      serve(api, people.readCalendar, ({ session, params }) => readCalendar(context, session, params.eventId))
      serve(api, events.planEvent, ({ session, body }) => planEvent(context, session, body))
      serve(api, events.readEvent, ({ session, params }) => readEvent(context, session, params.eventId))
      serve(api, events.publishEvent, ({ session, params }) => publishEvent(context, session, params.eventId))
      serve(api, events.nominate, ({ session, params, body }) => nominate(context, session, params.eventId, body))
      serve(api, events.decideNomination, ({ session, params, body }) =>
        decideNomination(context, session, params.nominationId, body),
      )
      serve(api, events.invite, ({ session, params }) => invite(context, session, params.eventId))
      serve(api, arrangements.readArrangements, ({ session, params }) =>
        readArrangements(context, session, params.eventId),
      )
      serve(api, arrangements.saveArrangements, ({ session, params, body }) =>
        saveArrangements(context, session, params.eventId, body),
      )
      serve(api, arrangements.readLetters, ({ session, params, query }) =>
        readLetters(context, session, params.eventId, query.decision),
      )
      serve(api, events.openSession, ({ session, params, body }) =>
        setOpen(context, session, { of: 'session', id: params.sessionId }, body.open),
      )
      serve(api, events.recordAttendance, ({ session, params, body }) =>
        recordAttendance(context, session, params.sessionId, body),
      )
      serve(api, tests.listBanks, ({ session }) => listBanks(context, session))
      serve(api, tests.importBank, ({ session, body }) => importBank(context, session, body))
      serve(api, tests.writeBank, ({ session, params, query }) => writeBank(context, session, params.bankId, query))
      serve(api, tests.listEssays, ({ session, params }) => listEssays(context, session, params.eventId))
      serve(api, tests.markEssay, ({ session, params, body }) => markEssay(context, session, params.attemptId, body))
      serve(api, tests.drawTests, ({ session, params, body }) => drawTests(context, session, params.eventId, body))
      serve(api, tests.openTest, ({ session, params, body }) =>
        setOpen(context, session, { of: 'test', id: params.testId }, body.open),
      )
      serve(api, tests.readResults, ({ session, params }) => readResults(context, session, params.eventId))
      serve(api, tests.issueCertificates, ({ session, params }) => issueCertificates(context, session, params.eventId))
      serve(api, tests.readCertificate, ({ session, params }) =>
        readCertificate(context, session, params.certificateId),
      )
      serve(api, tests.readCertificates, ({ session, params, query }) =>
        readCertificates(context, session, params.eventId, query),
      )
      serve(api, tests.revokeCertificate, ({ session, params }) =>
        revokeCertificate(context, session, params.certificateId),
      )
      serve(api, evaluation.readEvaluation, ({ session, params }) => readEvaluation(context, session, params.eventId))
      serve(api, evaluation.checkExample, ({ session, params, body }) =>
        checkExample(context, session, params.followUpId, body),
      )
      serve(api, evaluation.remind, ({ session, params }) => remind(context, session, params.eventId))
      serve(api, evaluation.readEventReport, ({ session, params, query }) =>
        readEventReport(context, session, params.eventId, query),
      )
      serve(api, evaluation.readYearReport, ({ session, query }) => readYearReport(context, session, query))
      serve(api, evaluation.readBadge, ({ session, params }) => readBadge(context, session, params.certificateId))
      serve(api, evaluation.rotateIssuerKey, ({ session, body }) => rotateIssuerKey(context, session, body))
      serve(api, courses.listCourses, ({ session, query }) => listCourses(context, session, query.language))
      serve(api, courses.readCourse, ({ session, params, query }) =>
        readCourse(context, session, params.courseId, query.language),
      )
      serve(api, courses.saveCourse, ({ session, params, body }) => saveCourse(context, session, params.courseId, body))
      serve(api, courses.listOffers, ({ session, params }) => listOffers(context, session, params.eventId))
      serve(api, courses.offerCourse, ({ session, params, body }) =>
        offerCourse(context, session, params.eventId, body),
      )
      serve(api, scorm.listPackages, ({ session }) => listPackages(context, session))
      serve(api, scorm.importPackage, ({ session, query, request }) =>
        importPackage(context, session, query, request.body as AsyncIterable<Uint8Array>),
      )
      serve(api, scorm.tryPackage, ({ session, params }) => tryPackage(context, session, params.packageId))
      serveOpen(api, scorm.takePackages, ({ request, body }) => takePackages(context, request.ip, body))
      serveOpen(api, scorm.takePackage, ({ request, body }) => takePackage(context, request.ip, body))
      serveOpen(api, scorm.savePackage, ({ request, body }) => savePackage(context, request.ip, body))
      serveFiles(api.app, context)
      serveOpen(api, courses.takeCourses, ({ request, body }) => takeCourses(context, request.ip, body))
      serveOpen(api, courses.takeCourse, ({ request, body }) => takeCourse(context, request.ip, body))
      serveOpen(api, courses.sendProgress, ({ request, body }) => sendProgress(context, request.ip, body))
      serveOpen(api, evaluation.listRevocations, () => listRevocations(context))
      serveOpen(api, evaluation.answerSatisfaction, ({ request, body }) =>
        answerSatisfaction(context, request.ip, body),
      )
      serveOpen(api, evaluation.readConfirmation, ({ request, body }) => readConfirmation(context, request.ip, body))
      serveOpen(api, evaluation.answerConfirmation, ({ request, body }) =>
        answerConfirmation(context, request.ip, body),
      )
      serveOpen(api, tests.takePart, ({ request, body }) => takePart(context, request.ip, body))
      serveOpen(api, tests.sendAnswers, ({ request, body }) => sendAnswers(context, request.ip, body))
      serveOpen(api, tests.answerConsent, ({ request, body }) => answerConsent(context, request.ip, body))
      serveOpen(api, tests.answerFollowUp, ({ request, body }) => answerFollowUp(context, request.ip, body))
      serveOpen(api, tests.issuerKeys, () => issuerKeys(context))
      serveOpen(api, tests.checkCertificate, ({ request, body }) => checkCertificate(context, request.ip, body))
    },
    tasks: (who) => trainingTasks(context, who),
    overview: async (who) => {
      const listed = await listEvents(context, who)
      if (!listed.ok) return []
      const own = listed.value.items.filter(({ counts }) => counts !== null)
      return own.length === 0 ? [] : [{ kind: 'events', count: own.length }]
    },
    response: responseOf(context),
    demoAfter: ['identity'],
    demo: async () => {
      await loadDemo(context, demoOrganiser)
      await loadDemoCourses(context, demoOrganiser)
      await loadDemoPackage(context, demoOrganiser)
    },
  }
}
