-- Files that go with messages: each under a key of its own, which travels within the message alone. Its bytes lie sealed in the store of
-- attachments; here are what it is, its hash, and which objects are its own. `chunk` has what came of a file before its message did.
create table exchange.attachment (
  direction text not null check (direction in ('out', 'in')),
  peer text not null,
  id uuid not null,
  country text not null,
  agency_id uuid not null,
  -- What it belongs to in the module that sends it, before there is a conversation.
  about uuid,
  conversation_id uuid references exchange.conversation (id),
  message_id uuid,
  -- The file's own key and its name, sealed under the instance's key of words; gone once the conversation was erased.
  sealed_key bytea,
  sealed_name bytea,
  content_type text not null,
  bytes integer not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- In the store of attachments, in order.
  objects text[] not null,
  -- Of the sealed form: as long as it is, and how much of it the other side has.
  sealed_bytes integer not null check (sealed_bytes > 0),
  sent_bytes integer not null default 0,
  added_by uuid,
  added_at timestamptz(3) not null,
  primary key (direction, peer, id),
  constraint came_with_message check (direction = 'out' or message_id is not null),
  constraint sent_in_conversation check ((message_id is null) = (conversation_id is null)),
  constraint file_erased_wholly check ((sealed_key is null) = (sealed_name is null))
);
create index attachment_by_message on exchange.attachment (message_id);
create index attachment_by_about on exchange.attachment (about);
create index attachment_by_conversation on exchange.attachment (conversation_id);
create index attachment_by_object on exchange.attachment using gin (objects);

create table exchange.chunk (
  country text not null,
  peer text not null,
  attachment_id uuid not null,
  -- Where in the sealed form it begins: there is no gap before it.
  begins integer not null check (begins >= 0),
  bytes integer not null check (bytes > 0),
  object_id text not null,
  received_at timestamptz(3) not null,
  primary key (country, peer, attachment_id, begins)
);
create index chunk_by_object on exchange.chunk (object_id);

alter table exchange.attachment enable row level security;
alter table exchange.attachment force row level security;
alter table exchange.chunk enable row level security;
alter table exchange.chunk force row level security;

create policy see_attachment on exchange.attachment for select using (
  app.in_country(country) and (app.is_system() or agency_id = app.agency_id())
);
create policy add_attachment on exchange.attachment for insert with check (
  app.in_country(country)
  and (app.is_system() or (agency_id = app.agency_id() and direction = 'out' and message_id is null))
);
create policy move_attachment on exchange.attachment for update using (
  app.in_country(country) and (app.is_system() or agency_id = app.agency_id())
);
-- What was sent or came stays.
create policy remove_attachment on exchange.attachment for delete using (
  app.in_country(country) and message_id is null and (app.is_system() or agency_id = app.agency_id())
);
create policy hold_chunk on exchange.chunk using (app.in_country(country) and app.is_system());

grant select, insert, delete on exchange.attachment, exchange.chunk to gloact_app;
grant update (conversation_id, message_id, sealed_key, sealed_name, sent_bytes) on exchange.attachment to gloact_app;

comment on table exchange.attachment is 'Files that went with messages or came with them: sealed under keys of their own; type, size and hash in clear.';
comment on table exchange.chunk is 'Sealed pieces of files whose message has not been taken yet: of no use to anyone without it.';
