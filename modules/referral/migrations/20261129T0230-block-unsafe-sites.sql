-- A site that is dangerous for somebody: said by those who work on the file, or come along with a file that went on in this one. Withdrawals
-- for a person's safety say the same, and stand with the referral. Blocks are lifted, never removed, but with the person.
create table referral.unsafe_site (
  id uuid primary key default gen_random_uuid(),
  file_id uuid not null,
  agency_id uuid not null,
  site_id uuid not null references referral.site (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  blocked_at timestamptz(3) not null,
  -- Null where it came along.
  blocked_by uuid,
  lifted_at timestamptz(3),
  lifted_by uuid
);
create unique index unsafe_site_of_file on referral.unsafe_site (file_id, site_id) where lifted_at is null;
alter table referral.unsafe_site enable row level security;
alter table referral.unsafe_site force row level security;
create policy see_unsafe on referral.unsafe_site for select using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id())
);
create policy add_unsafe on referral.unsafe_site for insert with check (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and blocked_by = app.user_id())
);
create policy lift_unsafe on referral.unsafe_site for update using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id())
);
create policy erase_unsafe on referral.unsafe_site for delete using (app.is_system());
grant select, insert, delete on referral.unsafe_site to gloact_app;
grant update (lifted_at, lifted_by) on referral.unsafe_site to gloact_app;

comment on table referral.unsafe_site is 'Sites to which nothing of a file goes, for the person’s safety.';
