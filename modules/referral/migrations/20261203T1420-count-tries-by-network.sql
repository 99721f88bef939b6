-- Wrong PINs of a link by where they were tried, so that anyone who has the link and not the PIN keeps nobody else from it. Of the network
-- there is a digest under the vault's key, another for each link; gone with the next PIN.
create table referral.link_try (
  link_id uuid not null references referral.link_access (id),
  network bytea not null,
  tries integer not null check (tries > 0),
  primary key (link_id, network)
);
alter table referral.link_try enable row level security;
alter table referral.link_try force row level security;
create policy by_system on referral.link_try using (app.is_system()) with check (app.is_system());
grant select, insert, delete on referral.link_try to gloact_app;
grant update (tries) on referral.link_try to gloact_app;

comment on table referral.link_try is 'Wrong PINs of a link since its last PIN was made, by network: digests and numbers.';
