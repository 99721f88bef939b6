-- What two countries hold against one another: the heads of their chains of receipts every night, and a conversation when somebody asks. And
-- what was said of new keys: by this country to others, and by others to this one. Nobody is entered by it.
create table exchange.comparison (
  id uuid primary key,
  country text not null,
  peer text not null,
  -- The message that told what the other side has; null conversation: of the chains of receipts.
  message_id uuid not null,
  conversation_id uuid references exchange.conversation (id),
  at timestamptz(3) not null,
  -- Empty where both have the same: by place, what lies here and what lies there, as hashes.
  differences jsonb not null
);
create index comparison_by_conversation on exchange.comparison (conversation_id, at);
create index comparison_by_peer on exchange.comparison (country, peer, at);

create table exchange.keys_told (
  country text not null,
  peer text not null,
  message_id uuid not null,
  -- Thumbprints and hashes of certificates, sorted: what was announced.
  named text[] not null,
  at timestamptz(3) not null,
  primary key (country, peer, message_id)
);

create table exchange.keys_announced (
  message_id uuid primary key,
  country text not null,
  peer text not null,
  entry jsonb not null,
  at timestamptz(3) not null
);
create index keys_announced_by_peer on exchange.keys_announced (country, peer, at);

alter table exchange.comparison enable row level security;
alter table exchange.comparison force row level security;
alter table exchange.keys_told enable row level security;
alter table exchange.keys_told force row level security;
alter table exchange.keys_announced enable row level security;
alter table exchange.keys_announced force row level security;

-- Of a conversation it is its agency's to see, as the conversation is.
create policy see_comparison on exchange.comparison for select using (
  app.in_country(country)
  and (
    conversation_id is null
    or exists (select from exchange.conversation where conversation.id = comparison.conversation_id)
  )
);
create policy add_comparison on exchange.comparison for insert with check (app.in_country(country) and app.is_system());
create policy see_keys_told on exchange.keys_told for select using (app.in_country(country));
create policy add_keys_told on exchange.keys_told for insert with check (app.in_country(country) and app.is_system());
create policy see_keys_announced on exchange.keys_announced for select using (app.in_country(country));
create policy add_keys_announced on exchange.keys_announced for insert with check (
  app.in_country(country) and app.is_system()
);

grant select, insert on exchange.comparison, exchange.keys_told, exchange.keys_announced to gloact_app;

create trigger comparison_stays before update or delete on exchange.comparison
  for each row execute function exchange.refuse_change();
create trigger keys_told_stay before update or delete on exchange.keys_told
  for each row execute function exchange.refuse_change();
create trigger keys_announced_stay before update or delete on exchange.keys_announced
  for each row execute function exchange.refuse_change();

comment on table exchange.comparison is 'What the other side told that it has, held against what lies here: hashes and places, no content.';
comment on table exchange.keys_told is 'Which keys this country announced to which other one.';
comment on table exchange.keys_announced is 'New keys that another country announced. They count once two officers heard their words and entered them.';
