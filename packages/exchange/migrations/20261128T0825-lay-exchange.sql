-- The exchange with other countries: who they are and with which keys, what goes and comes, and what each side signed for.
-- Content lies here as ciphertext only: of a message, its signed form sealed under its conversation's key, and, of one that goes out, the
-- envelope that only the other side opens. In clear are ids, codes, moments, numbers and hashes.
create schema exchange;
grant usage on schema exchange to gloact_app;

create function exchange.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what is recorded is not changed';
end $$;

create table exchange.desk (
  country text not null check (country ~ '^[A-Z]{2}$'),
  authority text not null check (authority ~ '^[a-z][a-z0-9_.]*$'),
  agency_id uuid not null,
  name text not null,
  primary key (country, authority)
);

create table exchange.peer_change (
  id uuid primary key,
  country text not null,
  peer text not null check (peer ~ '^[A-Z]{2}$' and peer <> country),
  entry jsonb not null,
  proposed_by uuid not null default app.user_id(),
  proposed_at timestamptz(3) not null default now()
);
create index peer_change_by_peer on exchange.peer_change (country, peer);

create table exchange.peer_decision (
  change_id uuid primary key references exchange.peer_change (id),
  country text not null,
  peer text not null,
  decision text not null check (decision in ('confirmed', 'declined', 'withdrawn')),
  -- Of a change that was confirmed: rises with each.
  version integer check (version > 0),
  decided_by uuid not null default app.user_id(),
  decided_at timestamptz(3) not null default now(),
  unique (country, peer, version),
  constraint confirmed_has_version check ((decision = 'confirmed') = (version is not null))
);

create table exchange.peer_revocation (
  id uuid primary key,
  country text not null,
  peer text not null,
  -- Every version up to this one is out of force; two officers may enter a later one.
  version integer not null,
  suspected_since timestamptz(3) not null,
  revoked_by uuid not null default app.user_id(),
  revoked_at timestamptz(3) not null default now()
);

create table exchange.conversation (
  id uuid primary key,
  country text not null,
  peer text not null,
  own_authority text not null,
  peer_authority text not null,
  agency_id uuid not null,
  -- Sealed under the instance's key of words; gone once the conversation is erased.
  sealed_key bytea,
  next_out integer not null default 1,
  next_in integer not null default 1,
  opened_at timestamptz(3) not null default now(),
  erased_at timestamptz(3),
  constraint erased_wholly check ((erased_at is null) = (sealed_key is not null))
);

create table exchange.message (
  direction text not null check (direction in ('out', 'in')),
  peer text not null,
  id uuid not null,
  country text not null,
  conversation_id uuid not null references exchange.conversation (id),
  agency_id uuid not null,
  from_authority text not null,
  to_authority text not null,
  type text not null,
  schema_version integer not null,
  seq integer not null check (seq > 0),
  in_reply_to uuid,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  tlp text not null,
  h text[] not null,
  -- The signed message, sealed under the conversation's key; and of what goes out the envelope for the other side.
  sealed bytea,
  jwe bytea,
  jwe_hash bytea not null,
  jws_hash bytea not null,
  state text not null check (state in ('queued', 'delivered', 'stored', 'refused', 'unsupported', 'dead')),
  reason text,
  received_at timestamptz(3),
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null default now(),
  last_failure text,
  primary key (direction, peer, id),
  unique (conversation_id, direction, seq)
);
create index message_to_send on exchange.message (conversation_id, seq)
  where direction = 'out' and state in ('queued', 'dead');

create table exchange.receipt (
  -- `issued` by this country, `received` from the other.
  direction text not null check (direction in ('issued', 'received')),
  peer text not null,
  message_id uuid not null,
  kind text not null check (kind in ('stored', 'opened', 'accepted', 'refused', 'unsupported')),
  country text not null,
  conversation_id uuid not null references exchange.conversation (id),
  position integer not null check (position > 0),
  reason text,
  at timestamptz(3) not null,
  -- As it was signed: ids, codes, moments and hashes.
  signed text not null,
  hash bytea not null,
  primary key (direction, peer, message_id, kind, position)
);
create index receipt_by_conversation on exchange.receipt (conversation_id);
create index receipt_by_position on exchange.receipt (direction, peer, position);

-- Where the chain of receipts stands, for each country and direction.
create table exchange.chain (
  country text not null,
  peer text not null,
  direction text not null check (direction in ('issued', 'received')),
  position integer not null default 0,
  head text not null,
  primary key (country, peer, direction)
);

create table exchange.alarm (
  id uuid primary key,
  country text not null,
  peer text not null,
  kind text not null,
  message_id uuid,
  at timestamptz(3) not null default now(),
  times integer not null default 1,
  last_at timestamptz(3) not null default now(),
  seen_by uuid,
  seen_at timestamptz(3)
);
create unique index alarm_once on exchange.alarm (country, peer, kind, coalesce(message_id, '00000000-0000-0000-0000-000000000000'))
  where seen_at is null;

