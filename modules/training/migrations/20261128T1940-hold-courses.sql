-- Courses that agencies write themselves. They hold nothing of persons. A version never changes: saving adds the next.
create table training.course_version (
  id uuid primary key,
  course_id uuid not null,
  language text not null check (length(language) between 2 and 20),
  version int not null check (version > 0),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  content jsonb not null,
  digest bytea not null,
  saved_by uuid not null,
  saved_at timestamptz(3) not null
);
create unique index one_version_of_a_course on training.course_version (course_id, language, version);

create table training.course_offer (
  id uuid primary key,
  event_id uuid not null references training.event (id),
  course_id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  offered boolean not null,
  decided_by uuid not null,
  decided_at timestamptz(3) not null
);
create index offers_by_event on training.course_offer (event_id, course_id, decided_at desc);

-- One row a step, whatever was sent how often and from which telephone.
create table training.course_progress (
  id uuid primary key,
  participant_id uuid not null references training.participant (id),
  course_id uuid not null,
  step text not null check (length(step) between 1 and 40),
  version int not null,
  language text not null,
  answer int[] not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  recorded_at timestamptz(3) not null
);
create unique index one_answer_a_step on training.course_progress (participant_id, course_id, step);

create table training.course_completion (
  participant_id uuid not null references training.participant (id),
  course_id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  version int not null,
  score int check (score between 0 and 100),
  completed_at timestamptz(3) not null,
  primary key (participant_id, course_id)
);

alter table training.course_version enable row level security;
alter table training.course_version force row level security;
alter table training.course_offer enable row level security;
alter table training.course_offer force row level security;
alter table training.course_progress enable row level security;
alter table training.course_progress force row level security;
alter table training.course_completion enable row level security;
alter table training.course_completion force row level security;
do $$
declare
  each text;
begin
  foreach each in array array['course_version', 'course_offer', 'course_progress', 'course_completion'] loop
    execute format('create policy by_system on training.%I using (app.is_system()) with check (app.is_system())', each);
    execute format($policy$create policy by_organiser on training.%I using (
      app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
    ) with check (
      app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
    )$policy$, each);
    execute format('grant select, insert on training.%I to gloact_app', each);
  end loop;
end $$;

comment on table training.course_version is 'A course that an agency wrote, in one language; each saving is a version of its own.';
comment on table training.course_offer is 'Whether the participants of an event are offered a course; the latest row holds.';
comment on table training.course_progress is 'A step of a course that a participant has done, with the numbers of what they chose.';
comment on table training.course_completion is 'A participant has done every step of a course, with the share of what they chose well.';
