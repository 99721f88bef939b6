-- Complaints that were upheld against guardians, and what a second person of the authority found when a guardian appealed. No child is
-- named: the id is that of the answer, whose words are sealed in the child's record and go with it.
create table children.guardian_complaint (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  guardian_id uuid not null references children.guardian,
  outcome text not null check (outcome in ('upheld', 'upheld_safety')),
  found_by uuid,
  found_at timestamptz(3) not null
);
create index complaint_by_guardian on children.guardian_complaint (guardian_id, found_at);
create table children.guardian_complaint_review (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  complaint_id uuid not null references children.guardian_complaint,
  result text not null check (result in ('stands', 'not_founded', 'measures_taken')),
  reviewed_by uuid not null,
  reviewed_at timestamptz(3) not null
);
create index review_by_complaint on children.guardian_complaint_review (complaint_id, reviewed_at);

alter table children.guardian_complaint enable row level security;
alter table children.guardian_complaint force row level security;
alter table children.guardian_complaint_review enable row level security;
alter table children.guardian_complaint_review force row level security;
create policy see_complaint on children.guardian_complaint for select using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and app.has_role('guardianship_authority'))
);
-- It follows from the answer in the child's record, which the server writes on rows that its taker does not all see.
create policy add_complaint on children.guardian_complaint for insert with check (app.is_system());
create policy see_review on children.guardian_complaint_review for select using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and app.has_role('guardianship_authority'))
);
create policy add_review on children.guardian_complaint_review for insert with check (
  app.is_system()
  or (app.in_country(country) and agency_id = app.agency_id() and app.has_role('guardianship_authority') and reviewed_by = app.user_id())
);
grant select, insert on children.guardian_complaint, children.guardian_complaint_review to gloact_app;

comment on table children.guardian_complaint is
  'Complaints upheld against guardians of the register: two, or one about safety, suspend. Only ever added to.';
comment on table children.guardian_complaint_review is
  'What a second person of the authority found of an upheld complaint; the last one counts. Only ever added to.';
