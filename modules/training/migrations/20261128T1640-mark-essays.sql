alter table training.bank add column version int not null default 1 check (version > 0);
alter table training.bank add column replaces uuid references training.bank (id);

create table training.essay_mark (
  attempt_id uuid not null references training.attempt (id),
  question_id uuid not null references training.question (id),
  marker_id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  mark int not null check (mark between 0 and 100),
  marked_at timestamptz(3) not null,
  primary key (attempt_id, question_id, marker_id)
);
alter table training.essay_mark enable row level security;
alter table training.essay_mark force row level security;
create policy by_system on training.essay_mark using (app.is_system()) with check (app.is_system());
create policy by_organiser on training.essay_mark using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
grant select, insert on training.essay_mark to gloact_app;

comment on table training.essay_mark is 'What one person gave an essay. Two mark each, neither sees the other’s first; the mean counts.';
