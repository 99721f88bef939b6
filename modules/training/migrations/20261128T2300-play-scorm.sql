-- SCORM 1.2 packages that agencies import. They hold nothing of persons, and never change.
create table training.scorm_package (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  language text not null check (length(language) between 2 and 20),
  launch text not null check (length(launch) between 1 and 240),
  parameters text not null check (length(parameters) <= 1000),
  files int not null check (files > 0),
  bytes bigint not null,
  digest bytea not null,
  imported_by uuid not null,
  imported_at timestamptz(3) not null
);
create index packages_of_an_agency on training.scorm_package (agency_id);

create table training.scorm_file (
  package_id uuid not null references training.scorm_package (id),
  path text not null check (length(path) between 1 and 240),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  content bytea not null,
  primary key (package_id, path)
);

-- One attempt of a person at a package: what it said last replaces what it said before, if it follows it.
create table training.scorm_attempt (
  id uuid primary key,
  participant_id uuid not null references training.participant (id),
  package_id uuid not null references training.scorm_package (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  saved uuid not null,
  status text not null check (status in ('not attempted', 'incomplete', 'browsed', 'completed', 'failed', 'passed')),
  score int check (score between 0 and 100),
  sealed_state bytea not null,
  begun_at timestamptz(3) not null,
  saved_at timestamptz(3) not null
);
create unique index one_attempt_at_a_package on training.scorm_attempt (participant_id, package_id);

alter table training.scorm_package enable row level security;
alter table training.scorm_package force row level security;
create policy by_system on training.scorm_package using (app.is_system()) with check (app.is_system());
create policy by_organiser on training.scorm_package using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
grant select, insert on training.scorm_package to gloact_app;

alter table training.scorm_file enable row level security;
alter table training.scorm_file force row level security;
create policy by_system on training.scorm_file using (app.is_system()) with check (app.is_system());
create policy by_organiser on training.scorm_file using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
grant select, insert on training.scorm_file to gloact_app;

alter table training.scorm_attempt enable row level security;
alter table training.scorm_attempt force row level security;
create policy by_system on training.scorm_attempt using (app.is_system()) with check (app.is_system());
create policy by_organiser on training.scorm_attempt using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
grant select, insert on training.scorm_attempt to gloact_app;
grant update (saved, status, score, sealed_state, saved_at) on training.scorm_attempt to gloact_app;

comment on table training.scorm_package is 'A SCORM 1.2 package that an agency imported.';
comment on table training.scorm_file is 'A file of a SCORM package, as it was packed.';
comment on table training.scorm_attempt is 'What a SCORM package said of a participant''s attempt last: status and score in the open, all else sealed.';
