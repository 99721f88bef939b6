create table training.satisfaction (
  id uuid primary key,
  participant_id uuid not null unique references training.participant (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  ratings jsonb not null,
  sealed_comment bytea,
  answered_at timestamptz(3) not null
);

create table training.example_check (
  id uuid primary key,
  follow_up_id uuid not null references training.follow_up (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  verified boolean not null,
  checked_by uuid not null,
  checked_at timestamptz(3) not null
);
create index example_check_by_follow_up on training.example_check (follow_up_id, checked_at desc);

create table training.confirmation (
  id uuid primary key,
  participant_id uuid not null unique references training.participant (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  code_digest bytea not null unique,
  sealed_code bytea not null,
  asked_by uuid not null,
  asked_at timestamptz(3) not null,
  answer text check (answer in ('yes', 'no', 'cannot_say')),
  answered_at timestamptz(3),
  constraint answered_wholly check ((answer is null) = (answered_at is null))
);

alter table training.satisfaction enable row level security;
alter table training.satisfaction force row level security;
alter table training.example_check enable row level security;
alter table training.example_check force row level security;
alter table training.confirmation enable row level security;
alter table training.confirmation force row level security;
do $$
declare
  each text;
begin
  foreach each in array array['satisfaction', 'example_check', 'confirmation'] loop
    execute format('create policy by_system on training.%I using (app.is_system()) with check (app.is_system())', each);
    execute format($policy$create policy by_organiser on training.%I using (
      app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
    ) with check (
      app.in_country(country) and agency_id = app.agency_id() and app.has_any_role('training_officer', 'trainer')
    )$policy$, each);
    execute format('grant select, insert on training.%I to gloact_app', each);
  end loop;
end $$;
grant update (answer, answered_at) on training.confirmation to gloact_app;

alter table training.issuer_key add column revoked_at timestamptz(3);
grant update (revoked_at) on training.issuer_key to gloact_app;

comment on table training.satisfaction is 'What a participant thought of an event, from 1 to 5 for each item. The comment is sealed.';
comment on table training.example_check is 'Whether the team found an example of use to be one; the latest holds.';
comment on table training.confirmation is 'A supervisor is asked, by a code of their own, whether a participant uses what they learnt.';
