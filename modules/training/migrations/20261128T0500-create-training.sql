create schema training;
grant usage on schema training to gloact_app;

create table training.event (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  place text not null check (length(place) between 1 and 200),
  language text not null check (length(language) between 2 and 20),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  nominate_by date not null,
  hours int not null check (hours between 1 and 400),
  seats int not null check (seats between 1 and 2000),
  criteria jsonb not null,
  criteria_text text not null check (length(criteria_text) <= 2000),
  pass_mark int not null check (pass_mark between 0 and 100),
  attendance_needed int not null check (attendance_needed between 0 and 100),
  repeats boolean not null,
  planned_by uuid not null,
  planned_at timestamptz(3) not null,
  published_at timestamptz(3),
  form_seed bigint,
  bank_id uuid
);
create index event_by_agency on training.event (agency_id, starts_on desc);

create table training.session (
  id uuid primary key,
  event_id uuid not null references training.event (id),
  country text not null,
  agency_id uuid not null,
  position int not null,
  title text not null check (length(title) between 1 and 200),
  day date not null,
  opened_at timestamptz(3),
  closed_at timestamptz(3)
);
create index session_by_event on training.session (event_id, position);

create table training.practitioner (
  id uuid primary key,
  country text not null,
  agency_id uuid not null,
  employer text not null check (length(employer) between 1 and 200),
  profession text not null check (length(profession) between 1 and 40),
  sealed bytea not null,
  added_by uuid not null,
  added_at timestamptz(3) not null
);
create index practitioner_by_agency on training.practitioner (agency_id);

create table training.nomination (
  id uuid primary key,
  event_id uuid not null references training.event (id),
  country text not null,
  agency_id uuid not null,
  from_agency_id uuid not null,
  practitioner_id uuid not null references training.practitioner (id),
  years_in_post int check (years_in_post between 0 and 60),
  nominated_by uuid not null,
  nominated_at timestamptz(3) not null,
  constraint nominated_once unique (event_id, practitioner_id)
);
create index nomination_from_agency on training.nomination (from_agency_id);

create table training.decision (
  id uuid primary key,
  nomination_id uuid not null references training.nomination (id),
  country text not null,
  agency_id uuid not null,
  from_agency_id uuid not null,
  decision text not null check (decision in ('selected', 'waiting', 'not_selected')),
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz(3) not null,
  number int not null,
  constraint decided_in_order unique (nomination_id, number)
);

create table training.participant (
  id uuid primary key,
  event_id uuid not null references training.event (id),
  nomination_id uuid not null unique references training.nomination (id),
  practitioner_id uuid not null references training.practitioner (id),
  country text not null,
  agency_id uuid not null,
  code_digest bytea not null unique,
  sealed_code bytea not null,
  invited_at timestamptz(3),
  withdrawn_at timestamptz(3)
);
create index participant_by_event on training.participant (event_id);
create index participant_by_practitioner on training.participant (practitioner_id);

create table training.attendance (
  participant_id uuid not null references training.participant (id),
  session_id uuid not null references training.session (id),
  country text not null,
  agency_id uuid not null,
  how text not null check (how in ('code', 'facilitator', 'list')),
  recorded_by uuid,
  recorded_at timestamptz(3) not null,
  removed_by uuid,
  removed_at timestamptz(3),
  primary key (participant_id, session_id)
);

create table training.bank (
  id uuid primary key,
  country text not null,
  agency_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  language text not null,
  digest bytea not null,
  findings jsonb not null,
  imported_by uuid not null,
  imported_at timestamptz(3) not null
);

create table training.question (
  id uuid primary key,
  bank_id uuid not null references training.bank (id),
  country text not null,
  agency_id uuid not null,
  position int not null,
  line int not null,
  name text not null,
  category text not null,
  content jsonb not null
);
create index question_by_bank on training.question (bank_id, position);

