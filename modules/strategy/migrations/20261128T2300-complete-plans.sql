-- What the quality list opens, and which goal a specific objective belongs to.
alter table strategy.action
  add column k_output text not null generated always as (coalesce(lower(left(answers #>> array['output', 'value'], 300)), '')) stored,
  add column k_indicator text not null generated always as (coalesce(lower(left(answers #>> array['indicator', 'value'], 300)), '')) stored,
  add column k_blocked_by text[] not null generated always as (app.register_list(answers #> array['blocked_by', 'value'])) stored;
alter table strategy.goal
  add column k_part_of text not null generated always as (coalesce(left(answers #>> array['part_of', 'value'], 300), '')) stored,
  add column k_indicator text not null generated always as (coalesce(lower(left(answers #>> array['indicator', 'value'], 300)), '')) stored;
create index on strategy.goal (k_part_of, id) where archived_at is null;
create index on strategy.goal (k_indicator, id) where archived_at is null;
create index on strategy.action (k_output, id) where archived_at is null;
create index on strategy.action (k_indicator, id) where archived_at is null;

comment on column strategy.action.k_indicator is 'By which the action is measured; blank where it has none.';
comment on column strategy.goal.k_indicator is 'By which the goal is measured; blank where it has none.';
