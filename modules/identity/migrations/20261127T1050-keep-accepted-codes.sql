-- The code accepted last was remembered alone: after the next one had been accepted, it opened again within its window.

-- Row-level security: exempt as the other tables of this schema are; no row is about a file's person.
create table identity.accepted_code (
  staff_id uuid not null references identity.staff,
  code_hash bytea not null,
  accepted_at timestamptz not null,
  primary key (staff_id, code_hash)
);
grant select, insert, delete on identity.accepted_code to gloact_app;
grant update (accepted_at) on identity.accepted_code to gloact_app;

insert into identity.accepted_code (staff_id, code_hash, accepted_at)
select staff_id, last_code_hash, last_code_at from identity.authenticator
where last_code_hash is not null and last_code_at is not null;

alter table identity.authenticator drop column last_code_hash, drop column last_code_at;

comment on table identity.accepted_code is 'Codes of authenticators that were accepted within their window, so that none is accepted again (RFC 6238 section 5.2). Exempt from row-level security: read to sign in.';