create table training.test (
  id uuid primary key,
  event_id uuid not null references training.event (id),
  country text not null,
  agency_id uuid not null,
  kind text not null check (kind in ('pre', 'post')),
  question_ids uuid[] not null,
  opened_at timestamptz(3),
  closed_at timestamptz(3),
  constraint one_of_a_kind unique (event_id, kind)
);

create table training.attempt (
  id uuid primary key,
  test_id uuid not null references training.test (id),
  participant_id uuid not null references training.participant (id),
  country text not null,
  agency_id uuid not null,
  number int not null,
  digest bytea not null,
  sealed_answers bytea not null,
  marks jsonb not null,
  submitted_at timestamptz(3) not null,
  constraint attempts_in_order unique (test_id, participant_id, number)
);

create table training.issuer_key (
  key_id text primary key,
  country text not null,
  public_key text not null,
  sealed_key bytea not null,
  made_at timestamptz(3) not null
);

create table training.code_secret (
  country text primary key,
  sealed bytea not null
);

create table training.certificate (
  id uuid primary key,
  participant_id uuid not null unique references training.participant (id),
  event_id uuid not null references training.event (id),
  country text not null,
  agency_id uuid not null,
  key_id text not null references training.issuer_key (key_id),
  code_digest bytea not null unique,
  sealed bytea not null,
  issued_by uuid not null,
  issued_at timestamptz(3) not null,
  revoked_by uuid,
  revoked_at timestamptz(3),
  constraint revoked_wholly check ((revoked_by is null) = (revoked_at is null))
);
create index certificate_by_event on training.certificate (event_id);

create table training.follow_up (
  id uuid primary key,
  participant_id uuid not null unique references training.participant (id),
  country text not null,
  agency_id uuid not null,
  uses text not null check (uses in ('yes', 'no')),
  in_post boolean not null,
  barriers text[] not null,
  sealed_example bytea,
  answered_at timestamptz(3) not null
);

create table training.code_try (
  place bytea primary key,
  begun_at timestamptz(3) not null,
  failed int not null
);

alter table training.event enable row level security;
alter table training.event force row level security;
create policy by_system on training.event using (app.is_system()) with check (app.is_system());
alter table training.session enable row level security;
alter table training.session force row level security;
create policy by_system on training.session using (app.is_system()) with check (app.is_system());
alter table training.practitioner enable row level security;
alter table training.practitioner force row level security;
create policy by_system on training.practitioner using (app.is_system()) with check (app.is_system());
alter table training.nomination enable row level security;
alter table training.nomination force row level security;
create policy by_system on training.nomination using (app.is_system()) with check (app.is_system());
alter table training.decision enable row level security;
alter table training.decision force row level security;
create policy by_system on training.decision using (app.is_system()) with check (app.is_system());
alter table training.participant enable row level security;
alter table training.participant force row level security;
create policy by_system on training.participant using (app.is_system()) with check (app.is_system());
alter table training.attendance enable row level security;
alter table training.attendance force row level security;
create policy by_system on training.attendance using (app.is_system()) with check (app.is_system());
alter table training.bank enable row level security;
alter table training.bank force row level security;
create policy by_system on training.bank using (app.is_system()) with check (app.is_system());
alter table training.question enable row level security;
alter table training.question force row level security;
create policy by_system on training.question using (app.is_system()) with check (app.is_system());
alter table training.test enable row level security;
alter table training.test force row level security;
create policy by_system on training.test using (app.is_system()) with check (app.is_system());
alter table training.attempt enable row level security;
alter table training.attempt force row level security;
create policy by_system on training.attempt using (app.is_system()) with check (app.is_system());
alter table training.issuer_key enable row level security;
alter table training.issuer_key force row level security;
create policy by_system on training.issuer_key using (app.is_system()) with check (app.is_system());
alter table training.code_secret enable row level security;
alter table training.code_secret force row level security;
create policy by_system on training.code_secret using (app.is_system()) with check (app.is_system());
alter table training.certificate enable row level security;
alter table training.certificate force row level security;
create policy by_system on training.certificate using (app.is_system()) with check (app.is_system());
alter table training.follow_up enable row level security;
alter table training.follow_up force row level security;
create policy by_system on training.follow_up using (app.is_system()) with check (app.is_system());
alter table training.code_try enable row level security;
alter table training.code_try force row level security;
create policy by_system on training.code_try using (app.is_system()) with check (app.is_system());

