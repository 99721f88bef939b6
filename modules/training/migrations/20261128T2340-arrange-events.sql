-- With whom an event is held, who pays and what it costs. Each saving is a row of its own; the latest holds.
create table training.event_arrangement (
  id uuid primary key,
  event_id uuid not null references training.event (id),
  number int not null check (number > 0),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  content jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz(3) not null
);
create unique index one_arrangement_of_a_number on training.event_arrangement (event_id, number);

alter table training.event_arrangement enable row level security;
alter table training.event_arrangement force row level security;
create policy by_system on training.event_arrangement using (app.is_system()) with check (app.is_system());
create policy by_organiser on training.event_arrangement using (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
) with check (
  app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
);
grant select, insert on training.event_arrangement to gloact_app;

comment on table training.event_arrangement is 'Co-organisers, who pays, and planned and spent amounts of an event; the row of the highest number holds.';
