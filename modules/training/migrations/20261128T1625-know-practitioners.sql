-- What people decided about two practitioners: one person, or two. Nothing of either is moved, so that undoing it leaves no trace.
create table training.double_decision (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  one_id uuid not null references training.practitioner (id),
  other_id uuid not null references training.practitioner (id),
  same boolean not null,
  decided_by uuid not null,
  decided_at timestamptz(3) not null,
  undone_by uuid,
  undone_at timestamptz(3),
  constraint two_practitioners check (one_id < other_id),
  constraint undone_wholly check ((undone_by is null) = (undone_at is null))
);
create unique index one_decision_stands on training.double_decision (agency_id, one_id, other_id) where undone_at is null;

create table training.contact_consent (
  id uuid primary key,
  practitioner_id uuid not null references training.practitioner (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  given boolean not null,
  how text not null check (how in ('code', 'team')),
  recorded_by uuid,
  recorded_at timestamptz(3) not null
);
create index consent_by_practitioner on training.contact_consent (practitioner_id, recorded_at desc);

create table training.transfer (
  id uuid primary key,
  practitioner_id uuid not null references training.practitioner (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  from_employer text not null,
  from_profession text not null,
  to_employer text not null check (length(to_employer) between 1 and 200),
  to_profession text not null check (length(to_profession) between 1 and 40),
  since date not null,
  recorded_by uuid not null,
  recorded_at timestamptz(3) not null
);
create index transfer_by_practitioner on training.transfer (practitioner_id, since desc);

create table training.trainer (
  id uuid primary key,
  practitioner_id uuid not null references training.practitioner (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  topics text not null check (length(topics) <= 300),
  languages text[] not null,
  cleared boolean not null,
  listed boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz(3) not null
);
create index trainer_by_practitioner on training.trainer (practitioner_id, recorded_at desc);

create table training.delivery (
  id uuid primary key,
  practitioner_id uuid not null references training.practitioner (id),
  event_id uuid not null references training.event (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  observed boolean not null,
  rating int check (rating between 1 and 5),
  sealed_note bytea,
  recorded_by uuid not null,
  recorded_at timestamptz(3) not null,
  constraint rated_by_an_observer check (observed or rating is null)
);
create index delivery_by_practitioner on training.delivery (practitioner_id);

alter table training.double_decision enable row level security;
alter table training.double_decision force row level security;
alter table training.contact_consent enable row level security;
alter table training.contact_consent force row level security;
alter table training.transfer enable row level security;
alter table training.transfer force row level security;
alter table training.trainer enable row level security;
alter table training.trainer force row level security;
alter table training.delivery enable row level security;
alter table training.delivery force row level security;
do $$
declare
  each text;
begin
  foreach each in array array['double_decision', 'contact_consent', 'transfer', 'trainer', 'delivery'] loop
    execute format('create policy by_system on training.%I using (app.is_system()) with check (app.is_system())', each);
    execute format($policy$create policy by_organiser on training.%I using (
      app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
    ) with check (
      app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
    )$policy$, each);
    execute format('grant select, insert on training.%I to gloact_app', each);
  end loop;
end $$;

-- A transfer changes where somebody works, whoever named them first; who they are it does not change.
create policy moved on training.practitioner for update using (
  app.in_country(country) and app.has_role('training_officer')
) with check (
  app.in_country(country) and app.has_role('training_officer')
);
grant update (employer, profession) on training.practitioner to gloact_app;
grant update (undone_by, undone_at) on training.double_decision to gloact_app;

comment on table training.double_decision is 'Two practitioners are one person, or two, as people decided. Undone, both are as they were.';
comment on table training.contact_consent is 'Whether a practitioner may be contacted after an event; the latest holds. Without a row nobody was asked.';
comment on table training.transfer is 'A practitioner moved from one post to another.';
comment on table training.trainer is 'A practitioner on the roster of trainers, with topics, languages and clearance; the latest row holds.';
comment on table training.delivery is 'A trainer taught at an event; where somebody observed it, with their rating. The note is sealed.';