alter table exchange.desk enable row level security;
alter table exchange.desk force row level security;
alter table exchange.peer_change enable row level security;
alter table exchange.peer_change force row level security;
alter table exchange.peer_decision enable row level security;
alter table exchange.peer_decision force row level security;
alter table exchange.peer_revocation enable row level security;
alter table exchange.peer_revocation force row level security;
alter table exchange.conversation enable row level security;
alter table exchange.conversation force row level security;
alter table exchange.message enable row level security;
alter table exchange.message force row level security;
alter table exchange.receipt enable row level security;
alter table exchange.receipt force row level security;
alter table exchange.chain enable row level security;
alter table exchange.chain force row level security;
alter table exchange.alarm enable row level security;
alter table exchange.alarm force row level security;

-- Who other countries are, their public keys and who entered them is no secret within the country.
create policy see_desk on exchange.desk for select using (app.in_country(country));
create policy open_desk on exchange.desk for insert with check (app.is_system());
create policy move_desk on exchange.desk for update using (app.is_system());
create policy see_change on exchange.peer_change for select using (app.in_country(country));
create policy propose_change on exchange.peer_change for insert with check (
  app.in_country(country) and proposed_by = app.user_id()
);
create policy see_decision on exchange.peer_decision for select using (app.in_country(country));
-- Two people: the one who proposed a change can only withdraw it.
create policy decide_change on exchange.peer_decision for insert with check (
  app.in_country(country)
  and decided_by = app.user_id()
  and exists (
    select from exchange.peer_change change
    where change.id = change_id
      and change.country = peer_decision.country
      and change.peer = peer_decision.peer
      and (change.proposed_by = app.user_id()) = (decision = 'withdrawn')
  )
);
create policy see_revocation on exchange.peer_revocation for select using (app.in_country(country));
create policy revoke_peer on exchange.peer_revocation for insert with check (
  app.in_country(country) and revoked_by = app.user_id()
);

-- A conversation and what is in it is its agency's.
create policy see_conversation on exchange.conversation for select using (
  app.in_country(country) and (app.is_system() or agency_id = app.agency_id())
);
create policy begin_conversation on exchange.conversation for insert with check (
  app.in_country(country) and (app.is_system() or agency_id = app.agency_id())
);
create policy go_on_in_conversation on exchange.conversation for update using (
  app.in_country(country) and (app.is_system() or agency_id = app.agency_id())
);
create policy see_message on exchange.message for select using (
  app.in_country(country) and (app.is_system() or agency_id = app.agency_id())
);
create policy add_message on exchange.message for insert with check (
  app.in_country(country)
  and (app.is_system() or (agency_id = app.agency_id() and direction = 'out' and state = 'queued'))
);
create policy move_message on exchange.message for update using (app.in_country(country) and app.is_system());
create policy see_receipt on exchange.receipt for select using (
  app.in_country(country)
  and exists (select from exchange.conversation where conversation.id = receipt.conversation_id)
);
create policy add_receipt on exchange.receipt for insert with check (
  app.in_country(country)
  and (app.is_system() or direction = 'issued')
  and exists (select from exchange.conversation where conversation.id = receipt.conversation_id)
);
create policy see_chain on exchange.chain for select using (app.in_country(country));
create policy begin_chain on exchange.chain for insert with check (app.in_country(country));
create policy lengthen_chain on exchange.chain for update using (
  app.in_country(country) and (app.is_system() or direction = 'issued')
);
create policy see_alarm on exchange.alarm for select using (app.in_country(country));
create policy raise_alarm on exchange.alarm for insert with check (app.in_country(country) and app.is_system());
create policy see_to_alarm on exchange.alarm for update using (
  app.in_country(country)
) with check (
  app.is_system() or seen_by = app.user_id()
);

grant select, insert on exchange.desk, exchange.peer_change, exchange.peer_decision, exchange.peer_revocation,
  exchange.conversation, exchange.message, exchange.receipt, exchange.chain, exchange.alarm to gloact_app;
grant update (agency_id, name) on exchange.desk to gloact_app;
grant update (next_out, next_in, sealed_key, erased_at) on exchange.conversation to gloact_app;
grant update (state, reason, received_at, attempts, next_attempt_at, last_failure, jwe, jwe_hash, sealed) on exchange.message
  to gloact_app;
grant update (position, head) on exchange.chain to gloact_app;
grant update (times, last_at, seen_by, seen_at) on exchange.alarm to gloact_app;

create trigger change_stays before update or delete on exchange.peer_change
  for each row execute function exchange.refuse_change();
create trigger decision_stays before update or delete on exchange.peer_decision
  for each row execute function exchange.refuse_change();
create trigger revocation_stays before update or delete on exchange.peer_revocation
  for each row execute function exchange.refuse_change();
create trigger receipt_stays before update or delete on exchange.receipt
  for each row execute function exchange.refuse_change();

comment on schema exchange is 'Messages to and from other countries, what was signed for, and whose keys count. Content is ciphertext.';