-- The agency that holds an event works on everything of it.
create policy by_organiser on training.event using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.session using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.nomination using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.decision using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.participant using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.attendance using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.bank using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.question using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.test using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.attempt using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.certificate using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy by_organiser on training.follow_up using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);

-- A published event is announced to those who may nominate, in every agency.
create policy announced on training.event for select using (
  app.in_country(country) and published_at is not null and app.has_role('supervisor')
);
create policy announced on training.session for select using (
  app.in_country(country) and app.has_role('supervisor')
  and exists (select from training.event where event.id = session.event_id and event.published_at is not null)
);
create policy own_nominations on training.nomination for select using (
  app.in_country(country) and from_agency_id = app.agency_id() and app.has_role('supervisor')
);
create policy nominate on training.nomination for insert with check (
  app.in_country(country) and from_agency_id = app.agency_id() and nominated_by = app.user_id() and app.has_role('supervisor')
);
create policy own_decisions on training.decision for select using (
  app.in_country(country) and from_agency_id = app.agency_id() and app.has_role('supervisor')
);
-- Practitioners are known to the training team of the country, and to the agency that named them.
create policy by_training_team on training.practitioner using (
  app.in_country(country) and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
create policy own_staff on training.practitioner for select using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_role('supervisor')
);
create policy add_own_staff on training.practitioner for insert with check (
  app.in_country(country) and agency_id = app.agency_id() and added_by = app.user_id() and app.has_role('supervisor')
);

grant select, insert on all tables in schema training to gloact_app;
grant update (published_at, form_seed, bank_id) on training.event to gloact_app;
grant update (opened_at, closed_at) on training.session to gloact_app;
grant update (invited_at, withdrawn_at) on training.participant to gloact_app;
grant update (how, recorded_by, recorded_at, removed_by, removed_at) on training.attendance to gloact_app;
grant update (opened_at, closed_at, question_ids) on training.test to gloact_app;
grant update (revoked_by, revoked_at) on training.certificate to gloact_app;
grant update, delete on training.code_try to gloact_app;

comment on schema training is 'Events, who was nominated and selected, who attended, what was learnt and certified. Nobody in it is a person of a file.';
comment on table training.event is 'A workshop: when, where, for whom, and how its tests count.';
comment on table training.session is 'A part of an event at which attendance is taken.';
comment on table training.practitioner is 'Staff of any agency who was named for an event. Name and contact are sealed.';
comment on table training.nomination is 'An agency names somebody for an event.';
comment on table training.decision is 'What was decided about a nomination, and why. The one with the highest number holds; none is overwritten.';
comment on table training.participant is 'Somebody selected, with the code by which their phone takes part.';
comment on table training.attendance is 'Who was at which session, and how that is known.';
comment on table training.bank is 'A file of questions as it was imported, with what was odd about it.';
comment on table training.question is 'A question of a bank; says nothing about anybody.';
comment on table training.test is 'Form A before an event, form B after it.';
comment on table training.attempt is 'One sitting of a test. The answers are sealed, the marks are not.';
comment on table training.issuer_key is 'The keys that sign certificates (Ed25519). Private keys are sealed; public keys stay for as long as certificates do.';
comment on table training.code_secret is 'What codes are digested with; sealed.';
comment on table training.certificate is 'A certificate as it was signed, sealed with its code.';
comment on table training.follow_up is 'What a participant says months later: whether it is used, what keeps them from it. The example is sealed.';
comment on table training.code_try is 'How often codes were tried in vain from one place, by a digest of it.';
