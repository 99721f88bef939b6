create table legislation.ratification (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  pack text not null check (length(pack) <= 60),
  position integer not null check (position > 0),
  step text not null check (step in ('ratified', 'acceded', 'succeeded', 'signed', 'withdrawn', 'not_party')),
  made_on date,
  binding_from date,
  reservations text not null check (length(reservations) <= 4000),
  declarations text not null check (length(declarations) <= 4000),
  added_by uuid not null,
  added_at timestamptz(3) not null,
  constraint in_order unique (agency_id, pack, position),
  constraint binding_after check (binding_from >= made_on)
);

create table legislation.gap_plan (
  id uuid primary key,
  assessment_id uuid not null references legislation.assessment (id),
  obligation text not null check (length(obligation) <= 60),
  version integer not null check (version > 0),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  priority text not null check (priority in ('high', 'medium', 'low')),
  assistance text not null check (
    assistance in ('none', 'drafting', 'legal_review', 'model_law', 'training', 'translation', 'other')
  ),
  helper text not null check (length(helper) <= 300),
  recommendation text not null check (length(recommendation) <= 4000),
  owner text not null check (length(owner) <= 200),
  due_on date,
  by_user uuid not null,
  at timestamptz(3) not null,
  unique (assessment_id, obligation, version)
);

alter table legislation.ratification enable row level security;
alter table legislation.ratification force row level security;
alter table legislation.gap_plan enable row level security;
alter table legislation.gap_plan force row level security;
create policy see_ratification on legislation.ratification for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_gap_plan on legislation.gap_plan for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy add_ratification on legislation.ratification for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy add_gap_plan on legislation.gap_plan for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
    and by_user = app.user_id()
);
grant select, insert on legislation.ratification to gloact_app;
grant select, insert on legislation.gap_plan to gloact_app;
comment on table legislation.ratification is
  'What the country did about a treaty, in order: the last entry stands, a correction is another one.';
comment on table legislation.gap_plan is
  'What closes a gap: every version in order, the last one stands. Owners are units, not persons.';
