-- What somebody says that the directory should say: another person decides. What was there before, and what was approved, stay readable here.
create table referral.directory_proposal (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  service_id uuid not null,
  -- Null where it came with an import.
  proposed_by uuid,
  source text not null check (source in ('hand', 'open_referral')),
  proposed_at timestamptz(3) not null,
  before jsonb,
  entry jsonb not null,
  decision text check (decision in ('approved', 'rejected', 'replaced')),
  decided_by uuid,
  decided_at timestamptz(3),
  constraint decided_wholly check ((decision is null) = (decided_at is null)),
  constraint two_people check (decided_by is null or decision = 'replaced' or decided_by is distinct from proposed_by)
);
create unique index one_open_proposal on referral.directory_proposal (service_id) where decision is null;
create index open_proposals on referral.directory_proposal (country, proposed_at) where decision is null;
alter table referral.directory_proposal enable row level security;
alter table referral.directory_proposal force row level security;
create policy see_proposal on referral.directory_proposal for select using (app.is_system() or app.in_country(country));
create policy add_proposal on referral.directory_proposal for insert with check (app.is_system());
create policy decide_proposal on referral.directory_proposal for update using (app.is_system());
grant select, insert on referral.directory_proposal to gloact_app;
grant update (decision, decided_by, decided_at) on referral.directory_proposal to gloact_app;

-- Who said when that an entry still holds, and how they know.
create table referral.entry_confirmation (
  id uuid primary key,
  service_id uuid not null references referral.service (id),
  how text not null check (how in ('own', 'call', 'visit', 'approval')),
  by_user_id uuid not null,
  at timestamptz(3) not null
);
create index entry_confirmation_by_service on referral.entry_confirmation (service_id, at);
alter table referral.entry_confirmation enable row level security;
alter table referral.entry_confirmation force row level security;
create policy see_confirmation on referral.entry_confirmation for select using (
  app.is_system() or exists (select from referral.service where service.id = entry_confirmation.service_id)
);
create policy add_confirmation on referral.entry_confirmation for insert with check (app.is_system());
grant select, insert on referral.entry_confirmation to gloact_app;

create policy change_site on referral.site for update using (app.is_system());
grant update (name, area, confidential, address) on referral.site to gloact_app;
grant update (type, name, recipient_kind, languages, serves, min_age, max_age, confirmed_on, valid_until)
  on referral.service to gloact_app;

comment on table referral.directory_proposal is 'Changes to the directory that were proposed, by hand or by an import, with what was decided of them.';
comment on table referral.entry_confirmation is 'Each time that somebody confirmed an entry of the directory, and how.';
