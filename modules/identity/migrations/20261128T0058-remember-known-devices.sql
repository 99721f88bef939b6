-- Failed sign-ins are counted apart: by account from anywhere, by account from one network, by network, by a device that the
-- account is known on, by a session that is open. Whoever guesses blocks nobody at work.

alter table identity.sign_in_attempt drop constraint sign_in_attempt_kind_check;
alter table identity.sign_in_attempt add constraint sign_in_attempt_kind_check
  check (kind in ('account', 'account_here', 'address', 'link', 'device', 'session'));

-- Row-level security: exempt. Read before anybody is known.
create table identity.known_device (
  token_hash bytea not null,
  staff_id uuid not null references identity.staff,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (token_hash, staff_id)
);
create index known_device_by_staff on identity.known_device (staff_id);
grant select, insert, delete on identity.known_device to gloact_app;
grant update (last_seen_at) on identity.known_device to gloact_app;

alter table identity.session add column device_hash bytea;
create index session_by_device on identity.session (device_hash, staff_id) where device_hash is not null;

comment on column identity.session.device_hash is 'The browser that the session was opened in, by the hash of its cookie: a new sign-in there ends it.';
comment on table identity.sign_in_attempt is 'Failed sign-ins as keyed digests, counted apart: by account from anywhere, by account from one network address, by network address, by links'' tokens from one, by a known device, by an open session. Exempt from row-level security: read before anybody is known.';
comment on table identity.known_device is 'A browser in which an account has signed in in full, by the hash of a cookie of chance: its failed tries are counted apart from everybody''s. Opens nothing. Exempt from row-level security: read before anybody is known.';
