-- What is said of a service besides its entry, each with who may see it. Sealed alike, so that what only some may see lies in clear nowhere.
create table referral.service_detail (
  id uuid primary key,
  service_id uuid not null references referral.service (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  field text not null check (field in ('hours', 'night', 'fees', 'contact', 'address')),
  sight text not null check (sight in ('public', 'network', 'after_acceptance', 'own')),
  sealed bytea not null,
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  confirmed_by uuid,
  confirmed_at timestamptz(3),
  -- Another took its place.
  replaced_at timestamptz(3),
  constraint confirmed_wholly check ((confirmed_by is null) = (confirmed_at is null)),
  constraint two_people check (confirmed_by is null or confirmed_by <> proposed_by)
);
create unique index one_detail_in_force on referral.service_detail (service_id, field)
  where replaced_at is null and confirmed_at is not null;
create index detail_by_service on referral.service_detail (service_id) where replaced_at is null;
alter table referral.service_detail enable row level security;
alter table referral.service_detail force row level security;
-- Whether a service was accepted at is the server's to find out: it reads them all, and shows what may be seen.
create policy by_system on referral.service_detail using (app.is_system()) with check (app.is_system());
grant select, insert on referral.service_detail to gloact_app;
grant update (confirmed_by, confirmed_at, replaced_at) on referral.service_detail to gloact_app;

comment on table referral.service_detail is 'Hours, night service, fees, contact and address of a service, sealed, each with who may see it: proposed by one person, confirmed by another.';
